"""Prices that one colleague does not decide alone: above which share, and what waits for a second."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from kinsite.foundation import clock

NEARLY_ALL = Decimal("-99.9")


class PriceLimit(models.Model):
    """By how many percent of what was decided before one colleague changes prices alone, in a price list."""

    price_list = models.OneToOneField("commerce.PriceList", models.PROTECT, related_name="limit")
    alone_up_to_percent = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("price limit")

    def __str__(self):
        return f"{self.price_list_id}: {self.alone_up_to_percent} %"


class PriceProposal(models.Model):
    """A price that waits for a second colleague; never decided by whoever proposed it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="price_proposals")
    price_list = models.ForeignKey("commerce.PriceList", models.PROTECT, related_name="+")
    minor = models.PositiveBigIntegerField(help_text=_("In minor units"))
    base_minor = models.PositiveBigIntegerField(null=True, help_text="What it was to be instead of")
    is_reduction = models.BooleanField(default=False)
    starts_at = models.DateTimeField(null=True, help_text="Empty for as soon as it is approved")
    ends_at = models.DateTimeField(null=True, help_text="Empty where it lasts")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    actor_id = models.BigIntegerField()
    actor_label = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_label = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True, help_text="Why it was declined")
    change = models.OneToOneField(
        "commerce.PriceChange", models.PROTECT, null=True, related_name="proposal", help_text="What it became"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("price proposal")
        default_permissions = []
        permissions = [("approve_priceproposal", "Can approve price changes of others")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="withdrawn") | Q(decided_by_id=None) | ~Q(decided_by_id=F("actor_id")),
                name="proposals_are_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_by_id=None)
                | (~Q(status="proposed") & Q(decided_by_id__isnull=False)),
                name="proposals_are_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", change__isnull=False)
                | (~Q(status="approved") & Q(change=None)),
                name="approved_proposals_became_a_price",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(status="proposed"), name="proposals_that_wait"),
            models.Index(fields=["variant", "price_list"], name="proposals_of_a_variant"),
        ]

    def __str__(self):
        return f"Price proposal {self.pk}"

    @property
    def money(self):
        return Money(self.minor, self.price_list.currency)

    @property
    def base(self):
        """What it was to be instead of, as it was when it was proposed."""
        return None if self.base_minor is None else Money(self.base_minor, self.price_list.currency)

    @property
    def key(self):
        return self.variant_id, self.price_list_id

    @property
    def percent(self):
        """By how many percent it changes the price, to a tenth; never all of it where something is left."""
        if not self.base_minor:
            return None
        share = round(Decimal(100 * (self.minor - self.base_minor)) / self.base_minor, 1)
        return max(share, NEARLY_ALL) if self.minor else share

    # As a decided price is called.
    @property
    def valid_from(self):
        return self.starts_at

    @property
    def valid_until(self):
        return self.ends_at
