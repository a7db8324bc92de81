"""What a refund does to the goods: units that did not leave stay, those that came back are on hand again."""

from django.db.models import F

from commerce.errors import UnitsPacked
from commerce.orders.models import OrderLine, OrderStatus
from commerce.orders.operations import cancel_order
from commerce.stock.operations import free_units, put_back
from commerce.stock.queries import units_of


def take_back(*, refund, by):
    """Cancel what was not packed yet of the lines to restock, and put the rest back on the shelf.

    The caller holds the order's lock. An order none of whose units was shipped, and none is left to ship,
    is cancelled. One that was cancelled before gave its goods back then. Raises UnitsPacked where units lie
    in a parcel that did not leave: they neither came back, nor may they leave.
    """
    order = refund.order
    lines = [line for line in refund.lines.select_related("order_line") if line.restocks]
    if not lines or order.status == OrderStatus.CANCELLED:
        return
    there = units_of(order)
    freed, returned = {}, {}
    for line in lines:
        sold = line.order_line
        if sold.variant_id not in there:
            continue
        staying = min(line.quantity, sold.to_pack)
        leaving = sold.packed_quantity - sold.shipped_quantity
        if leaving and line.quantity - staying > sold.shipped_quantity:
            raise UnitsPacked
        if staying:
            OrderLine.objects.filter(pk=sold.pk).update(cancelled_quantity=F("cancelled_quantity") + staying)
            freed[sold.variant_id] = freed.get(sold.variant_id, 0) + staying
        if back := min(line.quantity - staying, sold.shipped_quantity):
            returned[sold.variant_id] = returned.get(sold.variant_id, 0) + back
    if freed:
        free_units(order=order, quantities=freed, by=by)
    if returned:
        put_back(quantities=returned, document=order.number, by=by)
    if (
        order.status == OrderStatus.PAID
        and not order.lines.exclude(cancelled_quantity=F("quantity")).exists()
    ):
        # What is left was kept on purpose: delivery, or what was deducted.
        cancel_order(
            order=order,
            by=by,
            reason="All of it was refunded.",
            notifies=refund.notifies,
            refunds_rest=False,
        )
