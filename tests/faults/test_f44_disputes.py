"""F44: a bank takes a payment back, and what is then refused."""

import pytest
from django.test import Client

from commerce.errors import RefundBlocked
from commerce.orders.models import OrderStatus
from commerce.orders.operations import cancel_order
from commerce.payments.models import Dispute, DisputeStatus, StripeInbox
from commerce.refunds.models import Refund, RefundLimit, RefundStatus
from commerce.refunds.operations import approve_refund, send_refund
from commerce.tasks import reconcile_refunds, sweep_inbox, work_inbox
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.refunds import CLERK, MANAGER, ask, make_paid_order
from tests.faults.conftest import deliver, notice
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.fixture
def disputed(order, stripe):
    """The order, its payment disputed; the shop was told."""
    charge = order.payments.get().attempts.get().charge_id
    dispute = stripe.post_hook("dispute", charge=charge)
    tell(dispute["id"], "charge.dispute.created")
    return order


def tell(dispute_id, type, event_id="evt_dispute"):
    body = notice(dispute_id, event_id=f"{event_id}_{type}", type=type)
    assert deliver(Client(), body).status_code == 200
    for pk in StripeInbox.objects.filter(done_at=None).values_list("pk", flat=True):
        work_inbox(pk)
    assert sweep_inbox() == 0


def end(stripe, outcome):
    dispute = Dispute.objects.get()
    stripe.post_hook("dispute", id=dispute.provider_id, outcome=outcome)
    tell(dispute.provider_id, "charge.dispute.closed")


def test_f44_the_order_says_that_it_is_disputed_with_amount_and_deadline(disputed, stripe):
    dispute = Dispute.objects.get()
    assert (dispute.status, dispute.amount_minor) == (DisputeStatus.NEEDS_RESPONSE, disputed.total_minor)
    assert dispute.respond_by > dispute.opened_at
    event = disputed.events.get(kind="dispute")
    assert (event.amount_minor, event.reference) == (disputed.total_minor, dispute.provider_id)
    tell(dispute.provider_id, "charge.dispute.funds_withdrawn")
    assert disputed.events.filter(kind="dispute").count() == 1
    assert_ledger_ok(stripe)


def test_f44_nothing_is_refunded_while_the_bank_decides(disputed, stripe):
    with pytest.raises(RefundBlocked):
        ask(disputed, goodwill=100)
    assert not Refund.objects.exists()
    assert stripe.refunds() == []


def test_f44_what_a_colleague_proposed_before_is_not_approved(order, stripe):
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=0)
    refund = ask(order, goodwill=100, by=CLERK)
    dispute = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    tell(dispute["id"], "charge.dispute.created")
    with pytest.raises(RefundBlocked):
        approve_refund(refund=refund, by=MANAGER)
    refund.refresh_from_db()
    assert refund.status == RefundStatus.PROPOSED


def test_f44_one_that_was_on_its_way_to_the_bank_fails_and_is_free_again(order, stripe):
    refund = ask(order, goodwill=100)
    stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    send_refund(refund=refund)
    refund.refresh_from_db()
    assert (refund.status, refund.failure_code) == (RefundStatus.FAILED, "charge_disputed")
    assert order.payments.get().refunding_minor == 0


def test_f44_a_disputed_order_can_be_cancelled_and_says_what_was_not_refunded(disputed, stripe):
    cancel_order(order=disputed, by=SYSTEM)
    disputed.refresh_from_db()
    assert disputed.status == OrderStatus.CANCELLED
    assert disputed.events.filter(kind="alert", summary__startswith="Not refunded").exists()
    assert stripe.refunds() == []


def test_f44_a_won_dispute_may_be_refunded(disputed, stripe):
    end(stripe, "won")
    assert Dispute.objects.get().status == DisputeStatus.WON
    assert Dispute.objects.get().closed_at
    refund = ask(disputed, goodwill=100)
    send_refund(refund=refund)
    refund.refresh_from_db()
    assert refund.status == RefundStatus.SUCCEEDED
    assert_ledger_ok(stripe)


def test_f44_a_lost_one_never(disputed, stripe):
    end(stripe, "lost")
    assert Dispute.objects.get().status == DisputeStatus.LOST
    with pytest.raises(RefundBlocked):
        ask(disputed, goodwill=100)
    assert stripe.refunds() == []


def test_f44_what_no_notice_told_of_is_found(order, stripe):
    payment = order.payments.get()
    stripe.make_refund(payment.intent_id, 300)
    stripe.post_hook("dispute", charge=payment.attempts.get().charge_id)
    assert reconcile_refunds() == 2
    assert (Refund.objects.get().amount_minor, Dispute.objects.get().is_open) == (300, True)
    assert reconcile_refunds() == 0
    assert_ledger_ok(stripe)
