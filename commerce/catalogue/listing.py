"""What listings read: where a product is told of, one row a product and market, and what it is sold as there.

ProductPresence is written by content's receivers; the rows by reactions. Commerce never follows pages.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from commerce.catalogue.ratings import Rating
from commerce.money import Money


class ProductPresence(models.Model):
    """A product's page in one locale, as last published, unpublished, moved or drafted."""

    class State(models.TextChoices):
        DRAFT = "draft"
        LIVE = "live"
        ENDED = "ended"

    product = models.ForeignKey("commerce.Product", models.CASCADE, related_name="presences")
    locale = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    teaser = models.CharField(max_length=200, blank=True, help_text="What the page says of itself, in a line")
    path = models.CharField(max_length=1000, help_text="Where the page is, from the site's root")
    page_id = models.BigIntegerField()
    live_revision_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "locale"], name="one_presence_a_product_and_locale")
        ]


class Availability(models.TextChoices):
    IN_STOCK = "in_stock"
    FEW_LEFT = "few_left"
    SOLD_OUT = "sold_out"


class ListingRow(models.Model):
    """All that a card or a search needs of a product in one market."""

    Availability = Availability

    product = models.ForeignKey("commerce.Product", models.CASCADE, related_name="listing_rows")
    market = models.ForeignKey("commerce.Market", models.CASCADE, related_name="+")
    is_listed = models.BooleanField(default=False, help_text="Live, priced and not retired")
    title = models.CharField(max_length=255)
    teaser = models.CharField(max_length=200, blank=True)
    path = models.CharField(max_length=1000, blank=True)
    skus = ArrayField(models.CharField(max_length=64), default=list)
    collections = ArrayField(models.SlugField(), default=list)
    words = models.TextField(blank=True, help_text="All that a search may find it by")
    from_minor = models.PositiveBigIntegerField(null=True)
    prior_minor = models.PositiveBigIntegerField(null=True)
    varies = models.BooleanField(default=False, help_text="The variants' prices differ")
    availability = models.CharField(max_length=10, choices=Availability)
    image = models.ForeignKey("media.Image", models.SET_NULL, null=True, related_name="+")
    image_alt = models.CharField(max_length=200, blank=True)
    second_image = models.ForeignKey("media.Image", models.SET_NULL, null=True, related_name="+")
    swatches = ArrayField(models.CharField(max_length=7), default=list)
    rating_sum = models.PositiveIntegerField(default=0, help_text="All published ratings together")
    rating_count = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "market"], name="one_listing_row_a_product_and_market")
        ]
        indexes = [
            models.Index(fields=["market", "is_listed", "position"], name="listing_by_position"),
            GinIndex(fields=["collections"], name="listing_by_collection"),
        ]

    @property
    def price(self):
        return Money(self.from_minor, self.market.currency)

    @property
    def was(self):
        return Money(self.prior_minor, self.market.currency) if self.prior_minor else None

    @property
    def is_sold_out(self):
        return self.availability == self.Availability.SOLD_OUT

    @property
    def rating(self):
        """What people think of it, or None where nobody said so yet."""
        return Rating(self.rating_sum, self.rating_count) if self.rating_count else None


class ListingVariant(models.Model):
    """What a facet needs of a variant that a market has a price for."""

    row = models.ForeignKey(ListingRow, models.CASCADE, related_name="variants")
    variant = models.ForeignKey("commerce.Variant", models.CASCADE, related_name="+")
    facets = ArrayField(
        models.CharField(max_length=120),
        default=list,
        help_text="option:value of its own, attribute:value of its product",
    )
    minor = models.PositiveBigIntegerField()
    availability = models.CharField(max_length=10, choices=Availability)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "variant"], name="a_variant_once_on_a_listing_row")
        ]
