"""What colleagues write down about a customer: notes, what was decided of them, and visits for support."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField

__all__ = ["CustomerNote", "CustomerStep", "SupportVisit"]


class CustomerNote(models.Model):
    """What a colleague wants others to know of a customer, who never reads it."""

    customer = models.ForeignKey("commerce.Customer", models.CASCADE, related_name="notes")
    text = EncryptedTextField()
    at = models.DateTimeField(default=clock.now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)

    class Meta:
        ordering = ["-pk"]


class CustomerStep(models.Model):
    """What was decided of a customer, by whom and why. Rows are only added; forgetting empties the reason."""

    class What(models.TextChoices):
        BLOCKED = "blocked", _("Blocked")
        UNBLOCKED = "unblocked", _("Unblocked")
        EXEMPTED = "exempted", _("Exempt from tax")
        TAXED = "taxed", _("Taxed again")
        MERGED = "merged", _("Merged")
        ERASED = "erased", _("Erased")

    customer = models.ForeignKey("commerce.Customer", models.PROTECT, related_name="steps")
    what = models.CharField(max_length=10, choices=What)
    reason = EncryptedTextField(blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text="Numbers only, never who it is")
    at = models.DateTimeField(default=clock.now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)

    class Meta:
        ordering = ["-pk"]


class SupportVisit(models.Model):
    """A colleague looked at the shop as a customer sees it: who, whom, why, from when until when."""

    customer = models.ForeignKey("commerce.Customer", models.PROTECT, related_name="visits")
    reason = EncryptedTextField()
    began_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(help_text="When it ends by itself")
    ended_at = models.DateTimeField(null=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("began_at")), name="visit_ends_later"),
        ]

    @property
    def last_moment(self):
        """When it was over, at the latest."""
        return self.ended_at or self.until
