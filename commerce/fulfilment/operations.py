"""The writers of parcels. Carriers come later: a tracking number by hand always works."""

from django.db import transaction

from commerce.errors import NothingToShip
from commerce.events import OrderShipped
from commerce.fulfilment.models import Shipment, ShipmentLine, ShipmentStatus
from commerce.orders.models import FulfilmentState, OrderStatus
from commerce.orders.operations import lock_order, remember_state
from commerce.states import move
from commerce.stock.operations import ship_stock
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew


@begun_anew
@transaction.atomic
def ship_order(*, order, by, carrier="", tracking_number=""):
    """Hand a paid order over to a carrier, all of it in one parcel; its units leave the stock.

    Raises IllegalMove where the order is not paid, or was shipped by somebody else meanwhile.
    """
    order = lock_order(order.pk)
    lines = {line: line.quantity - line.cancelled_quantity for line in order.lines.all()}
    lines = {line: quantity for line, quantity in lines.items() if quantity}
    if not lines:
        raise NothingToShip
    move(order, OrderStatus.SHIPPED, by=by)
    shipment = Shipment.objects.create(
        order=order, carrier=carrier, tracking_number=tracking_number, created_at=clock.now()
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line=line, quantity=quantity)
        for line, quantity in lines.items()
    )
    quantities = {}
    for line, quantity in lines.items():
        quantities[line.variant_id] = quantities.get(line.variant_id, 0) + quantity
    ship_stock(order=order, quantities=quantities, by=by)
    move(shipment, ShipmentStatus.HANDED_OVER, by=by)
    Shipment.objects.filter(pk=shipment.pk).update(handed_over_at=clock.now())
    remember_state(order=order, fulfilment=FulfilmentState.SHIPPED)
    announce(OrderShipped(order.pk, shipment.pk))
    return shipment


@begun_anew
@transaction.atomic
def deliver_shipment(*, shipment, by):
    """The parcel arrived. The order is delivered with its last parcel."""
    order = lock_order(shipment.order_id)
    shipment.refresh_from_db(fields=["status"])
    shipment.order = order
    move(shipment, ShipmentStatus.DELIVERED, by=by)
    Shipment.objects.filter(pk=shipment.pk).update(delivered_at=clock.now())
    open_parcels = order.shipments.exclude(status__in=[ShipmentStatus.DELIVERED, ShipmentStatus.CANCELLED])
    if not open_parcels.exists():
        move(order, OrderStatus.DELIVERED, by=by)
        remember_state(order=order, fulfilment=FulfilmentState.DELIVERED)
