"""Cancelling as staff do it: what was paid is asked back in their name, within their limit."""

from django.db import transaction

from commerce.checkout.operations import give_up_order
from commerce.orders.operations import cancel_order, lock_order
from commerce.refunds.operations import ask_refund
from commerce.refunds.queries import refundable
from commerce.refunds.rules import everything


def cancel_for_staff(*, order, version, reason, notifies, by):
    """Cancel an order that is not shipped; all that was paid of it is asked back.

    `version` is the order's as the colleague saw it. Raises OrderMoved, IllegalMove, AlreadyPaid where the
    payment was quicker, GatewayError, GatewayRefused; then nothing was cancelled.
    """
    if order.is_waiting:
        # The provider is asked first, and no transaction waits for it.
        with transaction.atomic():
            lock_order(order.pk, version)
        give_up_order(order=order, by=by, reason=reason)
        return
    with transaction.atomic():
        order = lock_order(order.pk, version)
        wish = everything(refundable(order), reason=reason, restocks=False, notifies=notifies)
        if wish:
            # Before the order is cancelled, for then the shop itself gives back what nobody asked back yet.
            ask_refund(order=order, wish=wish, by=by)
        cancel_order(order=order, by=by, reason=reason, notifies=notifies)
