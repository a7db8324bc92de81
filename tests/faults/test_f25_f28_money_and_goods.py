"""F25, F28: paid while the goods go, and payments that take days."""

from datetime import timedelta

import pytest

from commerce.checkout.operations import finish_checkout
from commerce.errors import IllegalMove
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order, OrderStatus, PaymentState
from commerce.orders.operations import cancel_order
from commerce.payments.models import Payment, PaymentSettings, PaymentStatus
from commerce.refunds.models import Refund
from commerce.stock.operations import correct_stock
from commerce.tasks import expire_holds, reconcile_payments, send_refund
from emails.models import Letter
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, pay_later, start
from tests.factories.refunds import CLERK
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture
def started(shop, stripe):
    make_product("TRAY", price=5000, stock=5)
    return start(cart_with(("TRAY", 2)))


def finish():
    payment = Payment.objects.get()
    finish_checkout(payment=payment, by=SYSTEM)
    payment.refresh_from_db()
    return payment


def letters():
    return sorted(Letter.objects.values_list("kind", flat=True))


class TestPaidWhileTheGoodsGo:
    @pytest.fixture
    def gone(self, started, stripe):
        """Somebody counted the shelf while the buyer was at the bank: one tray is left of two."""
        correct_stock(stock_item=stock_of("TRAY"), on_hand=1, expected=5, reason="Broken", by=CLERK)
        confirm(stripe, started.client_secret)

    def alerts(self):
        return list(Order.objects.get().events.filter(kind="alert").values_list("summary", flat=True))

    def test_f25_kept_as_a_back_order_it_is_short_and_said_so(self, gone, stripe):
        finish()
        order = Order.objects.get()
        assert order.status == OrderStatus.PAID
        assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (1, 2)
        assert self.alerts() == ["Paid, but not there: TRAY"]
        assert_ledger_ok(stripe)

    def test_f25_or_cancelled_and_refunded_at_once(self, gone, stripe):
        PaymentSettings.objects.update_or_create(defaults={"when_short": "refund"})
        for _twice in range(2):
            finish()
        [refund] = Refund.objects.all()
        send_refund(refund.pk)
        finish()
        order = Order.objects.get()
        assert (order.status, order.payment_state) == (OrderStatus.CANCELLED, PaymentState.REFUNDED)
        assert [made["amount"] for made in stripe.refunds()] == [order.total_minor]
        assert (stock_of("TRAY").allocated, stock_of("TRAY").held) == (0, 0)
        assert self.alerts() == ["Paid, but not there: TRAY"]
        assert letters() == ["order_cancelled", "refund_sent"]
        assert_ledger_ok(stripe)

    def test_f25_with_the_goods_there_nothing_is_said(self, started, stripe):
        confirm(stripe, started.client_secret)
        finish()
        assert self.alerts() == []


def test_told_again_of_a_payment_whose_order_was_cancelled_since_nothing_is_raised(started, stripe):
    confirm(stripe, started.client_secret)
    finish()
    cancel_order(order=Order.objects.get(), by=CLERK)
    assert finish().problem == ""


class TestDelayed:
    @pytest.fixture
    def delayed(self, started, stripe):
        pay_later(stripe, started.client_secret)
        assert finish().status == PaymentStatus.PROCESSING
        return Payment.objects.get().intent_id

    def two_days_later(self):
        return clock.travel(clock.now() + timedelta(days=2))

    def test_f28_the_goods_are_kept_and_nothing_is_shipped_while_the_bank_works(self, delayed, stripe):
        with self.two_days_later():
            expire_holds()
            order = Order.objects.get()
            assert (order.status, order.payment_state) == (OrderStatus.PLACED, PaymentState.PROCESSING)
            assert stock_of("TRAY").held == 2
            with pytest.raises(IllegalMove):
                ship_order(order=order, by=CLERK)
        assert letters() == ["payment_delayed"]
        assert_ledger_ok(stripe)

    def test_f28_it_succeeds_after_two_days(self, delayed, stripe):
        stripe.post_hook("settle", id=delayed, outcome="succeed")
        with self.two_days_later():
            reconcile_payments()
        assert Order.objects.get().status == OrderStatus.PAID
        assert letters() == ["order_confirmed", "payment_delayed"]
        assert_ledger_ok(stripe)

    def test_f28_it_fails_after_two_days_and_gives_the_goods_back(self, delayed, stripe):
        stripe.post_hook("settle", id=delayed, outcome="fail")
        with self.two_days_later():
            for _twice in range(2):
                finish()
            expire_holds()
        order = Order.objects.get()
        assert order.status == OrderStatus.CANCELLED
        assert stock_of("TRAY").held == 0
        assert letters() == ["payment_delayed", "payment_failed"]
        assert_ledger_ok(stripe)

    def test_f28_it_is_cancelled_at_the_provider(self, delayed, stripe):
        stripe.post_hook("settle", id=delayed, outcome="fail")
        stripe.call(f"/v1/payment_intents/{delayed}/cancel", cancellation_reason="abandoned")
        finish()
        with self.two_days_later():
            expire_holds()
        assert Order.objects.get().status == OrderStatus.CANCELLED
        assert letters() == ["payment_delayed", "payment_failed"]
