"""F40, F41: refunds asked for at once, and beyond what is left."""

import pytest

from commerce.checkout.following import follow_reported_refund
from commerce.errors import OrderMoved, RefundTooLarge
from commerce.refunds.models import Refund
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.refunds import ask, give_back, make_paid_order
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

COLLEAGUES = 20


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.mark.slow(seconds=15)
def test_f40_twenty_colleagues_refund_the_same_order_at_once(order, stripe):
    outcomes = crowd(
        "tests.faults.actors_at_once:ask_back",
        [[order.pk, order.total_minor, staff_id, None] for staff_id in range(1, COLLEAGUES + 1)],
    )
    assert outcomes == {"asked": 1, "RefundTooLarge": COLLEAGUES - 1}
    refund = Refund.objects.get()
    assert crowd("tests.faults.actors_at_once:send_back", [[refund.pk]] * 4).total() == 4
    assert [made["amount"] for made in stripe.refunds()] == [order.total_minor]
    follow_reported_refund(refund_id=stripe.refunds()[0]["id"])
    assert_ledger_ok(stripe)


def test_f40_of_those_who_saw_the_same_order_one_refunds_and_the_others_see_a_conflict(order):
    seen = order.version
    outcomes = crowd(
        "tests.faults.actors_at_once:ask_back", [[order.pk, 100, staff_id, seen] for staff_id in (1, 2, 3)]
    )
    assert outcomes == {"asked": 1, "OrderMoved": 2}
    with pytest.raises(OrderMoved) as conflict:
        ask(order, goodwill=100, version=seen)
    assert any("requested" in step for step in conflict.value.steps)
    assert Refund.objects.count() == 1


def test_f41_more_than_is_left_is_refused_also_after_a_refund_in_the_dashboard(order, stripe):
    made = stripe.make_refund(order.payments.get().intent_id, 3000)
    follow_reported_refund(refund_id=made["id"])
    with pytest.raises(RefundTooLarge):
        ask(order, goodwill=order.total_minor - 2999)
    assert give_back(order, goodwill=order.total_minor - 3000).status == "succeeded"
    assert_ledger_ok(stripe)


def test_f41_a_dashboard_refund_nobody_told_us_of_makes_ours_fail_and_leaves_no_hole(order, stripe):
    stripe.make_refund(order.payments.get().intent_id, 3000)
    refund = give_back(order, goodwill=order.total_minor)
    assert (refund.status, order.payments.get().refunding_minor) == ("failed", 0)
    [made] = stripe.refunds()
    follow_reported_refund(refund_id=made["id"])
    assert order.payments.get().refunded_minor == 3000
    assert_ledger_ok(stripe)
