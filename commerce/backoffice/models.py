"""What colleagues keep of their screens: views of the order list, and which columns they look at."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kinsite.foundation import clock


class SavedView(models.Model):
    """A filter of the order list by name, its owner's own or shared with all who may look at orders.

    It never holds what was searched for: that names people.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.TextField(blank=True, help_text="The filter, as the address has it")
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_named_once"),
        ]

    def __str__(self):
        return self.name


class ColumnChoice(models.Model):
    """The columns of the order list that a colleague looks at."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="order_columns")
    columns = ArrayField(models.CharField(max_length=20))

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Columns of {self.owner_id}"
