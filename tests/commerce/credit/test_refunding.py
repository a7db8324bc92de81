"""The payment is given back first, the rest goes to the cards, and never more than they paid."""

import pytest
from django.db import IntegrityError, transaction

from commerce.checkout.cancelling import cancel_for_staff
from commerce.checkout.operations import finish_checkout
from commerce.credit.models import CreditAccount
from commerce.credit.operations import disable_credit
from commerce.credit.queries import store_credit_of
from commerce.errors import RefundTooLarge
from commerce.fulfilment.operations import deliver_shipment, ship_order
from commerce.invoices.models import Invoice
from commerce.invoices.queries import paper_of
from commerce.money import Money
from commerce.notifications import cancellation_words, refund_words
from commerce.orders.models import FulfilmentState, Order, OrderStatus, PaymentState
from commerce.orders.queries import orders_in_full
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import (
    approve_refund,
    refund_everything,
    refuse_refund,
    retry_refund,
    send_refund,
)
from commerce.refunds.queries import refundable
from commerce.storefront.order_page import order_context
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import confirm, start
from tests.factories.credit import balance_of, cart_with_card, make_card
from tests.factories.refunds import CLERK, MANAGER, ask, give_back
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(shop):
    return make_card(10_000)


def paid_order(stripe, price=10_000, quantity=1) -> Order:
    """An order of $100 for a desk, $9 for delivery and $9.68 tax, of which a card paid $100."""
    cart = cart_with_card((make_product(price=price, stock=50), quantity))
    started = start(cart)
    if started.client_secret:
        confirm(stripe, started.client_secret)
        finish_checkout(payment=started.order.payments.get(), by=SYSTEM)
    return Order.objects.get(pk=started.order.pk)


def state_of(order):
    order.refresh_from_db()
    return order.payment_state


def test_the_payment_gets_back_first_and_the_card_the_rest(card, stripe):
    order = paid_order(stripe)
    refund = give_back(order, goodwill=5_000)
    assert (refund.sent.minor, refund.credit_minor, refund.status) == (1_868, 3_132, RefundStatus.SUCCEEDED)
    assert [made["amount"] for made in stripe.refunds()] == [1_868]
    assert balance_of(card) == 3_132
    assert state_of(order) == PaymentState.PART_REFUNDED
    assert_ledger_ok(stripe)
    rest = give_back(order, goodwill=6_868)
    assert (rest.sent.minor, rest.status) == (0, RefundStatus.SUCCEEDED)
    assert balance_of(card) == 10_000
    assert refundable(order).left.minor == 0
    with pytest.raises(RefundTooLarge):
        ask(order, goodwill=1)
    assert_ledger_ok(stripe)


def test_an_order_that_a_card_paid_in_full_is_refunded_at_once_and_no_provider_asked(card, stripe):
    order = paid_order(stripe, price=500)
    refund = refund_everything(order=order, by=SYSTEM, reason="")
    refund.refresh_from_db()
    assert (refund.status, refund.credit_minor) == (RefundStatus.SUCCEEDED, order.total_minor)
    assert (balance_of(card), stripe.refunds(), state_of(order)) == (10_000, [], PaymentState.REFUNDED)
    assert refund_everything(order=order, by=SYSTEM, reason="") is None
    assert_ledger_ok(stripe)


def test_cancelling_a_paid_order_gives_all_of_it_back(card, stripe):
    order = paid_order(stripe)
    cancel_for_staff(order=order, version=order.version, reason="Asked for.", notifies=True, by=MANAGER)
    refund = Refund.objects.get()
    send_refund(refund=refund)
    assert state_of(order) in (PaymentState.REFUNDED, PaymentState.PART_REFUNDED)
    assert (order.status, balance_of(card)) == (OrderStatus.CANCELLED, 10_000)
    assert [made["amount"] for made in stripe.refunds()] == [1_868]
    letter = Letter.objects.get(kind="order_cancelled")
    assert "•••• 4242, Gift card •••• WARM" in cancellation_words(letter)["method"]
    assert_ledger_ok(stripe)


def test_what_credit_paid_and_will_not_leave_is_not_left_to_pack(card, stripe):
    order = paid_order(stripe, price=500, quantity=2)
    line = order.lines.get().pk
    parcel = ship_order(order=order, quantities={line: 1}, by=CLERK)
    deliver_shipment(shipment=parcel, by=CLERK)
    give_back(order, units={line: 1}, restocked=frozenset([line]))
    order.refresh_from_db()
    assert (order.status, order.fulfilment_state) == (OrderStatus.DELIVERED, FulfilmentState.DELIVERED)
    assert_ledger_ok(stripe)


def test_a_card_that_ended_gets_it_as_store_credit(card, stripe):
    order = paid_order(stripe, price=500)
    disable_credit(account=card, by=SYSTEM)
    refund_everything(order=order, by=SYSTEM, reason="")
    assert balance_of(card) == 10_000 - order.total_minor
    own = store_credit_of(order.customer_id, "USD")
    assert own.balance_minor == order.total_minor
    assert [(entry.what, entry.document) for entry in own.entries.all()] == [("refunded", order.number)]
    assert_ledger_ok(stripe)


