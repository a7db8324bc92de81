"""Asking for refunds, sending them, and following them to their end."""

import pytest

from commerce.checkout.following import follow_reported_refund
from commerce.checkout.operations import finish_checkout
from commerce.errors import (
    GatewayError,
    GoodsAskedBack,
    IllegalMove,
    NothingToRefund,
    OrderMoved,
    RefundTooLarge,
    SecondPersonNeeded,
)
from commerce.fulfilment.operations import pack_order, ship_order
from commerce.fulfilment.queries import block_of
from commerce.orders.models import OrderStatus, PaymentState
from commerce.orders.operations import cancel_order, write_event
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import approve_refund, refuse_refund, retry_refund, send_refund
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, order_of, start
from tests.factories.refunds import CLERK, MANAGER, ask, give_back, make_paid_order
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db(transaction=True)

SLOW_REFUNDS = "4000000000007726"


@pytest.fixture
def order(shop, stripe):
    """Three trays at 12.34 and delivery at 9.00, taxed by 8.875 %: 37.02 + 3.29, 9.00 + 0.80."""
    tray = make_product("TRAY", price=1234, stock=5)
    order = make_paid_order(stripe, (tray, 3))
    assert order.total_minor == 3702 + 329 + 900 + 80
    return order


def counters(order):
    payment = order.payments.get()
    line = order.lines.get()
    return payment.refunding_minor, payment.refunded_minor, line.refunded_quantity


def line_of(order):
    return order.lines.get().pk


def test_one_unit_gives_back_its_share_of_what_was_paid(order, stripe):
    refund = give_back(order, units={line_of(order): 1})
    # 37.02 and 3.29 of tax are 40.31 for three: 13.44, 13.44, 13.43.
    assert (refund.status, refund.amount_minor) == (RefundStatus.SUCCEEDED, 1344)
    assert counters(order) == (0, 1344, 1)
    [made] = stripe.refunds()
    assert (made["amount"], made["metadata"]) == (1344, {"refund": str(refund.pk)})
    order.refresh_from_db()
    assert order.payment_state == PaymentState.PART_REFUNDED
    assert_ledger_ok(stripe)


def test_refunds_of_each_part_end_at_exactly_what_was_captured(order, stripe):
    line = line_of(order)
    parts = [{"units": {line: 1}}, {"delivery": 980}, {"units": {line: 2}}]
    assert [give_back(order, **part).amount_minor for part in parts] == [1344, 980, 2687]
    order.refresh_from_db()
    assert order.payment_state == PaymentState.REFUNDED
    assert sum(refund["amount"] for refund in stripe.refunds()) == order.total_minor
    with pytest.raises(NothingToRefund):
        ask(order)
    assert_ledger_ok(stripe)


@pytest.mark.parametrize(
    "wish", [{"delivery": 981}, {"goodwill": 5012}, {"units": 4}, {"units": 1, "amount": 1345}]
)
def test_more_than_is_left_is_refused_and_nothing_is_set_aside(order, stripe, wish):
    if "units" in wish:
        wish = wish | {"units": {line_of(order): wish["units"]}}
    with pytest.raises(RefundTooLarge):
        ask(order, **wish)
    assert counters(order) == (0, 0, 0)
    assert not Refund.objects.exists()
    assert stripe.refunds() == []


def test_a_refund_comes_to_something(order):
    with pytest.raises(NothingToRefund):
        ask(order, units={line_of(order): 1}, amount=0)


def test_what_a_colleague_did_not_see_refuses_the_refund(order):
    seen = order.version
    write_event(order=order, kind="note", by=CLERK, summary="Customer called")
    with pytest.raises(OrderMoved) as refused:
        ask(order, goodwill=100, version=seen)
    assert any("Customer called" in step for step in refused.value.steps)
    assert "Customer called" not in str(refused.value)
    assert not Refund.objects.exists()


