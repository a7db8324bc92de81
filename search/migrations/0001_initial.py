import django.contrib.postgres.indexes
import django.db.models.deletion
import kinsite.foundation.clock
import search.expressions
import search.models
from django.conf import settings
from django.db import migrations, models

# Immutable, so that indexes may be built on them; costly, so that they are used. rules.plain() says the same.
SEARCH_TEXT = """
CREATE FUNCTION search_text(said text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 300 AS $$
BEGIN
    RETURN ' ' || btrim(regexp_replace(
        replace(replace(replace(replace(replace(replace(
            lower(regexp_replace(normalize(said, NFD), '[\\u0300-\\u036f]+', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'ł', 'l'), 'đ', 'd'),
        '[^[:alnum:]]+', ' ', 'g'));
END $$;
"""
SEARCH_CODES = """
CREATE FUNCTION search_codes(skus text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 300 AS $$
BEGIN
    RETURN ' ' || lower(regexp_replace(array_to_string(skus, ' '), '[^[:alnum:] ]+', '', 'g')) || ' ';
END $$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('commerce', '0005_payment_decline_code'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunSQL(SEARCH_TEXT, "DROP FUNCTION search_text(text);"),
        migrations.RunSQL(SEARCH_CODES, "DROP FUNCTION search_codes(text[]);"),
        migrations.CreateModel(
            name='SearchQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=100, verbose_name='search')),
                ('locale', models.CharField(max_length=10, verbose_name='language')),
                ('hits', models.PositiveIntegerField(verbose_name='results')),
                ('searched_at', models.DateTimeField(default=kinsite.foundation.clock.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'search',
                'verbose_name_plural': 'searches',
                'indexes': [models.Index(fields=['searched_at'], name='search_query_by_time'), models.Index(condition=models.Q(('hits', 0)), fields=['text'], name='search_query_in_vain')],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locale', models.CharField(choices=search.models.languages, default='en', max_length=10, verbose_name='language')),
                ('word', models.CharField(help_text='One to three words', max_length=60, verbose_name='people type')),
                ('means', models.CharField(max_length=60, verbose_name='the shop says')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
                'ordering': ['locale', 'word'],
                'constraints': [models.UniqueConstraint(fields=('locale', 'word', 'means'), name='synonym_once')],
            },
        ),
        migrations.CreateModel(
            name='PageRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locale', models.CharField(max_length=10)),
                ('kind', models.CharField(choices=[('collection', 'Collection'), ('page', 'Story or page')], max_length=10)),
                ('title', models.CharField(max_length=255)),
                ('teaser', models.CharField(blank=True, max_length=300)),
                ('path', models.CharField(help_text="From the site's root", max_length=1000)),
                ('words', models.TextField(blank=True, help_text='All that a search may find it by')),
                ('published_at', models.DateTimeField(null=True)),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['locale', 'kind'], name='page_row_by_locale'), django.contrib.postgres.indexes.GinIndex(search.expressions.Stems('words', 'english'), name='page_row_english'), django.contrib.postgres.indexes.GinIndex(search.expressions.Stems('words', 'german'), name='page_row_german'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(search.expressions.Told('words'), name='gin_trgm_ops'), name='page_row_letters')],
            },
        ),
        migrations.CreateModel(
            name='PromotedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locale', models.CharField(choices=search.models.languages, default='en', max_length=10, verbose_name='language')),
                ('query', models.CharField(max_length=100, verbose_name='people type')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first, where a search has several', verbose_name='position')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='commerce.product', verbose_name='product')),
            ],
            options={
                'verbose_name': 'promoted result',
                'verbose_name_plural': 'promoted results',
                'ordering': ['locale', 'query', 'position', 'pk'],
                'indexes': [models.Index(fields=['locale', 'query'], name='promoted_by_query')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('page__isnull', False), ('product', None)), models.Q(('page', None), ('product__isnull', False)), _connector='OR'), name='promoted_is_a_product_or_a_page')],
            },
        ),
    ]
