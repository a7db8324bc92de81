"""Placing an order: one durable transaction under the cart's lock."""

from datetime import timedelta

from django.db import transaction

from commerce.cart.models import Cart
from commerce.credit.operations import set_aside
from commerce.customers.deciding import refuse_blocked
from commerce.customers.operations import (
    ask_for_news,
    customer_for_guest,
    customer_for_user,
    introduce_customer,
)
from commerce.discounts.operations import count_uses
from commerce.errors import AlreadyPaid, QuoteChanged
from commerce.orders.operations import write_address, write_order
from commerce.orders.queries import waiting_order_of
from commerce.payments.guard import NOBODY
from commerce.payments.operations import open_payment
from commerce.shop.queries import hold_minutes
from commerce.stock.operations import hold_stock
from kinsite.foundation import clock
from kinsite.foundation.retries import begun_anew


@begun_anew
@transaction.atomic(durable=True)
def place_order(*, cart, quote, details, by, user=None, origin=NOBODY):
    """Write the order of a cart and hold its stock; returns its payment, not begun yet.

    The same cart quoted the same gives the same order again: a double click, a second tab and the try
    after a decline all pay one order. Its hold starts anew, and its address is the latest given.
    Raises OutOfStock, CodeUsedUp or CreditMoved (nothing was written then), AlreadyPaid, QuoteChanged, and
    BuyerBlocked for whom colleagues take no order of, a waiting one neither.
    """
    locked = Cart.objects.select_for_update(no_key=True).annotate(hold_minutes=hold_minutes()).get(pk=cart.pk)
    if locked.status != Cart.Status.OPEN:
        raise AlreadyPaid
    refuse_blocked(email=details.email, user=user)
    order = waiting_order_of(cart)
    if order is None:
        customer = _customer(details, cart, user)
        order = write_order(
            cart=cart, quote=quote, address=details.address, email=details.email, customer=customer, by=by
        )
        if details.wants_news:
            ask_for_news(
                email=details.email, language=cart.market.language, source="checkout", customer=customer
            )
    elif order.quote_digest == quote.digest:
        write_address(order=order, address=details.address, email=details.email, by=by)
    else:
        # Another tab placed the cart as it was a moment ago.
        raise QuoteChanged
    count_uses(
        order=order,
        discount_ids=[applied.terms.id for applied in quote.discounts],
        email=details.email,
        customer=order.customer,
    )
    set_aside(order=order, paid=quote.credits, by=by)
    hold_stock(
        order=order,
        quantities={line.variant_id: line.quantity for line in quote.lines},
        until=clock.now() + timedelta(minutes=locked.hold_minutes),
        by=by,
    )
    return open_payment(order=order, origin=origin)


def _customer(details, cart, user):
    if user is not None:
        customer = customer_for_user(user=user, language=cart.market.language)
        introduce_customer(customer=customer, name=details.name, phone=details.phone)
        return customer
    return customer_for_guest(
        email=details.email, name=details.name, phone=details.phone, language=cart.market.language
    )