def test_staff_may_give_all_of_it_as_store_credit(card, stripe):
    order = paid_order(stripe)
    refund = give_back(order, goodwill=11_868, to_store_credit=True)
    assert (refund.status, refund.sent.minor, stripe.refunds()) == (RefundStatus.SUCCEEDED, 0, [])
    assert store_credit_of(order.customer_id, "USD").balance_minor == 11_868
    assert (balance_of(card), state_of(order)) == (0, PaymentState.REFUNDED)
    with pytest.raises(RefundTooLarge):
        ask(order, goodwill=1)
    assert_ledger_ok(stripe)


def test_what_waits_for_a_colleague_is_set_aside_of_credit_too(card, stripe):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=100)
    order = paid_order(stripe)
    refund = ask(order, goodwill=11_000, by=CLERK)
    assert refund.status == RefundStatus.PROPOSED
    assert (order.credit_uses.get().refunding_minor, balance_of(card)) == (11_000 - 1_868, 0)
    with pytest.raises(RefundTooLarge):
        ask(order, goodwill=869, by=CLERK)
    refuse_refund(refund=refund, by=MANAGER)
    assert (order.credit_uses.get().refunding_minor, balance_of(card)) == (0, 0)
    again = ask(order, goodwill=11_868, by=CLERK)
    approve_refund(refund=again, by=MANAGER)
    send_refund(refund=again)
    assert balance_of(card) == 10_000
    assert_ledger_ok(stripe)


def test_a_refund_that_the_provider_refuses_gives_the_card_nothing_until_a_new_try(card, stripe):
    order = paid_order(stripe)
    intent_id = Payment.objects.get().intent_id
    refund = ask(order, goodwill=5_000)
    Payment.objects.update(intent_id="pi_unknown")
    send_refund(refund=refund)
    Payment.objects.update(intent_id=intent_id)
    refund = Refund.objects.get()
    assert (refund.status, balance_of(card)) == (RefundStatus.FAILED, 0)
    assert order.credit_uses.get().refunding_minor == 0
    retry_refund(refund=refund, by=MANAGER)
    send_refund(refund=refund)
    assert balance_of(card) == 3_132
    assert_ledger_ok(stripe)


def test_the_database_refuses_more_than_was_paid_by_credit(card, stripe):
    order = paid_order(stripe)
    with pytest.raises(IntegrityError), transaction.atomic():
        order.credit_uses.update(refunded_minor=5_000, refunding_minor=5_001)


def test_letters_order_page_and_credit_note_say_where_it_went(card, stripe):
    order = paid_order(stripe)
    refund = give_back(order, goodwill=5_000)
    letter = Letter.objects.get(kind="refund_sent")
    words = refund_words(letter)
    assert (words["method"], words["is_sent"]) == ("Visa •••• 4242, Gift card •••• WARM", True)
    assert "Gift card •••• WARM" in word(letter).text
    full = orders_in_full().get(pk=order.pk)
    assert order_context(full)["refunds"][0]["method"] == "Visa •••• 4242, Gift card •••• WARM"
    paper = paper_of(Invoice.objects.get(refund=refund), full)
    paid = [(row.label, row.amount.minor) for row in paper.paid]
    assert paid == [("Gift card •••• WARM", -3_132), ("Paid back", -1_868)]


def test_a_refund_to_credit_alone_promises_no_days_at_a_bank(card, stripe):
    order = paid_order(stripe, price=500)
    refund_everything(order=order, by=SYSTEM, reason="")
    text = word(Letter.objects.get(kind="refund_sent")).text
    assert "at your bank" not in text
    assert "It can be spent now" in text
    shown = order_context(orders_in_full().get(pk=order.pk))["refunds"][0]
    assert shown["status"] == "It can be spent now."


@pytest.mark.parametrize(
    ("on_card", "steps"),
    [(9_000, [(1_000, False), (2_500, True)]), (15_000, [(3_999, True), (1, False)])],
)
def test_a_sequence_of_partial_refunds_ends_at_exactly_what_was_paid(shop, stripe, on_card, steps):
    card = make_card(on_card)
    order = paid_order(stripe, price=3_333, quantity=3)
    for minor, to_credit in steps:
        left = refundable(order).left.minor
        if left:
            give_back(order, goodwill=min(minor, left), to_store_credit=to_credit)
    if rest := refund_everything(order=order, by=SYSTEM, reason=""):
        send_refund(refund=rest)
    given = [refund.amount_minor for refund in order.refunds.all()]
    assert sum(given) == order.total_minor
    own = store_credit_of(order.customer_id, "USD")
    back = balance_of(card) - (on_card - order.credit_minor) + (own.balance_minor if own else 0)
    sent = sum(refund.sent.minor for refund in order.refunds.all())
    assert back + sent == order.total_minor
    assert CreditAccount.objects.filter(balance_minor__lt=0).count() == 0
    assert refundable(order).left == Money(0, "USD")
