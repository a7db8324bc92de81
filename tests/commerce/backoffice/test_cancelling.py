"""Cancelling in the admin: money, goods and the letter are asked; what is not to decide says why."""

import pytest
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_ORDERS, CHANGE_STOCK, REFUND_ORDERS, VIEW_ORDERS
from commerce.checkout.cancelling import cancel_for_staff
from commerce.checkout.following import follow_reported_dispute, follow_reported_refund
from commerce.checkout.operations import finish_checkout
from commerce.errors import RefundBlocked
from commerce.fulfilment.operations import pack_order, ship_order
from commerce.orders.models import Order
from commerce.orders.timeline import write_event
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.stock.models import StockMovement
from commerce.stock.operations import correct_stock
from commerce.trail.models import TrailEntry
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import SYSTEM
from tests.factories.amendments import amend, fresh, pay_difference
from tests.factories.captures import capture_at_shipping, make_authorised_order, settle
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.credit import balance_of, cart_with_card, make_card
from tests.factories.refunds import CLERK, MANAGER, ask, give_back, make_paid_order
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db

RIGHTS = (VIEW_ORDERS, CHANGE_ORDERS, REFUND_ORDERS)


@pytest.fixture
def tray(shop):
    return make_product("TRAY", title="Tray", price=1234, stock=5)


@pytest.fixture
def order(tray, stripe):
    """Three trays and delivery: 50.11, tax within."""
    return make_paid_order(stripe, (tray, 3))


@pytest.fixture
def manager(sign_in):
    return sign_in(*RIGHTS, CHANGE_STOCK)


def address(about, name="orders:cancel"):
    return reverse(name, args=[about.pk])


def filled(order, **changes):
    """The form as it stands there, but for what was changed."""
    ticks = {"refunds": "on", "restocks": "on", "notifies": "on"}
    return {"version": fresh(order).version, "reason": "Wrong address", **ticks, **changes}


def questions(page):
    return {*page.context["form"].fields} - {"version", "reason"}


def counts(sku="TRAY"):
    item = stock_of(sku)
    return item.on_hand, item.allocated, item.held


def status_of(order):
    return fresh(order).status


def test_what_was_paid_is_asked_back_in_the_colleagues_name(manager, order, stripe):
    page = manager.get(address(order))
    assert questions(page) == {"refunds", "restocks", "notifies"}
    assert page.text.count(" checked") == 3
    assert "Refund $50.11" in page.text
    manager.post(address(order), filled(order))
    refund = Refund.objects.get()
    assert (status_of(order), refund.amount_minor, refund.asked_by_kind) == ("cancelled", 5011, "staff")
    assert Letter.objects.filter(kind="order_cancelled").count() == 1
    assert counts() == (5, 0, 0)
    if refund.provider_id:
        follow_reported_refund(refund_id=refund.provider_id)
        assert_ledger_ok(stripe)


def test_through_each_payment_in_the_colleagues_name_and_within_their_limit(manager, order, stripe):
    lamp = make_product("LAMP", title="Lamp", price=5000, stock=5)
    pay_difference(stripe, amend(order, added={lamp: 1}))
    in_all = fresh(order).total
    assert f"Refund {in_all.written('en-US')}" in manager.get(address(order)).text
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=6000)
    manager.post(address(order), filled(order))
    refunds = Refund.objects.order_by("amount_minor")
    assert sum(refund.amount_minor for refund in refunds) == in_all.minor
    assert {refund.asked_by_kind for refund in refunds} == {"staff"}
    assert [refund.status for refund in refunds] == [RefundStatus.PROPOSED, RefundStatus.REQUESTED]
    assert_ledger_ok()


def test_without_a_refund_the_money_stays_and_the_order_says_so(manager, order, stripe):
    manager.post(address(order), filled(order, refunds=""))
    assert status_of(order) == "cancelled"
    assert not Refund.objects.exists()
    assert counts() == (5, 0, 0)
    page = manager.get(address(order, "orders:page"))
    assert "is cancelled, and $50.11 of what was paid for it is still with us" in page.text
    assert page.context["head"]["next"].verb == "refund"
    assert "We will write to you about your refund" in word(Letter.objects.get(kind="order_cancelled")).text
    give_back(order, goodwill=5011)
    page = manager.get(address(order, "orders:page"))
    assert "is still with us" not in page.text
    assert page.context["head"]["next"] is None
    assert_ledger_ok(stripe)


