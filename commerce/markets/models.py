"""Markets: a language, a currency and the countries delivered to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PriceList(models.Model):
    """The prices of one currency; several markets may share one."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    currency = models.CharField(max_length=3, help_text=_("ISO 4217, e.g. USD"))

    def __str__(self):
        return f"{self.name} ({self.currency})"


class Market(models.Model):
    """The URL prefix picks the market; cart and order keep it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=10, unique=True, help_text=_("The language of its URL prefix"))
    locale = models.CharField(max_length=10, help_text=_("How numbers and dates are written, e.g. en-US"))
    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="markets")
    countries = ArrayField(models.CharField(max_length=2), help_text=_("ISO 3166, the first is preselected"))
    prices_include_tax = models.BooleanField(default=False)
    tax_area = ArrayField(
        models.CharField(max_length=2),
        default=list,
        db_default=[],
        blank=True,
        help_text=_(
            "Whose tax the prices hold, the shop's own country first; empty means all it delivers to"
        ),
    )
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_market"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def currency(self):
        return self.price_list.currency

    @property
    def taxed_countries(self):
        """The countries whose tax the prices hold, the shop's own first."""
        return tuple(self.tax_area or self.countries)
