"""What members of a crowd do with payments and carts."""

from django.test import Client

from commerce.cart.models import Cart
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order
from commerce.payments.models import Payment
from commerce.tasks import expire_holds, finish_payment, send_refund, send_settlement, work_inbox
from kinsite.foundation.actors import Actor
from tests.factories.checkout import start
from tests.factories.refunds import ask
from tests.faults.conftest import deliver, notice


def finish(payment_id):
    finish_payment(payment_id)
    return "finished"


def work(row_id):
    work_inbox(row_id)
    return "worked"


def be_told(intent_id, event_id):
    return deliver(Client(), notice(intent_id, event_id=event_id)).status_code


def place(cart_id):
    start(Cart.objects.select_related("market__price_list").get(pk=cart_id))
    return "placed"


def place_agreed(cart_id, agreed, email):
    """Place a cart as it was shown a moment ago, whatever happened since."""
    cart = Cart.objects.select_related("market__price_list").get(pk=cart_id)
    start(cart, agreed=agreed, email=email)
    return "placed"


def told_and_finish(intent_id, event_id):
    """The webhook and the return page's task in the same moment."""
    deliver(Client(), notice(intent_id, event_id=event_id))
    finish_payment(Payment.objects.get(intent_id=intent_id).pk)
    return "finished"


def ask_back(order_id, minor, staff_id, version):
    """A colleague refunds an order as they saw it."""
    ask(
        Order.objects.get(pk=order_id),
        by=Actor("staff", staff_id, f"Staff {staff_id}"),
        version=version,
        goodwill=minor,
    )
    return "asked"


def ship(order_id, staff_id, version):
    """A clerk ships an order as they saw it."""
    clerk = Actor("staff", staff_id, f"Staff {staff_id}")
    ship_order(order=Order.objects.get(pk=order_id), version=version, by=clerk)
    return "shipped"


def expire():
    expire_holds()
    return "expired"


def settle(settlement_id):
    send_settlement(settlement_id)
    return "settled"


def send_back(refund_id):
    send_refund(refund_id)
    return "sent"
