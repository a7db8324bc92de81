import django.db.models.deletion
from django.db import migrations, models

import kinsite.foundation.clock

# A prior price that somebody typed gives way to what the rule leaves of it; the past stays as it was shown.
PRIORS = """
UPDATE commerce_price price SET prior_minor = (
    SELECT CASE WHEN min(other.minor) > price.minor THEN min(other.minor) END
    FROM commerce_price other
    WHERE other.variant_id = price.variant_id AND other.price_list_id = price.price_list_id
    AND other.valid_from < price.valid_from
    AND (other.valid_until IS NULL OR other.valid_until > price.valid_from - interval '30 days')
)
WHERE prior_minor IS NOT NULL AND (valid_until IS NULL OR valid_until > now());
"""
# As refresh_listing would write them: what is no longer struck through is not found among what is reduced.
FACETS = """
UPDATE commerce_listingvariant told SET facets = array_remove(told.facets, 'sale:reduced')
FROM commerce_listingrow row, commerce_market market, commerce_price price
WHERE row.id = told.row_id AND market.id = row.market_id
AND price.variant_id = told.variant_id AND price.price_list_id = market.price_list_id
AND price.valid_from <= now() AND (price.valid_until IS NULL OR price.valid_until > now())
AND price.prior_minor IS NULL AND 'sale:reduced' = ANY(told.facets);
"""
ROWS = """
UPDATE commerce_listingrow row SET prior_minor = (
    SELECT price.prior_minor FROM commerce_listingvariant told
    JOIN commerce_market market ON market.id = row.market_id
    JOIN commerce_price price
        ON price.variant_id = told.variant_id AND price.price_list_id = market.price_list_id
        AND price.valid_from <= now() AND (price.valid_until IS NULL OR price.valid_until > now())
    WHERE told.row_id = row.id AND price.minor = row.from_minor
    ORDER BY told.variant_id LIMIT 1
)
WHERE prior_minor IS NOT NULL;
"""
# Of a price that has begun only its end may change, and only as long as it lies ahead.
KEEP_PRICES = """
CREATE FUNCTION commerce_keep_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.valid_from <= now() AND (
        TG_OP = 'DELETE'
        OR (NEW.variant_id, NEW.price_list_id, NEW.minor, NEW.prior_minor, NEW.valid_from)
            IS DISTINCT FROM (OLD.variant_id, OLD.price_list_id, OLD.minor, OLD.prior_minor, OLD.valid_from)
        OR (OLD.valid_until <= now() AND NEW.valid_until IS DISTINCT FROM OLD.valid_until)
    ) THEN
        RAISE EXCEPTION 'a price that was in force is never changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_prices BEFORE UPDATE OR DELETE ON commerce_price
FOR EACH ROW EXECUTE FUNCTION commerce_keep_prices();
"""
# What was decided stays as it was decided, but for its early end.
KEEP_CHANGES = """
CREATE FUNCTION commerce_keep_price_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (
        NEW.variant_id, NEW.price_list_id, NEW.minor, NEW.is_reduction, NEW.valid_from, NEW.valid_until,
        NEW.actor_kind, NEW.actor_id, NEW.actor_label, NEW.at
    ) IS DISTINCT FROM (
        OLD.variant_id, OLD.price_list_id, OLD.minor, OLD.is_reduction, OLD.valid_from, OLD.valid_until,
        OLD.actor_kind, OLD.actor_id, OLD.actor_label, OLD.at
    ) OR OLD.ended_at < NEW.ended_at THEN
        RAISE EXCEPTION 'what was decided of a price is never changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_price_changes BEFORE UPDATE OR DELETE ON commerce_pricechange
FOR EACH ROW EXECUTE FUNCTION commerce_keep_price_changes();
"""
FORGET_PRICES = "DROP TRIGGER keep_prices ON commerce_price; DROP FUNCTION commerce_keep_prices();"
FORGET_CHANGES = """
DROP TRIGGER keep_price_changes ON commerce_pricechange; DROP FUNCTION commerce_keep_price_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("commerce", "0017_invoices")]

    operations = [
        migrations.AlterField(
            model_name="price",
            name="prior_minor",
            field=models.PositiveBigIntegerField(blank=True, help_text="Where a reduction is announced: the lowest price of the 30 days before it, in minor units", null=True),
        ),
        migrations.CreateModel(
            name="PriceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minor", models.PositiveBigIntegerField(help_text="In minor units")),
                ("is_reduction", models.BooleanField(default=False, help_text="Announced as a reduction")),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(help_text="Empty where it lasts", null=True)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_label", models.CharField(max_length=80)),
                ("at", models.DateTimeField(default=kinsite.foundation.clock.now)),
                ("ended_at", models.DateTimeField(help_text="When it was ended early; its begin if withdrawn", null=True)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                ("ended_by_label", models.CharField(blank=True, max_length=80)),
                ("price_list", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="commerce.pricelist")),
                ("variant", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="price_changes", to="commerce.variant")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="price",
            name="change",
            field=models.ForeignKey(help_text="The decision it follows from", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="commerce.pricechange"),
        ),
        migrations.AddIndex(
            model_name="pricechange",
            index=models.Index(fields=["variant", "price_list"], name="price_changes_of_a_variant"),
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(condition=models.Q(("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"), name="price_change_ends_after_start"),
        ),
        migrations.AddConstraint(
            model_name="pricechange",
            constraint=models.CheckConstraint(condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("valid_from")), _connector="OR"), name="price_change_is_ended_after_start"),
        ),
        migrations.RunSQL(PRIORS, migrations.RunSQL.noop),
        migrations.RunSQL(ROWS, migrations.RunSQL.noop),
        migrations.RunSQL(FACETS, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_PRICES, FORGET_PRICES),
        migrations.RunSQL(KEEP_CHANGES, FORGET_CHANGES),
    ]
