"""Words that colleagues put on orders, to find them by."""

from django.db import models
from django.db.models.functions import Upper

from kinsite.foundation import clock


class OrderTag(models.Model):
    """A word on an order, once, in whatever case it is written."""

    LONGEST, MOST = 30, 12

    order = models.ForeignKey("commerce.Order", models.CASCADE, related_name="tags")
    label = models.CharField(max_length=LONGEST, help_text="No personal data")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint("order", Upper("label"), name="tag_once_an_order"),
        ]
        indexes = [models.Index(Upper("label"), "order", name="orders_of_a_tag")]

    def __str__(self):
        return self.label
