"""A change is made once, whoever comes at the same moment: colleagues, notices, and a withdrawal."""

import threading

import pytest
from django.db import connection, transaction

from commerce.amendments.models import Amendment
from commerce.checkout.differences import give_up_amendment, start_difference
from commerce.checkout.operations import finish_checkout, lock_cart_of
from commerce.errors import Refused
from commerce.orders.models import Order
from commerce.payments.models import Payment
from kinsite.foundation.actors import GUEST, STRIPE
from tests.crowd import crowd
from tests.factories.amendments import amend
from tests.factories.catalogue import make_product
from tests.factories.checkout import confirm
from tests.factories.refunds import MANAGER, make_paid_order
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.slow(seconds=15)]
HERE = "tests.commerce.amendments.test_at_once"


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1000, stock=9), 4))


@pytest.fixture
def waiting(order):
    return amend(order, added={make_product("LAMP", title="Lamp", price=2500, stock=3): 1})


def take_one_out(order_id, version):
    order = Order.objects.get(pk=order_id)
    amend(order, cut={order.lines.get(): 1}, version=version)
    return "made"


def finish(payment_id):
    finish_checkout(payment=Payment.objects.get(pk=payment_id), by=STRIPE)
    return "finished"


def withdraw(amendment_id):
    try:
        give_up_amendment(amendment=Amendment.objects.get(pk=amendment_id), by=MANAGER)
    except Refused as problem:
        return type(problem).__name__
    return "withdrawn"


def finish_or_withdraw(amendment_id, payment_id, withdraws):
    return withdraw(amendment_id) if withdraws else finish(payment_id)


def test_of_colleagues_who_saw_the_same_order_one_changes_it(order, stripe):
    outcomes = crowd(f"{HERE}:take_one_out", [[order.pk, order.version]] * 6)
    assert outcomes == {"made": 1, "OrderMoved": 5}
    assert_ledger_ok(stripe)


def test_a_difference_that_is_told_of_many_times_makes_the_change_once(order, waiting, stripe):
    started = start_difference(amendment=Amendment.objects.get(), by=GUEST)
    confirm(stripe, started.client_secret)
    calls = [[waiting.pk, waiting.payment_id, number == 3] for number in range(8)]
    outcomes = crowd(f"{HERE}:finish_or_withdraw", calls)

    assert outcomes["finished"] == 7
    assert outcomes["withdrawn"] == 0
    waiting.refresh_from_db()
    assert (waiting.status, waiting.payment.captured_minor) == ("made", waiting.added_minor)
    after = Order.objects.get()
    assert (after.lines.count(), after.total_minor) == (2, order.total_minor + waiting.added_minor)
    assert_ledger_ok(stripe)


def test_a_withdrawal_beside_notices_of_nothing_leaves_the_order_as_it_was(order, waiting, stripe):
    start_difference(amendment=Amendment.objects.get(), by=GUEST)
    calls = [[waiting.pk, waiting.payment_id, number % 2] for number in range(6)]
    outcomes = crowd(f"{HERE}:finish_or_withdraw", calls)

    assert outcomes["finished"] == 3
    assert outcomes["withdrawn"] == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.payment.status) == ("withdrawn", "cancelled")
    after = Order.objects.get()
    assert (after.lines.count(), after.total_minor, after.is_on_hold) == (1, order.total_minor, False)
    assert_ledger_ok(stripe)


def test_a_withdrawal_does_not_wait_for_who_is_at_work_on_the_cart(order, waiting):
    outcomes = []

    def withdraw_here():
        outcomes.append(withdraw(waiting.pk))
        connection.close()

    somebody = threading.Thread(target=withdraw_here)
    # What whoever records a payment does first: their next step is the order, which the withdrawal holds.
    with transaction.atomic():
        lock_cart_of(waiting.payment)
        somebody.start()
        somebody.join(6)
        assert outcomes == ["withdrawn"]