def test_what_cannot_be_sold_again_is_written_off(manager, order, stripe):
    pack_order(order=order, by=CLERK)
    manager.post(address(order), filled(order, restocks=""))
    assert counts() == (2, 0, 0)
    moved = StockMovement.objects.latest("pk")
    assert (moved.on_hand_change, moved.allocated_change, moved.document) == (-3, -3, order.number)
    assert (moved.kind, moved.actor_kind) == ("corrected", "staff")
    told = TrailEntry.objects.filter(area="stock").latest("pk")
    assert (told.name, told.before, told.after) == ("TRAY", "5", "2")
    assert "Wrong address" not in moved.reason + told.reason
    assert status_of(order) == "cancelled"
    assert_ledger_ok()


def test_of_what_is_short_no_more_is_written_off_than_lies_there(manager, order, stripe):
    correct_stock(stock_item=stock_of("TRAY"), on_hand=1, expected=5, reason="Count", by=CLERK)
    manager.post(address(order), filled(order, restocks=""))
    assert counts() == (0, 0, 0)
    assert_ledger_ok()


def test_who_may_not_correct_stock_writes_nothing_off(sign_in, order):
    colleague = sign_in(*RIGHTS)
    page = colleague.get(address(order))
    assert questions(page) == {"refunds", "notifies"}
    assert "The goods are free to be sold again." in page.text
    colleague.post(address(order), filled(order, restocks=""))
    assert (status_of(order), counts()) == ("cancelled", (5, 0, 0))


def test_silently_nobody_is_written_to(manager, order):
    manager.post(address(order), filled(order, notifies=""))
    assert status_of(order) == "cancelled"
    assert not Refund.objects.get().notifies
    assert not Letter.objects.filter(kind__in=["order_cancelled", "refund_sent"]).exists()


def test_what_is_reserved_is_released_and_that_is_no_question(manager, tray, stripe):
    order = make_authorised_order(stripe, (tray, 1))
    page = manager.get(address(order))
    assert questions(page) == {"restocks", "notifies"}
    assert "What is reserved of the payment is released" in page.text
    manager.post(address(order), filled(order, restocks=""))
    settle()
    assert (status_of(order), stripe.intents()[0]["status"]) == ("cancelled", "canceled")
    assert counts() == (4, 0, 0)
    assert not Refund.objects.exists()
    assert_ledger_ok(stripe)


def test_of_what_credit_paid_the_letter_says_nothing_of_a_reservation(manager, tray, stripe):
    make_card(10_000)
    started = start(cart_with_card((tray, 1)))
    order = started.order
    assert fresh(order).status == "paid"
    manager.post(address(order), filled(order, refunds=""))
    assert (status_of(order), Refund.objects.count()) == ("cancelled", 0)
    assert "only reserved" not in word(Letter.objects.get(kind="order_cancelled")).text
    page = manager.get(address(order, "orders:page"))
    assert page.context["head"]["next"].verb == "refund"
    assert_ledger_ok(stripe)


def test_what_is_reserved_is_released_and_the_credit_beside_it_given_back(manager, tray, stripe):
    capture_at_shipping()
    card = make_card(1_000)
    started = start(cart_with_card((tray, 3)))
    confirm(stripe, started.client_secret)
    finish_checkout(payment=started.order.payments.get(), by=SYSTEM)
    order = fresh(started.order)
    assert (order.status, order.payments.get().status) == ("paid", "authorised")
    page = manager.get(address(order))
    assert questions(page) == {"refunds", "restocks", "notifies"}
    assert "Refund $10.00" in page.text and "is released" in page.text
    manager.post(address(order), filled(order))
    settle()
    assert (status_of(order), balance_of(card)) == ("cancelled", 1_000)
    assert stripe.intents()[0]["status"] == "canceled"
    assert_ledger_ok(stripe)


