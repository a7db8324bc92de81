"""The provider's books and ours: each kind of difference is one row, and is settled once the books agree."""

from datetime import timedelta

import pytest
from django.db.models import F

from commerce.checkout.operations import finish_checkout
from commerce.errors import DifferenceSettled, StillDifferent
from commerce.money import Money
from commerce.payments.gateway import gateway
from commerce.payments.models import Dispute, Payment
from commerce.reconciliation.models import BalanceEntry, Difference, Payout, ReconciliationRun
from commerce.reconciliation.operations import ask_run, compare_books, repair, understand
from commerce.reconciliation.queries import with_figures
from commerce.refunds.models import Refund, RefundStatus
from commerce.refunds.operations import refund_everything, send_refund
from commerce.tasks import compare_books_nightly
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.amendments import amend
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.credit import cart_with_card, make_card
from tests.factories.refunds import MANAGER, give_back, make_paid_order
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db(transaction=True)
Kind, How = Difference.Kind, Difference.How


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.fixture
def payment(order):
    return order.payments.get()


def compare():
    run = ask_run(by=SYSTEM)
    compare_books(run=run)
    run.refresh_from_db()
    assert not run.problem
    return run


def only(kind):
    """Compare twice, and return the one difference there is."""
    compare()
    first = Difference.objects.get()
    compare()
    difference = Difference.objects.get()
    assert (difference.kind, difference.is_open) == (kind, True)
    assert difference.first_seen_at == first.first_seen_at < difference.last_seen_at
    return difference


def settled(difference, how):
    difference.refresh_from_db()
    assert (difference.how, difference.is_open) == (how, False)
    compare()
    assert Difference.objects.count() == 1


def test_books_that_agree_have_no_difference(order, stripe):
    give_back(order, goodwill=300)
    stripe.post_hook("payout")
    assert compare().found == 0
    assert not Difference.objects.exists()
    assert_ledger_ok(stripe)


def test_a_refund_that_credit_paid_in_part_is_compared_by_what_was_sent(shop, stripe):
    make_card(2000)
    cart = cart_with_card((make_product("TRAY", price=5000, stock=5), 1))
    confirm(stripe, start(cart).client_secret)
    order = cart.orders.get()
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    send_refund(refund=refund_everything(order=order, by=SYSTEM, reason="All of it"))
    stripe.post_hook("payout")
    refund = Refund.objects.get()
    assert refund.sent.minor < refund.amount_minor
    assert compare().found == 0


def test_a_refund_that_pays_for_goods_put_in_is_compared_by_what_was_sent(order, stripe):
    [line] = order.lines.all()
    amend(order, cut={line: 1}, added={make_product("PEN", price=400, stock=5): 1})
    send_refund(refund=Refund.objects.get())
    stripe.post_hook("payout")
    assert compare().found == 0


def test_paid_there_and_not_here_takes_the_payments_report(shop, stripe):
    cart = cart_with((make_product("TRAY", price=5000, stock=5), 1))
    confirm(stripe, start(cart).client_secret)
    difference = only(Kind.PAID_THERE)
    assert (difference.ours_minor, difference.theirs) == (0, Payment.objects.get().amount)
    repair(difference=difference, by=MANAGER)
    settled(difference, How.REPAIRED)
    assert (difference.settled_by_kind, difference.settled_by_id) == ("staff", MANAGER.id)
    assert_ledger_ok(stripe)


def test_what_was_paid_there_for_nobody_here_has_no_repair(shop, stripe):
    made = stripe.call(
        "/v1/payment_intents",
        amount=900,
        currency="usd",
        confirm="true",
        payment_method="pm_card_visa",
        return_url="http://127.0.0.1:8000/",
    )
    difference = only(Kind.PAID_THERE)
    assert (difference.provider_id, difference.ours, difference.is_repairable) == (made["id"], None, False)
    with pytest.raises(StillDifferent):
        repair(difference=difference, by=MANAGER)
    understand(difference=difference, reason="A colleague's test.", by=MANAGER)
    settled(difference, How.UNDERSTOOD)
    assert difference.reason == "A colleague's test."


def test_paid_here_and_not_there_is_gone_once_they_know_of_it(order, payment, stripe):
    stripe.post_hook("edit", id=payment.intent_id, amount_received=0, status="requires_payment_method")
    difference = only(Kind.PAID_HERE)
    assert not difference.is_repairable
    stripe.post_hook("edit", id=payment.intent_id, amount_received=order.total_minor, status="succeeded")
    repair(difference=difference, by=MANAGER)
    settled(difference, How.GONE)
    assert_ledger_ok(stripe)