class TestSecondPerson:
    @pytest.fixture(autouse=True)
    def limit(self):
        RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)

    def test_up_to_the_limit_one_is_enough(self, order):
        assert ask(order, goodwill=1000).status == RefundStatus.REQUESTED

    def test_one_colleague_does_not_pass_it_in_several_steps(self, order, stripe):
        assert give_back(order, goodwill=600, by=CLERK).status == RefundStatus.SUCCEEDED
        assert ask(order, goodwill=401, by=CLERK).status == RefundStatus.PROPOSED
        assert ask(order, goodwill=1000, by=MANAGER).status == RefundStatus.REQUESTED

    def test_above_it_a_second_colleague_lets_it_go(self, order, stripe):
        refund = ask(order, goodwill=1001, by=CLERK)
        assert (refund.status, counters(order)) == (RefundStatus.PROPOSED, (1001, 0, 0))
        send_refund(refund=refund)
        with pytest.raises(SecondPersonNeeded):
            approve_refund(refund=refund, by=CLERK)
        assert stripe.refunds() == []

        approve_refund(refund=refund, by=MANAGER)
        send_refund(refund=refund)
        refund.refresh_from_db()
        assert (refund.status, refund.approved_by_id) == (RefundStatus.SUCCEEDED, MANAGER.id)

    def test_refused_it_frees_what_was_set_aside(self, order, stripe):
        refund = ask(order, units={line_of(order): 2}, by=CLERK)
        refuse_refund(refund=refund, by=MANAGER)
        assert counters(order) == (0, 0, 0)
        with pytest.raises(IllegalMove):
            approve_refund(refund=refund, by=MANAGER)
        assert stripe.refunds() == []

    def test_trying_again_does_not_pass_it_either(self, order, stripe):
        order = make_paid_order(stripe, (make_product("VASE", price=5000, stock=5), 1), card=SLOW_REFUNDS)
        failed = give_back(order, goodwill=900, by=CLERK)
        stripe.post_hook("settle", id=failed.provider_id, outcome="fail")
        follow_reported_refund(refund_id=failed.provider_id)
        give_back(order, goodwill=900, by=CLERK)
        with pytest.raises(SecondPersonNeeded):
            retry_refund(refund=failed, by=CLERK)
        retry_refund(refund=failed, by=MANAGER)
        failed.refresh_from_db()
        assert failed.status == RefundStatus.REQUESTED

    @pytest.mark.parametrize("packs", [ship_order, pack_order])
    def test_units_that_are_asked_back_do_not_leave_while_it_waits(self, order, packs):
        line = line_of(order)
        refund = ask(order, units={line: 2}, restocked=frozenset([line]), by=CLERK)
        with pytest.raises(GoodsAskedBack):
            packs(order=order, by=CLERK)
        refuse_refund(refund=refund, by=MANAGER)
        assert packs(order=order, by=CLERK)

    def test_units_that_came_back_and_what_is_given_besides_hinder_nothing(self, order):
        line = line_of(order)
        ask(order, goodwill=1001, by=CLERK)
        ship_order(order=order, by=CLERK)
        ask(order, units={line: 2}, restocked=frozenset([line]), by=CLERK)
        assert block_of(order) is None

    def test_the_shop_itself_needs_nobody(self, order):
        assert ask(order, goodwill=2000, by=SYSTEM).status == RefundStatus.REQUESTED


