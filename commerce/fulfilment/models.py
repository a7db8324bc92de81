"""Shipments: one parcel each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.orders.events import OrderEvent
from commerce.orders.timeline import write_event
from kinsite.foundation import clock


class ShipmentStatus(models.TextChoices):
    PACKING = "packing", _("Packing")
    LABELLED = "labelled", _("Labelled")
    HANDED_OVER = "handed_over", _("Handed over")
    DELIVERED = "delivered", _("Delivered")
    LOST = "lost", _("Lost")
    RETURNED = "returned", _("Returned")
    CANCELLED = "cancelled", _("Cancelled")


class Shipment(models.Model):
    """A parcel on its way."""

    MOVES = {
        ShipmentStatus.PACKING: {
            ShipmentStatus.LABELLED,
            ShipmentStatus.HANDED_OVER,
            ShipmentStatus.CANCELLED,
        },
        ShipmentStatus.LABELLED: {ShipmentStatus.PACKING, ShipmentStatus.HANDED_OVER},
        ShipmentStatus.HANDED_OVER: {
            ShipmentStatus.PACKING,
            ShipmentStatus.DELIVERED,
            ShipmentStatus.LOST,
            ShipmentStatus.RETURNED,
        },
        ShipmentStatus.DELIVERED: frozenset(),
        ShipmentStatus.LOST: frozenset(),
        ShipmentStatus.RETURNED: frozenset(),
        ShipmentStatus.CANCELLED: frozenset(),
    }

    IN_THE_HOUSE = frozenset({ShipmentStatus.PACKING, ShipmentStatus.LABELLED})

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="shipments")
    status = models.CharField(max_length=12, choices=ShipmentStatus, default=ShipmentStatus.PACKING)
    carrier = models.CharField(max_length=40, blank=True)
    tracking_number = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    handed_over_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["tracking_number"], condition=~Q(tracking_number=""), name="shipments_by_tracking"
            )
        ]

    def __str__(self):
        return f"Shipment {self.pk}"

    def record_step(self, *, origin, target, by, note):
        """Write a step of the parcel to the order's timeline; called by states.move()."""
        write_event(
            order=self.order,
            kind=OrderEvent.Kind.SHIPMENT,
            by=by,
            origin=origin,
            target=target,
            summary=note,
            reference=self.tracking_number,
        )


class ShipmentLine(models.Model):
    """So many units of an order line in one parcel."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("commerce.OrderLine", models.PROTECT, related_name="shipment_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "order_line"], name="order_line_once_in_a_shipment"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="shipment_line_has_units"),
        ]
