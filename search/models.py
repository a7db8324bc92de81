"""What search remembers: pages in words, what staff teach it, and what was looked for."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock
from search.expressions import Stems, Told
from search.rules import LONGEST, plain


def languages():
    return settings.LANGUAGES


class PageRow(models.Model):
    """A live page that is open to everyone and tells of no product: what finds it and how it is shown."""

    class Kind(models.TextChoices):
        COLLECTION = "collection", _("Collection")
        PAGE = "page", _("Story or page")

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="+")
    locale = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=255)
    teaser = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=1000, help_text="From the site's root")
    words = models.TextField(blank=True, help_text="All that a search may find it by")
    published_at = models.DateTimeField(null=True)

    # Pages are deleted without asking what search knows of them.
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["locale", "kind"], name="page_row_by_locale"),
            GinIndex(Stems("words", "english"), name="page_row_english"),
            GinIndex(Stems("words", "german"), name="page_row_german"),
            GinIndex(OpClass(Told("words"), name="gin_trgm_ops"), name="page_row_letters"),
        ]


class Synonym(models.Model):
    """Whoever looks for the word is shown what it means as well."""

    locale = models.CharField(_("language"), max_length=10, choices=languages, default="en")
    word = models.CharField(_("people type"), max_length=60, help_text=_("One to three words"))
    means = models.CharField(_("the shop says"), max_length=60)

    class Meta:
        ordering = ["locale", "word"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.UniqueConstraint(fields=["locale", "word", "means"], name="synonym_once"),
        ]

    def __str__(self):
        return f"{self.word} → {self.means}"

    def save(self, *args, **kwargs):
        self.word, self.means = plain(self.word), plain(self.means)
        super().save(*args, **kwargs)


class PromotedResult(models.Model):
    """A product or a page that comes first for one search."""

    locale = models.CharField(_("language"), max_length=10, choices=languages, default="en")
    query = models.CharField(_("people type"), max_length=LONGEST)
    product = models.ForeignKey(
        "commerce.Product", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower comes first, where a search has several")
    )

    class Meta:
        ordering = ["locale", "query", "position", "pk"]
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        indexes = [models.Index(fields=["locale", "query"], name="promoted_by_query")]
        constraints = [
            models.CheckConstraint(
                condition=Q(product=None, page__isnull=False) | Q(product__isnull=False, page=None),
                name="promoted_is_a_product_or_a_page",
            )
        ]

    def __str__(self):
        return f"{self.query} → {self.product or self.page}"

    def save(self, *args, **kwargs):
        self.query = plain(self.query)
        super().save(*args, **kwargs)

    def clean(self):
        if bool(self.product_id) == bool(self.page_id):
            raise ValidationError(_("Choose a product or a page, not both."))


class SearchQuery(models.Model):
    """One search, and how much it found. Nobody's: no person, no session, no address."""

    text = models.CharField(_("search"), max_length=LONGEST)
    locale = models.CharField(_("language"), max_length=10)
    hits = models.PositiveIntegerField(_("results"))
    searched_at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes = [
            models.Index(fields=["searched_at"], name="search_query_by_time"),
            models.Index(fields=["text"], condition=Q(hits=0), name="search_query_in_vain"),
        ]