class TestGoods:
    def test_units_not_shipped_are_free_again_and_will_not_be_shipped(self, order, stripe):
        give_back(order, units={line_of(order): 2}, restocked=frozenset([line_of(order)]))
        assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (5, 1)
        order.refresh_from_db()
        assert (order.status, order.lines.get().cancelled_quantity) == (OrderStatus.PAID, 2)
        assert_ledger_ok(stripe)

    def test_goodwill_leaves_the_goods_alone(self, order):
        give_back(order, units={line_of(order): 2})
        assert stock_of("TRAY").allocated == 3

    def test_with_its_last_unit_the_order_is_cancelled_and_what_was_kept_stays_kept(self, order, stripe):
        give_back(order, units={line_of(order): 3}, restocked=frozenset([line_of(order)]))
        order.refresh_from_db()
        assert (order.status, stock_of("TRAY").allocated) == (OrderStatus.CANCELLED, 0)
        for refund in Refund.objects.filter(status=RefundStatus.REQUESTED):
            send_refund(refund=refund)
        assert sum(refund["amount"] for refund in stripe.refunds()) == order.total_minor - 980
        assert_ledger_ok(stripe)


class TestCancelled:
    def test_a_paid_order_that_is_cancelled_gives_everything_back(self, order, stripe):
        give_back(order, goodwill=111)
        cancel_order(order=order, by=CLERK)
        [_goodwill, refund] = Refund.objects.all()
        send_refund(refund=refund)
        assert refund.amount_minor == order.total_minor - 111
        order.refresh_from_db()
        assert (order.status, order.payment_state) == (OrderStatus.CANCELLED, PaymentState.REFUNDED)

    def test_paid_after_it_was_cancelled_is_given_back_by_itself(self, shop, stripe):
        make_product("TRAY", price=1234, stock=5)
        cart = cart_with(("TRAY", 1))
        secret = start(cart).client_secret
        order = order_of(cart)
        cancel_order(order=order, by=SYSTEM)
        confirm(stripe, secret)

        for _twice in range(2):
            finish_checkout(payment=order.payments.get(), by=SYSTEM)
        [refund] = Refund.objects.all()
        send_refund(refund=refund)
        refund.refresh_from_db()
        assert (refund.status, refund.amount_minor) == (RefundStatus.SUCCEEDED, order.total_minor)
        assert order.payments.get().problem == "Paid after the order was cancelled."


class TestTheProvider:
    def test_its_silence_leaves_the_refund_requested_and_the_next_try_makes_it_once(self, order, stripe):
        refund = ask(order, goodwill=500)
        stripe.post_hook("fault", path="/v1/refunds", do="close", when="after", times=1)
        with pytest.raises(GatewayError):
            send_refund(refund=refund)
        refund.refresh_from_db()
        assert (refund.status, counters(order)) == (RefundStatus.REQUESTED, (500, 0, 0))

        send_refund(refund=refund)
        send_refund(refund=refund)
        refund.refresh_from_db()
        assert refund.status == RefundStatus.SUCCEEDED
        assert [made["amount"] for made in stripe.refunds()] == [500]

    def test_its_refusal_fails_the_refund_and_a_colleague_may_try_again(self, order, stripe):
        refund = ask(order, units={line_of(order): 1})
        stripe.post_hook("fault", path="/v1/refunds", do="status", status=400, times=1)
        send_refund(refund=refund)
        refund.refresh_from_db()
        assert (refund.status, counters(order)) == (RefundStatus.FAILED, (0, 0, 0))
        assert order.events.filter(kind="alert").exists()

        first_key = refund.key
        retry_refund(refund=refund, by=MANAGER)
        refund.refresh_from_db()
        assert refund.key != first_key
        send_refund(refund=refund)
        refund.refresh_from_db()
        assert (refund.status, counters(order)) == (RefundStatus.SUCCEEDED, (0, 1344, 1))

    @pytest.mark.parametrize(
        ("outcome", "status", "money"),
        [("succeed", RefundStatus.SUCCEEDED, (0, 500, 0)), ("fail", RefundStatus.FAILED, (0, 0, 0))],
    )
    def test_a_slow_one_is_followed_to_its_end(self, shop, stripe, outcome, status, money):
        tray = make_product("TRAY", price=1234, stock=5)
        order = make_paid_order(stripe, (tray, 3), card=SLOW_REFUNDS)
        refund = give_back(order, goodwill=500)
        assert (refund.status, counters(order)) == (RefundStatus.SENT, (500, 0, 0))
        stripe.post_hook("settle", id=refund.provider_id, outcome=outcome)
        for _twice in range(2):
            follow_reported_refund(refund_id=refund.provider_id)
        refund.refresh_from_db()
        assert (refund.status, counters(order)) == (status, money)
        assert_ledger_ok(stripe)

    def test_one_made_in_its_dashboard_is_kept_once(self, order, stripe):
        made = stripe.make_refund(order.payments.get().intent_id, 700)
        for _twice in range(3):
            follow_reported_refund(refund_id=made["id"])
        [refund] = Refund.objects.all()
        assert (refund.status, refund.amount_minor) == (RefundStatus.SUCCEEDED, 700)
        assert refund.asked_by_kind == "stripe"
        assert counters(order) == (0, 700, 0)
        assert_ledger_ok(stripe)

    def test_its_own_refund_takes_the_room_of_a_request_that_was_not_sent(self, order, stripe):
        waiting = ask(order, goodwill=4000)
        made = stripe.make_refund(order.payments.get().intent_id, 2000)
        follow_reported_refund(refund_id=made["id"])
        waiting.refresh_from_db()
        assert waiting.status == RefundStatus.FAILED
        assert counters(order) == (0, 2000, 0)
        send_refund(refund=waiting)
        assert len(stripe.refunds()) == 1

    def test_told_of_a_refund_before_its_payment_both_are_recorded(self, shop, stripe):
        make_product("TRAY", price=1234, stock=5)
        cart = cart_with(("TRAY", 1))
        confirm(stripe, start(cart).client_secret)
        payment = order_of(cart).payments.get()
        made = stripe.make_refund(payment.intent_id, 100)
        follow_reported_refund(refund_id=made["id"])
        payment.refresh_from_db()
        assert (payment.status, payment.refunded_minor) == ("succeeded", 100)


