"""The writers of parcels: pack, hand over, call back, deliver. All under the order's lock.

Units are counted on the order's lines, where the database refuses more than were sold and not cancelled.
What leaves the house leaves the stock. Carriers come later: a tracking number by hand always works.
"""

from django.db import transaction
from django.db.models import F

from commerce.errors import IllegalMove, NothingToShip, TooLateToUndo, UnitsNotLeft
from commerce.events import OrderShipped
from commerce.fulfilment.models import Shipment, ShipmentLine, ShipmentStatus
from commerce.fulfilment.queries import block_of, undo_within
from commerce.fulfilment.rules import can_be_undone, fulfilment_state
from commerce.orders.models import FulfilmentState, OrderLine, OrderStatus
from commerce.orders.operations import lock_order, remember_state
from commerce.states import move
from commerce.stock.operations import keep_stock, ship_stock
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew


@begun_anew
@transaction.atomic
def ship_order(*, order, by, quantities=None, carrier="", tracking_number="", notifies=True, version=None):
    """Pack units of an order into one parcel and hand it over: `quantities` by line, or all that is left.

    `version` is the order's as the colleague saw it. Raises OrderMoved, and what pack_order() and
    hand_over() raise; then nothing was packed.
    """
    shipment = pack_order(order=order, quantities=quantities, version=version, by=by)
    return hand_over(
        shipment=shipment, carrier=carrier, tracking_number=tracking_number, notifies=notifies, by=by
    )


@begun_anew
@transaction.atomic
def pack_order(*, order, by, quantities=None, version=None):
    """Put units of a paid order into a parcel that stays in the house.

    Raises OrderMoved, NothingToShip, UnitsNotLeft, OrderOnHold, ShippingBlocked, NotSecured, and IllegalMove
    where the order is not paid.
    """
    order = lock_order(order.pk, version)
    _refuse_blocked(order)
    lines = {line.pk: line for line in order.lines.all()}
    if quantities is None:
        quantities = {pk: line.to_pack for pk, line in lines.items()}
    quantities = {pk: quantity for pk, quantity in sorted(quantities.items()) if quantity}
    if not quantities:
        raise NothingToShip
    if any(pk not in lines or not 0 < n <= lines[pk].to_pack for pk, n in quantities.items()):
        raise UnitsNotLeft
    shipment = Shipment.objects.create(order=order, created_at=clock.now())
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=pk, quantity=quantity)
        for pk, quantity in quantities.items()
    )
    _count(shipment, packed=+1)
    shipment.record_step(origin="", target=shipment.status, by=by, note=_contents(shipment))
    return shipment


@begun_anew
@transaction.atomic
def hand_over(*, shipment, by, carrier="", tracking_number="", notifies=True, version=None):
    """A packed parcel leaves the house, and its units the stock.

    Raises OrderMoved, OutOfStock where they are not there, IllegalMove where somebody else handed it over
    or unpacked it meanwhile, and refuses as pack_order() does.
    """
    shipment = _lock(shipment, version)
    order = shipment.order
    _refuse_blocked(order)
    facts = {"carrier": carrier, "tracking_number": tracking_number, "handed_over_at": clock.now()}
    for name, value in facts.items():
        setattr(shipment, name, value)
    move(shipment, ShipmentStatus.HANDED_OVER, by=by, note=_contents(shipment))
    Shipment.objects.filter(pk=shipment.pk).update(**facts)
    ship_stock(order=order, quantities=_variants(shipment), by=by)
    _count(shipment, shipped=+1)
    if order.status == OrderStatus.PAID:
        move(order, OrderStatus.SHIPPED, by=by)
    follow_order(order=order, by=by)
    announce(OrderShipped(order.pk, shipment.pk, notifies))
    return shipment


