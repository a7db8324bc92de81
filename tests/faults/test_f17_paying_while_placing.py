"""F17: a second click places the order while the payment of the first one arrives."""

import threading

import pytest
from django.db import connection, transaction

from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order, OrderStatus
from commerce.orders.operations import write_address
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.checkout import ADDRESS
from tests.locks import until_somebody_waits_for_a_lock
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def test_f17_a_payment_waits_for_the_click_that_is_at_work_on_its_cart(charged, stripe):
    payment, problems = charged.order.payments.get(), []

    def pay():
        try:
            finish_checkout(payment=payment, by=SYSTEM)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    payer = threading.Thread(target=pay)
    # What placing an order does: first the cart's lock, then the order is written to.
    with transaction.atomic():
        type(charged.order.cart).objects.select_for_update(no_key=True).get(pk=charged.order.cart_id)
        payer.start()
        until_somebody_waits_for_a_lock()
        assert Order.objects.get().status == OrderStatus.PLACED
        write_address(
            order=charged.order, address={**ADDRESS, "name": "Ben Duarte"}, email="ben@example.com", by=GUEST
        )
    payer.join(20)

    order = Order.objects.get()
    assert problems == []
    assert (order.status, order.email) == (OrderStatus.PAID, "ben@example.com")
    assert_ledger_ok(stripe)
