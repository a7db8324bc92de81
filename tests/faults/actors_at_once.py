"""What members of a crowd do with payments and carts."""

from django.test import Client

from commerce.cart.models import Cart
from commerce.payments.models import Payment
from commerce.tasks import finish_payment, work_inbox
from tests.factories.checkout import start
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


def told_and_finish(intent_id, event_id):
    """The webhook and the return page's task in the same moment."""
    deliver(Client(), notice(intent_id, event_id=event_id))
    finish_payment(Payment.objects.get(intent_id=intent_id).pk)
    return "finished"
