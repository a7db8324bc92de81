"""Indexes on the listing, which is commerce's: what only search asks of it, search brings along."""

from django.db import migrations

INDEXES = {
    "listing_words_english": "to_tsvector('english'::regconfig, search_text(words))",
    "listing_words_german": "to_tsvector('german'::regconfig, search_text(words))",
    "listing_words_letters": "search_text(words) gin_trgm_ops",
    "listing_codes_letters": "search_codes(skus::text[]) gin_trgm_ops",
}


class Migration(migrations.Migration):
    # Built while the shop sells.
    atomic = False

    dependencies = [("search", "0001_initial"), ("commerce", "0005_payment_decline_code")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX CONCURRENTLY {name} ON commerce_listingrow USING gin ({expression});",
            f"DROP INDEX CONCURRENTLY IF EXISTS {name};",
        )
        for name, expression in INDEXES.items()
    ]
