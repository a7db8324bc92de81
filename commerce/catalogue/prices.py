"""Prices, each true for a stretch of time, and the decisions that they follow from.

History is kept: the lowest price of 30 days is read from it. Triggers refuse to change what was in force.
"""

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


class PriceChange(models.Model):
    """What somebody decided: a variant costs so much from a moment on, for a while or until another decision.

    One that was planned can be withdrawn, and one for a while be ended early; neither is ever deleted.
    """

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="price_changes")
    price_list = models.ForeignKey("commerce.PriceList", models.PROTECT, related_name="+")
    minor = models.PositiveBigIntegerField(help_text=_("In minor units"))
    is_reduction = models.BooleanField(default=False, help_text=_("Announced as a reduction"))
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, help_text=_("Empty where it lasts"))
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, help_text=_("When it was ended early; its begin if withdrawn"))
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_label = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["variant", "price_list"], name="price_changes_of_a_variant")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="price_change_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("valid_from")),
                name="price_change_is_ended_after_start",
            ),
        ]

    @property
    def money(self):
        return Money(self.minor, self.price_list.currency)

    @property
    def lasts(self):
        """It holds until another is decided; any other gives way to what it interrupted."""
        return self.valid_until is None

    @property
    def ends_at(self):
        """When it really ends, as far as that is known."""
        return min(filter(None, [self.valid_until, self.ended_at]), default=None)

    @property
    def is_withdrawn(self):
        return self.ended_at == self.valid_from


class Price(models.Model):
    """What a variant costs in a price list from `valid_from` until just before `valid_until`."""

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="prices")
    price_list = models.ForeignKey("commerce.PriceList", models.PROTECT, related_name="prices")
    change = models.ForeignKey(
        PriceChange,
        models.PROTECT,
        null=True,
        related_name="prices",
        help_text=_("The decision it follows from"),
    )
    minor = models.PositiveBigIntegerField(help_text=_("In minor units"))
    prior_minor = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        help_text=_(
            "Where a reduction is announced: the lowest price of the 30 days before it, in minor units"
        ),
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