def test_a_payment_that_they_never_heard_of_is_paid_here_only(payment, stripe):
    Payment.objects.update(intent_id="pi_nobodyKnowsOfThisPayment")
    compare()
    assert Difference.objects.get(kind=Kind.PAID_HERE).theirs is None
    # The real one is found by the reference it bears, and is taken over with it.
    Payment.objects.update(intent_id=payment.intent_id)
    compare()
    assert not Difference.objects.filter(settled_at=None).exists()
    assert_ledger_ok(stripe)


def test_amounts_that_differ_take_the_payments_report(order, payment, stripe):
    Payment.objects.update(captured_minor=F("captured_minor") - 100)
    difference = only(Kind.AMOUNTS)
    assert (difference.theirs - difference.ours, difference.about) == (Money(100, "USD"), "payment")
    repair(difference=difference, by=MANAGER)
    settled(difference, How.REPAIRED)
    assert_ledger_ok(stripe)


def test_what_differs_still_after_its_repair_stays_open(order, payment, stripe):
    stripe.post_hook("edit", id=payment.intent_id, amount_received=order.total_minor - 100)
    difference = only(Kind.AMOUNTS)
    with pytest.raises(StillDifferent):
        repair(difference=difference, by=MANAGER)
    difference.refresh_from_db()
    assert difference.is_open


def test_a_refund_unknown_here_is_taken_over(payment, stripe):
    stripe.make_refund(payment.intent_id, 300)
    difference = only(Kind.REFUND_THERE)
    assert (difference.theirs_minor, difference.ours) == (300, None)
    repair(difference=difference, by=MANAGER)
    settled(difference, How.REPAIRED)
    assert Refund.objects.get().amount_minor == 300
    assert_ledger_ok(stripe)


def test_a_refund_unknown_there_is_gone_once_they_know_of_it(order, stripe):
    refund = give_back(order, goodwill=300)
    Refund.objects.update(provider_id="re_nobodyKnowsOfThisRefund")
    compare()
    difference = Difference.objects.get(kind=Kind.REFUND_HERE)
    assert (difference.ours_minor, difference.theirs, difference.is_repairable) == (300, None, False)
    Refund.objects.update(provider_id=refund.provider_id)
    compare()
    assert {found.how for found in Difference.objects.all()} == {How.GONE}
    assert_ledger_ok(stripe)


def test_a_refund_that_stands_otherwise_takes_their_state(order, stripe):
    refund = give_back(order, goodwill=300)
    stripe.post_hook("settle", id=refund.provider_id, outcome="fail")
    difference = only(Kind.REFUND_STATE)
    assert (difference.theirs_state, difference.ours_state) == ("failed", "succeeded")
    repair(difference=difference, by=MANAGER)
    settled(difference, How.REPAIRED)
    refund.refresh_from_db()
    assert refund.status == RefundStatus.FAILED
    assert_ledger_ok(stripe)


def test_a_dispute_unknown_here_is_looked_up(order, payment, stripe):
    stripe.post_hook("dispute", charge=payment.attempts.get().charge_id)
    difference = only(Kind.DISPUTE_THERE)
    repair(difference=difference, by=MANAGER)
    settled(difference, How.REPAIRED)
    assert Dispute.objects.get().amount_minor == order.total_minor
    stripe.post_hook("dispute", id=Dispute.objects.get().provider_id, outcome="won")
    compare()
    assert Difference.objects.get(settled_at=None).kind == Kind.DISPUTE_STATE
    assert_ledger_ok(stripe)


def test_an_entry_without_counterpart_is_understood(order, stripe):
    stripe.post_hook("adjust", amount=-500)
    difference = only(Kind.ENTRY_ALONE)
    assert (difference.theirs_minor, difference.ours) == (-500, None)
    understand(difference=difference, reason="Their correction of March.", by=MANAGER)
    settled(difference, How.UNDERSTOOD)
    assert_ledger_ok(stripe)


def test_an_entry_of_another_amount_is_a_difference(order, payment, stripe):
    charge = stripe.call(f"/v1/charges/{payment.attempts.get().charge_id}")
    stripe.post_hook("edit", id=charge["balance_transaction"], amount=order.total_minor - 7)
    difference = only(Kind.AMOUNTS)
    assert (difference.about, difference.is_repairable) == ("entry", False)


