"""What a refund does to the goods: units that did not leave stay, those that came back are on hand again."""

from django.db.models import F

from commerce.orders.models import OrderLine, OrderStatus
from commerce.orders.operations import cancel_order
from commerce.stock.operations import free_units, put_back
from commerce.stock.queries import units_of


def take_back(*, refund, by):
    """Cancel what was not shipped yet of the lines to restock, and put the rest back on the shelf.

    The caller holds the order's lock. An order none of whose units was shipped, and none is left to ship,
    is cancelled. One that was cancelled before gave its goods back then.
    """
    order = refund.order
    lines = [line for line in refund.lines.select_related("order_line") if line.restocks]
    if not lines or order.status == OrderStatus.CANCELLED:
        return
    there = units_of(order)
    freed, returned = {}, {}
    for line in lines:
        sold = line.order_line
        units = there.get(sold.variant_id)
        if units is None:
            continue
        staying = min(line.quantity, units.waiting)
        if staying:
            OrderLine.objects.filter(pk=sold.pk).update(cancelled_quantity=F("cancelled_quantity") + staying)
            freed[sold.variant_id] = staying
        if back := min(line.quantity - staying, units.shipped):
            returned[sold.variant_id] = back
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