@begun_anew
@transaction.atomic
def undo_hand_over(*, shipment, by, version=None):
    """Call back a parcel that still stands at the door: its units never left, and it can be changed.

    Raises OrderMoved, TooLateToUndo, also where units of it were refunded meanwhile, and IllegalMove.
    """
    shipment = _lock(shipment, version)
    order = shipment.order
    if shipment.status != ShipmentStatus.HANDED_OVER:
        raise IllegalMove(shipment, ShipmentStatus.PACKING)
    lines = [line.order_line for line in shipment.lines.select_related("order_line")]
    was_refunded = any(line.refunded_quantity > line.cancelled_quantity for line in lines)
    if was_refunded or not can_be_undone(shipment.handed_over_at, clock.now(), undo_within()):
        raise TooLateToUndo
    move(shipment, ShipmentStatus.PACKING, by=by, note="It had not left.")
    Shipment.objects.filter(pk=shipment.pk).update(handed_over_at=None)
    keep_stock(order=order, quantities=_variants(shipment), by=by)
    _count(shipment, shipped=-1)
    if not OrderLine.objects.filter(order=order, shipped_quantity__gt=0).exists():
        move(order, OrderStatus.PAID, by=by)
    follow_order(order=order, by=by)


@begun_anew
@transaction.atomic
def unpack_shipment(*, shipment, by, version=None):
    """A packed parcel is not sent; its units can be packed anew.

    Raises OrderMoved, and IllegalMove where it has left.
    """
    shipment = _lock(shipment, version)
    move(shipment, ShipmentStatus.CANCELLED, by=by)
    _count(shipment, packed=-1)


@transaction.atomic
def unpack_everything(*, order, by):
    """Unpack the parcels of an order that stay in the house."""
    for shipment in order.shipments.filter(status__in=Shipment.IN_THE_HOUSE):
        unpack_shipment(shipment=shipment, by=by)


@begun_anew
@transaction.atomic
def deliver_shipment(*, shipment, by, version=None):
    """The parcel arrived. The order is delivered with the last one, where nothing is left to ship.

    Raises OrderMoved, IllegalMove.
    """
    shipment = _lock(shipment, version)
    move(shipment, ShipmentStatus.DELIVERED, by=by)
    Shipment.objects.filter(pk=shipment.pk).update(delivered_at=clock.now())
    follow_order(order=shipment.order, by=by)


@transaction.atomic
def follow_order(*, order, by):
    """Remember how far an order is. It is delivered once its parcels are, and nothing is left to ship."""
    order = lock_order(order.pk)
    if not order.is_shippable:
        return
    parcels = order.shipments.exclude(status=ShipmentStatus.CANCELLED)
    has_arrived = not parcels.exclude(status=ShipmentStatus.DELIVERED).exists()
    state = fulfilment_state(list(OrderLine.objects.filter(order=order)), has_arrived=has_arrived)
    if state == FulfilmentState.DELIVERED and order.status == OrderStatus.SHIPPED:
        move(order, OrderStatus.DELIVERED, by=by)
    remember_state(order=order, fulfilment=state)


def _refuse_blocked(order):
    if not order.is_shippable:
        raise IllegalMove(order, OrderStatus.SHIPPED)
    if problem := block_of(order):
        raise problem


def _lock(shipment, version=None):
    """The parcel as it is once its order is locked."""
    order = lock_order(shipment.order_id, version)
    fresh = Shipment.objects.select_for_update().get(pk=shipment.pk)
    fresh.order = order
    return fresh


def _count(shipment, packed=0, shipped=0):
    """Count the parcel's units on the lines of its order."""
    for line in shipment.lines.order_by("order_line_id"):
        OrderLine.objects.filter(pk=line.order_line_id).update(
            packed_quantity=F("packed_quantity") + packed * line.quantity,
            shipped_quantity=F("shipped_quantity") + shipped * line.quantity,
        )


def _variants(shipment):
    """How many units of each variant the parcel holds."""
    quantities = {}
    for line in shipment.lines.select_related("order_line"):
        variant_id = line.order_line.variant_id
        quantities[variant_id] = quantities.get(variant_id, 0) + line.quantity
    return quantities


def _contents(shipment):
    """What is in the parcel, for the timeline."""
    lines = shipment.lines.select_related("order_line").order_by("order_line__position")
    return ", ".join(f"{line.quantity} × {line.order_line.sku}" for line in lines)[:200]
