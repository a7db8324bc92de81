"""Who took which orders along, and when: kept whatever becomes of the file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class OrderExport(models.Model):
    """One export. Without `ended_at` it was begun and not read to its end."""

    class Kind(models.TextChoices):
        ORDERS = "orders", _("One row an order")
        LINES = "lines", _("One row a line")

    class Form(models.TextChoices):
        CSV = "csv", _("CSV")
        XLSX = "xlsx", _("Excel")

    kind = models.CharField(max_length=10, choices=Kind)
    form = models.CharField(max_length=10, choices=Form)
    query = models.TextField(blank=True, help_text="The filter of the list, without what was searched for")
    is_searched = models.BooleanField(default=False, help_text="Something was searched for, too")
    is_ticked = models.BooleanField(default=False, help_text="Chosen one by one, not all of the filter")
    is_personal = models.BooleanField(default=False, help_text="With names and addresses")
    orders = models.PositiveIntegerField(help_text="How many orders were chosen")
    rows = models.PositiveIntegerField(null=True, help_text="How many rows were written")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by_kind = models.CharField(max_length=10)
    asked_by_id = models.BigIntegerField()
    asked_by_label = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"Export {self.pk}"