def test_what_a_bank_disputes_is_not_refunded_and_the_order_can_be_cancelled(manager, order, stripe):
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    follow_reported_dispute(dispute_id=opened["id"])
    page = manager.get(address(order))
    assert questions(page) == {"restocks", "notifies"}
    assert "the bank disputes the payment" in page.text
    manager.post(address(order), filled(order))
    assert (status_of(order), counts()) == ("cancelled", (5, 0, 0))
    assert not Refund.objects.exists()


def test_disputed_while_it_was_decided_nothing_is_cancelled(manager, order, stripe):
    form = filled(order)
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    follow_reported_dispute(dispute_id=opened["id"])
    answer = manager.post(address(order), form)
    assert (answer.status_code, status_of(order)) == (409, "paid")
    assert questions(answer) == {"restocks", "notifies"}
    with pytest.raises(RefundBlocked):
        cancel_for_staff(
            order=order, version=fresh(order).version, reason="Asked for", notifies=True, by=MANAGER
        )
    assert status_of(order) == "paid"


def test_what_was_refunded_before_is_no_question(manager, order, stripe):
    give_back(order, goodwill=5011)
    page = manager.get(address(order))
    assert questions(page) == {"restocks", "notifies"}
    assert "Nothing is refunded: of what was paid nothing is left." in page.text
    manager.post(address(order), filled(order))
    assert (status_of(order), Refund.objects.count()) == ("cancelled", 1)


def test_one_that_waits_for_its_payment_is_given_up_without_a_question(sign_in, shop, stripe):
    waiting = start(cart_with((make_product("LAMP", price=5000, stock=2), 1))).order
    colleague = sign_in(VIEW_ORDERS, CHANGE_ORDERS, CHANGE_STOCK)
    page = colleague.get(address(waiting))
    assert questions(page) == set()
    for words in ("Nothing was paid", "free to be sold again", "Nobody is written to"):
        assert words in page.text
    colleague.post(address(waiting), filled(waiting, restocks=""))
    assert (status_of(waiting), counts("LAMP")) == ("cancelled", (2, 0, 0))
    assert stripe.intents()[0]["status"] == "canceled"
    assert not Letter.objects.filter(kind="order_cancelled").exists()


def test_above_the_limit_a_colleague_approves_what_is_given_back(manager, order, stripe):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)
    manager.post(address(order), filled(order))
    assert (status_of(order), Refund.objects.get().status) == ("cancelled", RefundStatus.PROPOSED)
    assert stripe.refunds() == []


def test_of_a_changed_order_nothing_is_cancelled(manager, order):
    form = filled(order, restocks="")
    write_event(order=order, kind="note", by=CLERK, summary="Customer called")
    answer = manager.post(address(order), form)
    assert answer.status_code == 409
    assert "Customer called" in answer.text
    assert answer.text.count(" checked") == 2
    assert (status_of(order), counts()) == ("paid", (5, 3, 0))


def test_a_shipped_order_says_why_it_is_not_cancelled(manager, order):
    ship_order(order=order, by=CLERK)
    assert "can't be cancelled: Shipped" in manager.get(address(order)).text
    assert address(order) not in manager.get(address(order, "orders:page")).text
    assert manager.post(address(order), filled(order)).status_code == 422
    assert status_of(order) == "shipped"
    assert not Refund.objects.exists()


def test_whoever_may_not_refund_does_not_cancel_what_was_paid(sign_in, order):
    clerk = sign_in(VIEW_ORDERS, CHANGE_ORDERS)
    assert "You do not have the right to refund" in clerk.get(address(order)).text
    clerk.post(address(order), filled(order, refunds=""))
    assert status_of(order) == "paid"
    assert not Refund.objects.exists()
    assert Order.objects.get().version == order.version


@pytest.mark.parametrize(
    ("goodwill", "asked"), [(5011, {"restocks", "notifies"}), (2000, {"refunds", "restocks", "notifies"})]
)
def test_a_refund_that_waits_for_approval_is_told_of(manager, order, goodwill, asked):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=1000)
    refund = ask(order, goodwill=goodwill)
    page = manager.get(address(order))
    assert questions(page) == asked
    [words] = page.context["follows"]
    assert words == (
        f"A refund of {refund.amount.written('en-us')} waits for approval: a colleague decides about it, "
        "also after the order is cancelled."
    )
    assert "nothing is left" not in page.text
