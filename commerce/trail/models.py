"""The admin trail: who changed what of products, stock, prices, settings and rights, with old and new.

Append-only by trigger, and chained for each object so that a row that is changed, lost or slipped in shows.
People are ids, never names.
"""

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class TrailHead(models.Model):
    """Where the chain of one object ends: its row is the lock under which the chain grows.

    It never goes back, so that rows cut off at the end are missed too.
    """

    subject = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.subject}, {self.sequence}"


class TrailEntry(models.Model):
    """One thing that was changed."""

    class Area(models.TextChoices):
        PRICE = "price", _("Prices")
        STOCK = "stock", _("Stock")
        PRODUCT = "product", _("Products")
        SETTING = "setting", _("Settings")
        RIGHT = "right", _("Rights")

    class Action(models.TextChoices):
        CHANGED = "changed", _("Changed")
        PLANNED = "planned", _("Planned")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        GIVEN = "given", _("Given")
        TAKEN = "taken", _("Taken away")

    area = models.CharField(max_length=10, choices=Area)
    subject = models.CharField(max_length=80, help_text="What it is about, e.g. price/12")
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True, help_text="What it was called then")
    action = models.CharField(max_length=10, choices=Action, default=Action.CHANGED)
    what = models.CharField(max_length=100, blank=True, help_text="e.g. the field, or the price list")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=400, blank=True)
    starts_at = models.DateTimeField(null=True, help_text="From when it holds, where it was planned")
    ends_at = models.DateTimeField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    request_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("trail entry")
        verbose_name_plural = _("trail")
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "sequence"], name="one_entry_a_subject_and_number")
        ]
        indexes = [
            models.Index(fields=["area", "-id"], name="trail_of_an_area"),
            models.Index(fields=["actor_id", "-id"], name="trail_of_a_person"),
            models.Index(fields=["at"], name="trail_by_time"),
            models.Index(Upper("name"), name="trail_by_name"),
        ]

    def __str__(self):
        return f"{self.subject}, {self.sequence}"
