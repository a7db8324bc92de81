"""F39: PostgreSQL gives a transaction up at any of its writes: a deadlock, a serialization failure."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import OperationalError, connection

from commerce.checkout.operations import finish_checkout
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment
from commerce.refunds.models import Refund
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, put_in, start
from tests.factories.refunds import CLERK, ask, give_back, make_paid_order
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault, pytest.mark.slow(seconds=30)]

WRITES = ("INSERT", "UPDATE", "DELETE")


class Injected:
    """Raises at the n-th write, once; or counts writes where n is None."""

    def __init__(self, at=None, problem=psycopg.errors.DeadlockDetected, always=False):
        self.at, self.problem, self.always, self.writes = at, problem, always, 0

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(WRITES):
            self.writes += 1
            if self.writes == self.at or self.always:
                raise OperationalError("injected") from self.problem()
        return execute(sql, params, many, context)


@contextmanager
def injected(**how):
    fault = Injected(**how)
    with connection.execute_wrapper(fault):
        yield fault


def at_each_write(prepare, work, check):
    """Run the work on fresh situations, with a fault at its first write, at its second, to the last."""
    with injected() as counted:
        check(work(prepare()))
    assert counted.writes
    for at in range(1, counted.writes + 1):
        problem = psycopg.errors.DeadlockDetected if at % 2 else psycopg.errors.SerializationFailure
        situation = prepare()
        with injected(at=at, problem=problem):
            check(work(situation))


@pytest.fixture
def trays(shop, stripe):
    make_product("TRAY", price=5000, stock=500)


def test_f39_placing_an_order(trays, stripe):
    def check(started):
        assert started.order.status == OrderStatus.PLACED
        assert Payment.objects.filter(order=started.order).count() == 1

    at_each_write(lambda: cart_with(("TRAY", 2)), start, check)
    assert stock_of("TRAY").held == 2 * Order.objects.count() == 2 * len(stripe.intents())
    assert_ledger_ok(stripe)


def test_f39_recording_a_payment(trays, stripe):
    def confirmed():
        started = start(cart_with(("TRAY", 2)))
        confirm(stripe, started.client_secret)
        return started.order.payments.get()

    def check(payment):
        assert Order.objects.get(pk=payment.order_id).status == OrderStatus.PAID

    at_each_write(confirmed, lambda payment: finish_checkout(payment=payment, by=SYSTEM), check)
    assert_ledger_ok(stripe)


def test_f39_refunding(trays, stripe):
    def check(refund):
        assert refund.status == "succeeded"
        assert Refund.objects.filter(order=refund.order).count() == 1

    at_each_write(
        lambda: make_paid_order(stripe, ("TRAY", 2)),
        lambda order: give_back(order, units={order.lines.get().pk: 1}),
        check,
    )
    assert_ledger_ok(stripe)


def test_f39_shipping(trays, stripe):
    def check(shipment):
        assert Order.objects.get(pk=shipment.order_id).status == OrderStatus.SHIPPED

    at_each_write(
        lambda: make_paid_order(stripe, ("TRAY", 2)), lambda order: ship_order(order=order, by=CLERK), check
    )
    assert_ledger_ok(stripe)


def test_f39_adding_to_a_cart(trays):
    def add(cart):
        put_in(cart, "TRAY", 1)
        return cart

    at_each_write(lambda: cart_with(("TRAY", 1)), add, lambda cart: None)


def test_f39_what_is_given_up_again_and_again_fails_cleanly(trays, stripe):
    order = make_paid_order(stripe, ("TRAY", 2))
    with injected(always=True) as fault, pytest.raises(OperationalError):
        ask(order, goodwill=100)
    assert fault.writes == 4
    assert not Refund.objects.exists()
    assert order.payments.get().refunding_minor == 0
    assert_ledger_ok(stripe)


def test_f39_another_error_is_not_tried_again(trays, stripe):
    order = make_paid_order(stripe, ("TRAY", 2))
    with injected(at=1, problem=psycopg.errors.QueryCanceled) as fault, pytest.raises(OperationalError):
        ask(order, goodwill=100)
    assert fault.writes == 1