def test_a_payout_that_does_not_add_up_is_a_difference(order, stripe):
    payout = stripe.post_hook("payout")
    stripe.post_hook("edit", id=payout["id"], amount=payout["amount"] - 100)
    difference = only(Kind.PAYOUT_SUM)
    assert (difference.theirs_minor, difference.ours_minor) == (payout["amount"] - 100, payout["amount"])
    stripe.post_hook("edit", id=payout["id"], amount=payout["amount"])
    repair(difference=difference, by=MANAGER)
    settled(difference, How.GONE)
    assert_ledger_ok(stripe)


def test_what_was_understood_is_a_difference_again_once_it_changes(order, stripe):
    payout = stripe.post_hook("payout")
    stripe.post_hook("edit", id=payout["id"], amount=1)
    understand(difference=only(Kind.PAYOUT_SUM), reason="Known.", by=MANAGER)
    stripe.post_hook("edit", id=payout["id"], amount=2)
    compare()
    assert Difference.objects.get(settled_at=None).theirs_minor == 2


def test_a_settled_difference_is_not_settled_again(order, stripe):
    stripe.post_hook("adjust", amount=-500)
    difference = only(Kind.ENTRY_ALONE)
    understand(difference=difference, reason="Known.", by=MANAGER)
    with pytest.raises(DifferenceSettled):
        understand(difference=difference, reason="Other words.", by=MANAGER)
    difference.refresh_from_db()
    assert difference.reason == "Known."
    with pytest.raises(DifferenceSettled):
        repair(difference=difference, by=MANAGER)


def test_an_older_difference_stays_open_though_the_window_has_passed(order, stripe):
    entry = stripe.post_hook("adjust", amount=-500)
    compare()
    with clock.travel(clock.now() + timedelta(days=60)):
        compare()
    assert Difference.objects.get(provider_id=entry["id"]).is_open


def test_a_payout_has_its_figures_and_our_orders(order, payment, stripe):
    give_back(order, goodwill=300)
    payout = stripe.post_hook("payout")
    compare()
    (found,) = with_figures(Payout.objects.all())
    fee = round(order.total_minor * 0.029) + 30
    made_of = found.figures
    assert (made_of.gross.minor, made_of.refunds.minor, made_of.fees.minor) == (order.total_minor, -300, fee)
    assert made_of.net == found.amount == Money(payout["amount"], "USD")
    ours = found.entries.exclude(category="payout")
    assert {entry.payment for entry in ours} == {payment}
    assert BalanceEntry.objects.count() == 3


def test_a_disputed_payment_takes_its_fee_from_the_payout(order, payment, stripe):
    dispute = stripe.post_hook("dispute", charge=payment.attempts.get().charge_id)
    stripe.post_hook("payout")
    compare()
    (found,) = with_figures(Payout.objects.all())
    assert found.figures.disputes.minor == -dispute["amount"]
    assert found.figures.net == found.amount


def test_lists_of_the_provider_are_read_beyond_their_first_page(payment, stripe):
    for _ in range(101):
        stripe.make_refund(payment.intent_id, 1)
    since = clock.now() - timedelta(days=1)
    assert len(gateway().refunded_since(since)) == len(gateway().refunds_of(payment.intent_id)) == 101
    assert len(gateway().entries_since(since)) == 102
    payout = stripe.post_hook("payout")
    assert len(gateway().entries_of(payout["id"])) == 103
    assert compare().found == 101


def test_a_silent_provider_leaves_a_run_that_says_so(order, stripe):
    stripe.post_hook("fault", path="/v1/payouts", do="close", method="GET")
    run = ask_run(by=SYSTEM)
    compare_books(run=run)
    run.refresh_from_db()
    assert run.problem
    assert run.ended_at


def test_asked_twice_the_books_are_compared_once(order, stripe):
    run = ask_run(by=MANAGER)
    assert ask_run(by=SYSTEM) == run
    ReconciliationRun.objects.update(began_at=clock.now())
    compare_books(run=run)
    run.refresh_from_db()
    assert run.is_at_work
    with clock.travel(clock.now() + timedelta(hours=1)):
        compare_books(run=run)
    run.refresh_from_db()
    assert run.ended_at


def test_every_night_the_books_are_compared(order, stripe):
    run = ReconciliationRun.objects.get(pk=compare_books_nightly())
    assert run.since < clock.now() - timedelta(days=30)
