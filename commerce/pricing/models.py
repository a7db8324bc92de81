"""The flat tax table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TaxRate(models.Model):
    """A tax of a country, or of one region in it, for one category of goods or for all.

    Of one tax's rows the narrowest wins: region before country, category before all. Different taxes of a
    place, a state's and a city's, add up.
    """

    country = models.CharField(max_length=2)
    region = models.CharField(max_length=10, blank=True)
    category = models.ForeignKey("commerce.TaxCategory", models.PROTECT, null=True, blank=True)
    tax = models.SlugField(
        max_length=20,
        blank=True,
        default="",
        db_default="",
        help_text=_("Which of the place's taxes, e.g. city; empty for the only one"),
    )
    name = models.CharField(max_length=80, help_text=_("As it stands on the receipt, e.g. VAT 19 %"))
    rate = models.DecimalField(max_digits=7, decimal_places=5, help_text=_("0.19 is 19 %"))
    taxes_delivery = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "region", "category", "tax"],
                nulls_distinct=False,
                name="one_tax_rate_a_place_category_and_tax",
            ),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lt=1), name="tax_rate_is_a_share"),
        ]

    def __str__(self):
        return f"{self.country} {self.region} {self.name}"
