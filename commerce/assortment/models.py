"""Sheets that were handed in: each row as it was read, what it would do, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinsite.foundation import clock

TEXT = 2000


class SheetImport(models.Model):
    """A sheet of products. Nothing of it is applied before somebody confirms what was found."""

    class Status(models.TextChoices):
        CHECKED = "checked"
        CONFIRMED = "confirmed"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    MOVES = {
        Status.CHECKED: {Status.CONFIRMED, Status.WITHDRAWN},
        Status.CONFIRMED: {Status.DONE},
    }

    file_name = models.CharField(max_length=120)
    columns = ArrayField(models.CharField(max_length=80))
    status = models.CharField(max_length=10, choices=Status, default=Status.CHECKED)
    actor_id = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(status="confirmed"), name="sheet_imports_being_applied"),
        ]

    def __str__(self):
        return self.file_name

    def record_step(self, *, origin, target, by, note):
        self.settled_at = clock.now()
        self.save(update_fields=["settled_at"])


class SheetRow(models.Model):
    """One row; `cells`, `before` and `after` stand in the order of the sheet's columns."""

    class Verdict(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        WAITS = "waits"
        UNCHANGED = "unchanged"
        REFUSED = "refused"

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Its line in the file")
    sku = models.CharField(max_length=TEXT, blank=True)
    cells = ArrayField(models.CharField(max_length=TEXT, blank=True))
    before = ArrayField(models.CharField(max_length=TEXT, blank=True), default=list)
    after = ArrayField(
        models.CharField(max_length=TEXT, blank=True), default=list, help_text="Of what changes"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    outcome = models.CharField(max_length=10, choices=Verdict, blank=True, help_text="Empty until applied")
    problems = ArrayField(models.CharField(max_length=TEXT), default=list, help_text="column|reason|about")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="a_row_once_in_a_sheet"),
        ]
        indexes = [
            models.Index(fields=["sheet", "number"], condition=Q(outcome=""), name="sheet_rows_to_apply"),
        ]

    @property
    def texts(self) -> dict[str, str]:
        """What the row says, by column; empty cells say nothing."""
        return {name: text for name, text in zip(self.sheet.columns, self.cells, strict=False) if text}

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What the row changes: column, what was in force, what is to be."""
        told = zip(self.sheet.columns, self.before, self.after, strict=False)
        return [change for change in told if change[2]]

    @property
    def seen(self) -> dict[str, str]:
        """What was in force when the sheet was checked, by column."""
        return dict(zip(self.sheet.columns, self.before, strict=False))
