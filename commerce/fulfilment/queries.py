"""Reads of parcels, and of what keeps an order from becoming one."""

from datetime import timedelta

from commerce.errors import GoodsAskedBack, NotSecured, OrderOnHold, Refused, ShippingBlocked
from commerce.orders.models import PaymentState
from commerce.payments.queries import is_disputed
from commerce.payments.rules import payment_state
from commerce.shop.queries import desk_settings


def block_of(order) -> Refused | None:
    """Why nothing of a paid order may leave the house, or None."""
    if order.is_on_hold:
        return OrderOnHold()
    payments = list(order.payments.all())
    if payment_state(payments) == PaymentState.VOID:
        return NotSecured()
    if any(is_disputed(payment) for payment in payments):
        return ShippingBlocked()
    if any(refund.asks_goods_back for refund in order.refunds.all()):
        return GoodsAskedBack()
    return None


def undo_within() -> timedelta:
    """How long a parcel that was handed over can be called back."""
    return timedelta(minutes=desk_settings().undo_minutes)


def parcel_contents(shipment):
    """What is in a parcel: title, options and quantity of each line, in the order's sequence."""
    lines = sorted(shipment.lines.all(), key=lambda line: line.order_line.position)
    return [
        {"title": line.order_line.title, "options": line.order_line.options, "quantity": line.quantity}
        for line in lines
    ]
