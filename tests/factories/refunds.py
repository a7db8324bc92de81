"""Paid orders and refunds of them, through the sandbox."""

from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import ask_refund, send_refund
from commerce.refunds.rules import Wish
from kinsite.foundation.actors import SYSTEM, Actor
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.orders import make_order

CLERK, MANAGER = Actor("staff", 1, "Staff 1"), Actor("staff", 2, "Staff 2")


def make_paid_order(sandbox, *wishes, card="4242424242424242", **details) -> Order:
    """An order of (variant, quantity) that a card paid at the sandbox."""
    cart = cart_with(*wishes)
    confirm(sandbox, start(cart, **details).client_secret, card=card)
    order = Order.objects.get(cart=cart)
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    order.refresh_from_db()
    return order


def ask(order, *, by=MANAGER, version=None, **wish) -> Refund:
    """Ask for a refund; nothing is sent."""
    return ask_refund(order=order, wish=Wish(**wish), by=by, version=version)


def give_back(order, *, by=MANAGER, **wish) -> Refund:
    """Ask for a refund and send it."""
    refund = ask(order, by=by, **wish)
    send_refund(refund=refund)
    refund.refresh_from_db()
    return refund


def make_proposed_refund(variant=None) -> Refund:
    """A refund that waits for a second colleague, of a payment that no provider knows."""
    RefundLimit.objects.get_or_create(currency="USD", defaults={"alone_up_to_minor": 0})
    order = make_order(variant)
    Payment.objects.filter(order=order).update(status="succeeded", captured_minor=order.total_minor)
    refund = ask(order, goodwill=100)
    assert refund.status == RefundStatus.PROPOSED
    return refund
