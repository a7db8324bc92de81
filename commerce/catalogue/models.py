"""Products and variants. Facts only: stock is counted in stock, stories are told in content."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.facets import Attribute, AttributeValue, Option, OptionValue
from commerce.catalogue.listing import ListingRow, ListingVariant, ProductPresence
from commerce.catalogue.prices import Price, PriceChange
from kinsite.foundation import clock

__all__ = [
    "Attribute",
    "AttributeValue",
    "Collection",
    "ListingRow",
    "ListingVariant",
    "Option",
    "OptionValue",
    "Price",
    "PriceChange",
    "Product",
    "ProductAttribute",
    "ProductCollection",
    "ProductOption",
    "ProductPicture",
    "ProductPresence",
    "TaxCategory",
    "Variant",
    "VariantOption",
]


class TaxCategory(models.Model):
    """What kind of goods it is for the tax tables."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    stripe_tax_code = models.CharField(max_length=40, blank=True, help_text=_("e.g. txcd_99999999"))

    class Meta:
        verbose_name_plural = _("tax categories")

    def __str__(self):
        return self.name


class Collection(models.Model):
    """A group of products that a landing page points at."""

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.title


class Product(models.Model):
    """Something the shop sells, in one or more variants."""

    code = models.SlugField(unique=True, max_length=120, help_text=_("Stands in the address of its offer"))
    title = models.CharField(max_length=160)
    teaser = models.CharField(max_length=200, blank=True)
    tax_category = models.ForeignKey(TaxCategory, models.PROTECT, null=True, blank=True)
    collections = models.ManyToManyField(Collection, through="ProductCollection", related_name="products")
    options = models.ManyToManyField(Option, through="ProductOption", related_name="products")
    attribute_values = models.ManyToManyField(
        AttributeValue, through="ProductAttribute", related_name="products"
    )
    order_limit = models.PositiveSmallIntegerField(
        default=10, help_text=_("Units of all its variants together that one order may hold")
    )
    warranty_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Said on its page; left empty, nothing is said of a warranty")
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("Where visitors are led once it is retired"),
    )
    successor_collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None) | Q(successor_collection=None),
                name="product_leads_to_one_place",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def leads_on(self):
        """Whether those who look for it are to be led elsewhere."""
        return bool(self.retired_at and (self.successor_id or self.successor_collection_id))


class ProductCollection(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="memberships")
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="memberships")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "collection"], name="product_once_in_a_collection"),
        ]


class ProductOption(models.Model):
    """Which options a product's variants differ by, in the order they are shown."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="product_options")
    option = models.ForeignKey(Option, models.PROTECT)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "option"], name="option_once_on_a_product"),
        ]


class ProductAttribute(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="product_attributes")
    value = models.ForeignKey(AttributeValue, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "value"], name="attribute_value_once_on_a_product"),
        ]


class Variant(models.Model):
    """One thing with a SKU that can be put in a cart. Retired, never deleted."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="variants")
    sku = models.CharField(max_length=64, unique=True)
    option_values = models.ManyToManyField(OptionValue, through="VariantOption", related_name="variants")
    position = models.PositiveIntegerField(default=0)
    grams = models.PositiveIntegerField(help_text=_("Weight with packaging, in grams"))
    width_mm = models.PositiveIntegerField(null=True, blank=True)
    depth_mm = models.PositiveIntegerField(null=True, blank=True)
    height_mm = models.PositiveIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(Upper("sku"), name="variants_by_sku_in_any_case")]

    def __str__(self):
        return self.sku


class VariantOption(models.Model):
    """The value a variant has for one option of its product."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="choices")
    option = models.ForeignKey(Option, models.PROTECT)
    value = models.ForeignKey(OptionValue, models.PROTECT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "option"], name="one_value_an_option_on_a_variant"),
        ]


class ProductPicture(models.Model):
    """A picture of the product, of one option value (a colour) or of all."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    option_value = models.ForeignKey(OptionValue, models.PROTECT, null=True, blank=True)
    image = models.ForeignKey("media.Image", models.PROTECT, related_name="+")
    alt = models.CharField(max_length=200, help_text=_("What the picture shows, for those who do not see it"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="product_picture_has_alt_text"),
        ]
