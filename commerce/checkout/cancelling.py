"""Cancelling as staff do it: what was paid is asked back in their name, within their limit."""

from django.db import transaction

from commerce.checkout.operations import give_up_order
from commerce.errors import RefundBlocked
from commerce.orders.operations import cancel_order, lock_order
from commerce.payments.queries import is_disputed
from commerce.refunds.operations import refund_everything


def cancel_for_staff(*, order, version, reason, notifies, by, refunds=True, restocks=True):
    """Cancel an order that is not shipped, as a colleague answered what is to follow.

    With `refunds` all that was paid is asked back, through each of its payments; without, it stays with us
    until somebody refunds it. What is reserved is released in any case. Without `restocks` its units are
    written off. Neither counts for an order that was never paid: there is nothing to give back, and no unit
    was its own. `version` is the order's as the colleague saw it. Raises OrderMoved, IllegalMove, AlreadyPaid
    where the payment was quicker, RefundBlocked, GatewayError, GatewayRefused; then nothing was cancelled.
    """
    if order.is_waiting:
        # The provider is asked first, and no transaction waits for it.
        with transaction.atomic():
            lock_order(order.pk, version)
        give_up_order(order=order, by=by, reason=reason)
        return
    with transaction.atomic():
        order = lock_order(order.pk, version)
        if refunds:
            if any(is_disputed(payment) for payment in order.payments.all()):
                raise RefundBlocked
            # Before the order is cancelled, for then the shop itself gives back what nobody asked back yet.
            refund_everything(order=order, by=by, reason=reason, notifies=notifies)
        cancel_order(
            order=order, by=by, reason=reason, notifies=notifies, refunds_rest=refunds, restocks=restocks
        )
