"""Stock is three counters an item, moved by guarded updates, and a ledger that never changes.

available = on_hand - allocated - held. A hold belongs to an order that waits for its payment; at
payment it becomes an allocation; shipping takes the units from on_hand and allocated alike.
`allocated > on_hand` is legal after corrections and back-orders, and is listed as short.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class Location(models.Model):
    """A place where stock is kept."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_location"
            ),
        ]

    def __str__(self):
        return self.name


class StockItem(models.Model):
    """The counters of one variant at one location."""

    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="stock_items")
    location = models.ForeignKey(Location, models.PROTECT, related_name="stock_items")
    on_hand = models.IntegerField(default=0)
    allocated = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    threshold = models.PositiveIntegerField(default=5, help_text=_("At or below this it counts as low"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "location"], name="one_stock_item_a_variant_and_location"
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="on_hand_never_negative"),
            models.CheckConstraint(condition=Q(allocated__gte=0), name="allocated_never_negative"),
            models.CheckConstraint(condition=Q(held__gte=0), name="held_never_negative"),
        ]

    def __str__(self):
        return f"{self.variant} @ {self.location}"

    @property
    def available(self):
        return self.on_hand - self.allocated - self.held


AVAILABLE = F("on_hand") - F("allocated") - F("held")


class StockHold(models.Model):
    """Units kept for an order until it is paid or its time is over; once for an order and a stock item."""

    class Status(models.TextChoices):
        HELD = "held"
        ALLOCATED = "allocated"
        RELEASED = "released"

    stock_item = models.ForeignKey(StockItem, models.PROTECT, related_name="holds")
    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="holds")
    quantity = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.HELD)
    shipped = models.PositiveIntegerField(default=0, help_text="Of the allocated units, those that left")
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shipped__lte=F("quantity")), name="ships_what_was_allocated"),
            models.UniqueConstraint(fields=["order", "stock_item"], name="one_hold_per_order_and_item"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_holds_something"),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="held"), name="holds_that_may_expire"),
        ]


class StockMovement(models.Model):
    """One line of the ledger: who changed what, why, by which document. Append-only by trigger."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        CORRECTED = "corrected", _("Corrected")
        ALLOCATED = "allocated", _("Allocated to an order")
        FREED = "freed", _("Freed from an order")
        SHIPPED = "shipped", _("Shipped")
        STAYED = "stayed", _("Did not leave after all")
        RESTOCKED = "restocked", _("Put back")

    stock_item = models.ForeignKey(StockItem, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind)
    on_hand_change = models.IntegerField(default=0)
    allocated_change = models.IntegerField(default=0)
    on_hand_after = models.IntegerField()
    allocated_after = models.IntegerField()
    reason = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=40, blank=True, help_text="e.g. the order's number")
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["stock_item", "-id"], name="movements_of_an_item"),
            models.Index(fields=["document"], condition=~Q(document=""), name="movements_of_a_document"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(on_hand_change=0) | ~Q(allocated_change=0), name="movement_moves_something"
            ),
        ]
