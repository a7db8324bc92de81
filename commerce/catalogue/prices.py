"""Prices, each true for a stretch of time. History is kept: the lowest price of 30 days is read from it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from kinsite.foundation import clock


class TstzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Price(models.Model):
    """What a variant costs in a price list from `valid_from` until just before `valid_until`."""

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="prices")
    price_list = models.ForeignKey("commerce.PriceList", models.PROTECT, related_name="prices")
    minor = models.PositiveBigIntegerField(help_text=_("In minor units"))
    prior_minor = models.PositiveBigIntegerField(
        null=True, blank=True, help_text=_("What it is reduced from, in minor units")
    )
    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["variant", "price_list", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="prices_of_a_variant_never_overlap",
                expressions=[
                    ("variant", RangeOperators.EQUAL),
                    ("price_list", RangeOperators.EQUAL),
                    (TstzRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="price_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(prior_minor=None) | Q(prior_minor__gt=F("minor")), name="prior_price_was_higher"
            ),
        ]

    @property
    def money(self):
        return Money(self.minor, self.price_list.currency)

    @property
    def prior(self):
        """What it is reduced from, where it is."""
        return Money(self.prior_minor, self.price_list.currency) if self.prior_minor else None
