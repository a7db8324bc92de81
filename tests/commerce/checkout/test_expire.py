"""Orders that were not paid in time end: the provider's side first, then ours, then the hold."""

from datetime import timedelta

import pytest

from commerce.checkout.operations import expire_orders
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, PaymentStatus
from commerce.tasks import reconcile_payments
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(shop, stripe):
    make_product("DESK-OAK", stock=5)
    return start(cart_with(("DESK-OAK", 2)))


@pytest.fixture
def later():
    with clock.travel(clock.now() + timedelta(minutes=31)):
        yield


def test_an_unpaid_order_ends_at_the_provider_and_here(waiting, stripe, later):
    assert expire_orders() == 1
    assert Order.objects.get().status == OrderStatus.CANCELLED
    assert [intent["status"] for intent in stripe.intents()] == ["canceled"]
    assert stock_of("DESK-OAK").held == 0
    assert_ledger_ok(stripe)


def test_an_order_still_held_is_left_alone(waiting):
    assert expire_orders() == 0
    assert stock_of("DESK-OAK").held == 2


def test_an_order_paid_in_the_last_moment_is_finished(waiting, stripe, later):
    confirm(stripe, waiting.client_secret)
    assert expire_orders() == 0
    assert Order.objects.get().status == OrderStatus.PAID
    assert stock_of("DESK-OAK").allocated == 2
    assert_ledger_ok(stripe)


def test_an_order_that_a_bank_is_working_on_keeps_its_stock(waiting, stripe, later):
    Payment.objects.update(status=PaymentStatus.PROCESSING)
    assert expire_orders() == 0
    assert Order.objects.get().status == OrderStatus.PLACED
    assert stock_of("DESK-OAK").held == 2
    assert [intent["status"] for intent in stripe.intents()] == ["requires_payment_method"]


@pytest.mark.parametrize(("failures", "ended"), [(1, 4), (3, 0)])
def test_one_lost_answer_holds_nobody_up_and_three_in_a_row_end_the_run(shop, stripe, failures, ended):
    make_product("DESK-OAK", stock=9)
    for _ in range(5):
        start(cart_with(("DESK-OAK", 1)))
    stripe.post_hook("fault", path="/v1/payment_intents/*", status=500, times=failures)
    with clock.travel(clock.now() + timedelta(minutes=31)):
        assert expire_orders() == ended
    assert Order.objects.filter(status=OrderStatus.CANCELLED).count() == ended


@pytest.mark.parametrize(("failures", "asked"), [(2, 3), (3, 0)])
def test_reconciliation_gives_up_after_three_silences(shop, stripe, failures, asked):
    make_product("DESK-OAK", stock=9)
    for _ in range(5):
        start(cart_with(("DESK-OAK", 1)))
    stripe.post_hook("fault", path="/v1/payment_intents/*", status=500, times=failures)
    with clock.travel(clock.now() + timedelta(minutes=1)):
        assert reconcile_payments() == asked
