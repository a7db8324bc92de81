"""What the admin shows of an order's parcels, and of what is left to ship."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.backoffice.permissions import CHANGE_ORDERS
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.fulfilment.queries import parcel_contents, undo_within
from commerce.fulfilment.rules import can_be_undone
from commerce.shipping.carriers.manual import tracking_url
from kinsite.foundation import clock


def units_words(line):
    """How much of a line left the house: "2", "1 of 2", "–"."""
    going = line.quantity - line.cancelled_quantity
    if not line.shipped_quantity:
        return "–"
    if line.shipped_quantity == going:
        return str(going)
    return _("%(shipped)d of %(all)d") % {"shipped": line.shipped_quantity, "all": going}


def parcel_rows(order, user):
    """The parcels of an order, each with what the colleague who looks may do with it."""
    within = undo_within()
    return [
        {
            "pk": shipment.pk,
            "number": number,
            "status": shipment.get_status_display(),
            "stands_out": shipment.status in Shipment.IN_THE_HOUSE,
            "contents": parcel_contents(shipment),
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "tracking_url": tracking_url(shipment.carrier, shipment.tracking_number),
            "packed_at": shipment.created_at,
            "handed_over_at": shipment.handed_over_at,
            "delivered_at": shipment.delivered_at,
            **(_actions(order, shipment, within) if user.has_perm(CHANGE_ORDERS) else {}),
        }
        for number, shipment in enumerate(order.shipments.all(), start=1)
    ]


def _actions(order, shipment, within):
    """The addresses of what may be done with a parcel as it is now."""
    verbs = []
    if shipment.status in Shipment.IN_THE_HOUSE:
        verbs = ["hand_over", "unpack"]
    elif shipment.status == ShipmentStatus.HANDED_OVER:
        verbs = ["deliver"]
        if can_be_undone(shipment.handed_over_at, clock.now(), within):
            verbs.append("undo")
    return {f"{verb}_url": reverse(f"orders:{verb}", args=[order.pk, shipment.pk]) for verb in verbs}
