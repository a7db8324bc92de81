"""F30, F31: web worker and Celery worker are killed at marked points; afterwards the books are right."""

from datetime import timedelta

import pytest

from commerce.checkout.operations import start_checkout
from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundStatus
from commerce.stock.models import StockHold
from commerce.tasks import expire_holds, follow_refunds, reconcile_payments, send_refund
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, details_for
from tests.factories.refunds import ask, make_paid_order
from tests.factories.stock import stock_of
from tests.faults.killed import Kill, died
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

PLACING = "commerce.checkout.placing"
CHECKOUT = "commerce.checkout.operations"
GATEWAY = "commerce.payments.stripe.gateway:StripeGateway"
REFUNDING = "commerce.refunds.operations"

CLICKED = [
    Kill(f"{PLACING}:write_order"),
    Kill(f"{PLACING}:write_order", "after"),
    Kill(f"{PLACING}:hold_stock", "after"),
    Kill(f"{CHECKOUT}:place_order", "after"),
    Kill(f"{GATEWAY}.start"),
    Kill(f"{GATEWAY}.start", "after"),
    Kill(f"{CHECKOUT}:remember_intent", "after"),
]
PAID = [
    Kill(f"{GATEWAY}.look_up", "after"),
    Kill(f"{CHECKOUT}:record_payment", "after"),
    Kill(f"{CHECKOUT}:mark_order_paid", "after"),
    Kill(f"{CHECKOUT}:allocate_holds", "after"),
    Kill(f"{CHECKOUT}:close_cart", "after"),
    Kill(f"{CHECKOUT}:apply_report", "after"),
]
REFUNDED = [
    Kill(f"{GATEWAY}.refund"),
    Kill(f"{GATEWAY}.refund", "after"),
    Kill(f"{REFUNDING}:record_refund"),
    Kill(f"{REFUNDING}:_step"),
    Kill(f"{REFUNDING}:_step", "after"),
    Kill(f"{REFUNDING}:_step", "after", 2),
    Kill(f"{REFUNDING}:record_refund", "after"),
]


def click(cart, details):
    return start_checkout(cart=cart, details=details, by=GUEST)


@pytest.fixture
def cart(shop, stripe):
    make_product("TRAY", price=5000, stock=5)
    return cart_with(("TRAY", 2))


@pytest.mark.parametrize("kill", CLICKED, ids=str)
def test_f30_the_click_is_killed_and_the_next_one_buys(cart, stripe, kill):
    details = details_for(cart)
    assert died(kill, click, cart, details)

    started = click(cart, details)
    confirm(stripe, started.client_secret)
    reconcile_payments_now()

    order = Order.objects.get()
    assert (order.status, Payment.objects.count()) == (OrderStatus.PAID, 1)
    assert [intent["status"] for intent in stripe.intents()] == ["succeeded"]
    assert (stock_of("TRAY").held, stock_of("TRAY").allocated) == (0, 2)
    assert_ledger_ok(stripe)


@pytest.mark.parametrize("kill", CLICKED, ids=str)
def test_f30_the_click_is_killed_and_the_buyer_never_comes_back(cart, stripe, kill):
    assert died(kill, click, cart, details_for(cart))
    with clock.travel(clock.now() + timedelta(hours=3)):
        expire_holds()
    assert not Order.objects.exclude(status=OrderStatus.CANCELLED).exists()
    assert (stock_of("TRAY").held, stock_of("TRAY").allocated) == (0, 0)
    assert not StockHold.objects.filter(status=StockHold.Status.HELD).exists()
    assert all(intent["status"] == "canceled" for intent in stripe.intents())
    assert_ledger_ok(stripe)


@pytest.mark.parametrize("kill", PAID, ids=str)
def test_f30_killed_while_the_payment_is_recorded_it_is_found_again(cart, stripe, kill):
    confirm(stripe, click(cart, details_for(cart)).client_secret)
    assert died(kill, reconcile_payments_now)
    reconcile_payments_now()
    order = Order.objects.get()
    assert (order.status, stock_of("TRAY").allocated) == (OrderStatus.PAID, 2)
    assert not Shipment.objects.exists()
    assert_ledger_ok(stripe)


def reconcile_payments_now():
    """The job as it runs once the payments are old enough to be asked about."""
    Payment.objects.update(created_at=clock.now() - timedelta(hours=1), checked_at=None)
    reconcile_payments()


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.mark.parametrize("kill", REFUNDED, ids=str)
def test_f31_the_worker_is_killed_and_the_sweeper_makes_one_refund(order, stripe, kill):
    refund = ask(order, units={order.lines.get().pk: 1})
    assert died(kill, send_refund, refund.pk)
    with clock.travel(clock.now() + timedelta(minutes=2)):
        swept = follow_refunds()
        send_refund(refund.pk)
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED
    assert swept == (0 if kill.when == "after" and kill.point.endswith("record_refund") else 1)
    assert [made["amount"] for made in stripe.refunds()] == [refund.amount_minor]
    assert_ledger_ok(stripe)


@pytest.mark.parametrize(
    "kill",
    [Kill(f"{REFUNDING}:_count"), Kill(f"{REFUNDING}:_count", "after"), Kill(f"{REFUNDING}:take_back")],
    ids=str,
)
def test_f31_killed_while_it_is_asked_for_nothing_is_set_aside(order, stripe, kill):
    assert died(kill, lambda: ask(order, units={order.lines.get().pk: 1}))
    assert not Refund.objects.exists()
    assert order.payments.get().refunding_minor == 0
    assert ask(order, units={order.lines.get().pk: 1})
    assert_ledger_ok()
