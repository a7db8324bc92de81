"""Reserved when the order is paid, taken when goods leave, let go when it is cancelled; never twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commerce.checkout.cancelling import cancel_for_staff
from commerce.checkout.operations import finish_checkout, give_up_order
from commerce.errors import AlreadyPaid, GatewayError, NotCaptured, NothingAuthorised, OrderMoved
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order, OrderStatus, PaymentState
from commerce.orders.operations import cancel_order
from commerce.payments.gateway import gateway
from commerce.payments.models import PaymentAttempt, PaymentStatus
from commerce.payments.settlements import Settlement, SettlementStatus
from commerce.payments.settling import ask_settlement, capture_for_staff
from commerce.refunds.models import Refund
from commerce.tasks import reconcile_payments
from emails.models import Letter
from emails.wording import word
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.captures import (
    capture_at_shipping,
    captures,
    follow_settlements,
    make_authorised_order,
    payment_of,
    settle,
)
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.refunds import CLERK, ask, give_back, make_paid_order
from tests.factories.shipments import line_with
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def trays(shop):
    return make_product("TRAY", price=5000, stock=5)


@pytest.fixture
def order(trays, stripe):
    return make_authorised_order(stripe, ("TRAY", 2))


def states(order):
    order.refresh_from_db()
    payment = payment_of(order)
    return order.status, order.payment_state, payment.status, payment.captured_minor


def test_paying_only_reserves_and_the_order_may_be_shipped(order, stripe):
    assert states(order) == (OrderStatus.PAID, PaymentState.AUTHORISED, PaymentStatus.AUTHORISED, 0)
    assert (stock_of("TRAY").allocated, stock_of("TRAY").on_hand) == (2, 5)
    [intent] = stripe.intents()
    assert (intent["status"], intent["amount_capturable"]) == ("requires_capture", order.total_minor)
    left = payment_of(order).capture_before - clock.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    assert_ledger_ok(stripe)


def test_at_once_is_still_the_default(trays, stripe):
    order = make_paid_order(stripe, ("TRAY", 1))
    assert states(order)[1:] == (PaymentState.PAID, PaymentStatus.SUCCEEDED, order.total_minor)


def test_a_way_to_pay_that_cannot_be_reserved_is_charged_at_once(trays, stripe):
    """Asked for by method: the intent itself is not manual, so that whatever is not named captures."""
    capture_at_shipping()
    started = start(cart_with(("TRAY", 1)))
    intent = stripe.intents()[0]
    assert intent["capture_method"] != "manual"
    assert "us_bank_account" not in intent["payment_method_options"]
    made = stripe.call(
        "/v1/payment_intents",
        **{
            "amount": started.order.total_minor,
            "currency": "usd",
            "payment_method_types[0]": "us_bank_account",
            "payment_method": "pm_usBankAccount_success",
            "payment_method_options[card][capture_method]": "manual",
            "confirm": "true",
        },
    )
    if made["status"] == "processing":
        stripe.post_hook("settle", id=made["id"], outcome="succeed")
    assert gateway().look_up(made["id"]).status == PaymentStatus.SUCCEEDED


def test_the_first_parcel_takes_all_of_it_once(order, stripe):
    ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK)
    settle()
    ship_order(order=order, by=CLERK)
    settle()
    assert states(order) == (
        OrderStatus.SHIPPED,
        PaymentState.PAID,
        PaymentStatus.SUCCEEDED,
        order.total_minor,
    )
    assert len(captures(stripe)) == 1
    assert Settlement.objects.get().status == SettlementStatus.DONE
    assert_ledger_ok(stripe)


def test_a_colleague_takes_it_earlier_and_shipping_takes_nothing_more(order, stripe):
    capture_for_staff(order=order, version=order.version, by=CLERK)
    settle()
    with pytest.raises(NothingAuthorised):
        capture_for_staff(order=order, version=Order.objects.get().version, by=CLERK)
    ship_order(order=order, by=CLERK)
    settle()
    assert len(captures(stripe)) == 1
    assert_ledger_ok(stripe)


def test_an_order_seen_as_it_was_is_not_captured(order, stripe):
    seen = order.version
    capture_for_staff(order=order, version=seen, by=CLERK)
    with pytest.raises(OrderMoved):
        capture_for_staff(order=order, version=seen, by=CLERK)
    assert Settlement.objects.count() == 1


class TestCancelling:
    def test_what_was_reserved_is_released_and_nothing_refunded(self, order, stripe):
        cancel_for_staff(order=order, version=order.version, reason="Changed mind", notifies=True, by=CLERK)
        settle()
        assert states(order) == (OrderStatus.CANCELLED, PaymentState.VOID, PaymentStatus.CANCELLED, 0)
        [intent] = stripe.intents()
        assert (intent["status"], intent["amount_capturable"]) == ("canceled", 0)
        assert not Refund.objects.exists()
        assert stock_of("TRAY").allocated == 0
        words = word(Letter.objects.get(kind="order_cancelled"))
        assert "Nothing was charged" in words.text
        assert "Nothing was charged" in words.html
        order.refresh_from_db()
        assert not order.is_on_hold
        assert_ledger_ok(stripe)

    def test_captured_a_moment_before_it_is_refunded(self, order, stripe):
        capture_for_staff(order=order, version=order.version, by=CLERK)
        cancel_order(order=Order.objects.get(), by=CLERK)
        settle()
        refund = Refund.objects.get()
        assert (refund.amount_minor, refund.reason) == (
            order.total_minor,
            "Captured after the order was cancelled.",
        )

    def test_authorised_after_the_order_was_cancelled_it_is_released(self, trays, stripe):
        capture_at_shipping()
        started = start(cart_with(("TRAY", 1)))
        confirm(stripe, started.client_secret)
        cancel_order(order=started.order, by=SYSTEM)
        finish_checkout(payment=payment_of(started.order), by=SYSTEM)
        settle()
        assert states(started.order)[2:] == (PaymentStatus.CANCELLED, 0)
        assert stripe.intents()[0]["status"] == "canceled"

    def test_authorised_while_the_order_is_given_up_it_is_paid(self, trays, stripe):
        capture_at_shipping()
        started = start(cart_with(("TRAY", 1)))
        confirm(stripe, started.client_secret)
        with pytest.raises(AlreadyPaid):
            give_up_order(order=started.order, by=SYSTEM, reason="Not paid in time.")
        assert states(started.order)[:2] == (OrderStatus.PAID, PaymentState.AUTHORISED)


class TestRefunding:
    def test_while_only_reserved_it_is_refused_in_clear_words(self, order):
        with pytest.raises(NotCaptured) as refusal:
            ask(order, goodwill=100)
        assert "only authorised" in str(refusal.value.shopper_message)
        assert not Refund.objects.exists()

    def test_once_captured_it_is_refunded_as_ever(self, order, stripe):
        capture_for_staff(order=order, version=order.version, by=CLERK)
        settle()
        assert give_back(Order.objects.get(), goodwill=100).status == "succeeded"
        assert_ledger_ok(stripe)


class TestLostAnswers:
    def test_an_answer_that_was_lost_is_found_by_the_sweeper(self, order, stripe):
        ship_order(order=order, by=CLERK)
        stripe.post_hook("fault", path="/v1/payment_intents/*/capture", do="close", when="after")
        with pytest.raises(GatewayError):
            settle()
        assert states(order)[2:] == (PaymentStatus.AUTHORISED, 0)
        with clock.travel(clock.now() + timedelta(minutes=2)):
            assert follow_settlements() == 1
        assert states(order)[2:] == (PaymentStatus.SUCCEEDED, order.total_minor)
        assert len(captures(stripe)) == 1
        assert_ledger_ok(stripe)

    def test_long_after_its_key_is_forgotten_it_is_found_all_the_same(self, order, stripe):
        ship_order(order=order, by=CLERK)
        gateway().capture(intent_id=payment_of(order).intent_id, amount=order.total, key="of-another-day")
        settle()
        assert states(order)[2:] == (PaymentStatus.SUCCEEDED, order.total_minor)
        assert Settlement.objects.get().status == SettlementStatus.DONE
        assert len(captures(stripe)) == 1

    def test_a_task_at_work_is_left_alone(self, order):
        ship_order(order=order, by=CLERK)
        assert follow_settlements() == 0

    def test_refused_it_says_so_and_is_tried_anew_by_another_key(self, order, stripe):
        ship_order(order=order, by=CLERK)
        first = Settlement.objects.get().key
        stripe.post_hook("fault", path="/v1/payment_intents/*/capture", do="status", status=402)
        settle()
        failed = Settlement.objects.get()
        assert (failed.status, states(order)[2]) == (SettlementStatus.FAILED, PaymentStatus.AUTHORISED)
        capture_for_staff(order=order, version=Order.objects.get().version, by=CLERK)
        settle()
        assert Settlement.objects.get().key != first
        assert states(order)[2] == PaymentStatus.SUCCEEDED
        assert_ledger_ok(stripe)


def test_the_database_refuses_a_second_capture_and_a_release_beside_it(order):
    payment = payment_of(order)
    facts = {"payment": payment, "amount_minor": 1, "asked_by_label": "x"}
    Settlement.objects.create(kind="capture", **facts)
    for kind in ("capture", "release"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Settlement.objects.create(kind=kind, **facts)
    assert ask_settlement(order=order, kind="release", by=CLERK) == 0


def test_a_part_can_be_captured_and_the_rest_is_let_go(order, stripe):
    part = order.money(1000)
    report = gateway().capture(intent_id=payment_of(order).intent_id, amount=part, key="capture-part")
    assert (report.status, report.captured) == ("succeeded", part)
    assert stripe.intents()[0]["amount_capturable"] == 0


def test_a_reserved_payment_is_not_asked_about_as_if_it_waited(order):
    with clock.travel(clock.now() + timedelta(hours=2)):
        assert reconcile_payments() == 0
    assert PaymentAttempt.objects.get().outcome == "succeeded"
