"""A job on many orders: what is to be done, to which of them, and what became of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.crypto import EncryptedTextField


class BulkJob(models.Model):
    """One action on many orders. A draft until whoever asked for it has seen what it will do."""

    class Action(models.TextChoices):
        PACK = "pack", _("Mark as packed")
        SHIP = "ship", _("Mark as shipped")
        TAG = "tag", _("Add a tag")
        UNTAG = "untag", _("Remove a tag")
        HOLD = "hold", _("Put on hold")
        LET_GO = "let_go", _("Let go")
        ARCHIVE = "archive", _("Archive")
        UNARCHIVE = "unarchive", _("Take out of the archive")

    MOST = 10_000

    action = models.CharField(max_length=10, choices=Action)
    query = models.TextField(blank=True, help_text="The filter of the list, without what was searched for")
    is_searched = models.BooleanField(default=False, help_text="Something was searched for, too")
    is_ticked = models.BooleanField(default=False, help_text="Chosen one by one, not all of the filter")
    text = EncryptedTextField(blank=True, help_text="The tag, or the reason")
    notifies = models.BooleanField(default=True, help_text="Customers are told of their parcels")
    left_out = models.PositiveIntegerField(default=0, help_text="Pasted rows that were not understood")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by_kind = models.CharField(max_length=10)
    asked_by_id = models.BigIntegerField()
    asked_by_label = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True, help_text="When a worker last took it up")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["worked_at"],
                condition=Q(confirmed_at__isnull=False, ended_at=None),
                name="bulk_jobs_at_work",
            ),
            models.Index(fields=["asked_by_id", "-id"], name="bulk_jobs_of_a_colleague"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(confirmed_at__isnull=False),
                name="bulk_job_ends_confirmed",
            )
        ]

    def __str__(self):
        return f"{self.get_action_display()} ({self.pk})"

    @property
    def by(self):
        """Whoever asked for it, and so does it to each order."""
        return Actor(self.asked_by_kind, self.asked_by_id, self.asked_by_label)

    @property
    def is_draft(self):
        return self.confirmed_at is None

    @property
    def is_at_work(self):
        return self.confirmed_at is not None and self.ended_at is None


class BulkRow(models.Model):
    """An order of a job, and what became of it. `reason` is the class in commerce.errors that names it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")
        FAILED = "failed", _("Failed")

    job = models.ForeignKey(BulkJob, models.CASCADE, related_name="rows")
    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="bulk_rows")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    carrier = models.CharField(max_length=40, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True, help_text="When it was done, skipped or failed")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["job", "id"], condition=Q(outcome="waiting"), name="bulk_rows_waiting"),
            models.Index(fields=["job", "outcome", "reason", "id"], name="bulk_rows_by_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "order"], name="an_order_once_in_a_bulk_job"),
        ]