@pytest.mark.parametrize("origin", RefundStatus)
@pytest.mark.parametrize("target", RefundStatus)
def test_a_refund_takes_only_the_steps_of_its_map(origin, target):
    allowed = {
        ("proposed", "requested"),
        ("proposed", "refused"),
        ("requested", "sent"),
        ("requested", "failed"),
        ("sent", "succeeded"),
        ("sent", "failed"),
        ("succeeded", "failed"),
        ("failed", "requested"),
    }
    assert (target in Refund.MOVES[origin]) == ((origin.value, target.value) in allowed)


def test_units_that_came_back_are_on_hand_again(order, stripe):
    ship_order(order=order, by=CLERK)
    assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (2, 0)
    order.refresh_from_db()
    give_back(order, units={line_of(order): 2}, restocked=frozenset([line_of(order)]))
    assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (4, 0)
    order.refresh_from_db()
    assert (order.status, order.lines.get().cancelled_quantity) == (OrderStatus.SHIPPED, 0)
    assert_ledger_ok(stripe)


def test_what_is_kept_of_an_order_none_of_which_is_shipped_stays_kept(order, stripe):
    line = line_of(order)
    refund = give_back(order, units={line: 3}, restocked=frozenset([line]), amount=4000)
    order.refresh_from_db()
    assert (order.status, refund.amount_minor) == (OrderStatus.CANCELLED, 4000)
    # 0.31 were deducted, and 9.80 of delivery kept.
    assert Refund.objects.count() == 1
    assert order.payments.get().refundable.minor == 1011
    assert_ledger_ok(stripe)


def test_what_was_refunded_unshipped_is_not_shipped(order, stripe):
    give_back(order, units={line_of(order): 1}, restocked=frozenset([line_of(order)]))
    order.refresh_from_db()
    shipment = ship_order(order=order, by=CLERK)
    assert shipment.lines.get().quantity == 2
    assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (3, 0)
    assert_ledger_ok(stripe)
