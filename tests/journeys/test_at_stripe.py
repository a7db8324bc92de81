"""What becomes of money, from the click to the books: at the sandbox and at Stripe alike (tests/targets.py).

Only what both play is asked here. What cannot be made at Stripe at will, as an answer that is lost, is
proved at the sandbox alone, in tests/faults.
"""

from datetime import UTC, datetime, timedelta

import pytest
from stripe import InvalidRequestError

from commerce.checkout import wallets
from commerce.checkout.operations import finish_checkout, give_up_order, start_checkout
from commerce.errors import GatewayRefused, RefundBlocked
from commerce.evidence.operations import give_evidence
from commerce.fulfilment.operations import ship_order
from commerce.money import Money
from commerce.orders.models import Order, OrderStatus
from commerce.orders.operations import cancel_order
from commerce.payments.gateway import gateway
from commerce.payments.models import Dispute, DisputeStatus, Payment, PaymentStatus
from commerce.payments.protocols import Evidence
from commerce.reconciliation.comparing import differences_since
from commerce.reconciliation.models import BalanceEntry
from commerce.refunds.models import Refund, RefundStatus
from commerce.refunds.queries import refundable
from commerce.refunds.rules import everything
from commerce.tasks import follow_settlements
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.captures import capture_at_shipping, settle
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, details_for
from tests.factories.customers import make_account
from tests.factories.refunds import CLERK, MANAGER, ask, give_back
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok
from tests.targets import tell

pytestmark = pytest.mark.django_db

# Its money may be given back at once, on an account that has none yet.
AVAILABLE = "pm_card_bypassPending"
# Consent to be debited, as it is given on paper.
MANDATE = {"customer_acceptance": {"type": "offline"}}
# Whoever says this to Stripe's test mode wins: https://docs.stripe.com/testing#evidence
WINNING = "winning_evidence"


@pytest.fixture
def trays(shop):
    return make_product("TRAY", price=5000, stock=9)


@pytest.fixture
def cart(trays):
    return cart_with((trays, 2))


def start(cart, user=None):
    """Place the order of a cart and begin its payment, which is returned."""
    return start_checkout(cart=cart, details=details_for(cart), by=GUEST, user=user).order.payments.get()


def paid(target, payment, method="pm_card_visa"):
    """Confirm a payment and let the notices of it be worked: its order, paid."""
    assert target.pay(payment.intent_id, method)["status"] in ("succeeded", "requires_capture")
    tell(target, until=lambda: Order.objects.get(pk=payment.order_id).status == OrderStatus.PAID)
    return Order.objects.get(pk=payment.order_id)


def status_of(payment):
    payment.refresh_from_db()
    return payment.status


def test_a_card_pays_is_refunded_in_part_and_then_the_rest_and_the_books_agree(target, cart):
    order = paid(target, start(cart), AVAILABLE)
    payment = order.payments.get()
    attempt = payment.attempts.get()
    assert (payment.status, payment.captured_minor) == (PaymentStatus.SUCCEEDED, order.total_minor)
    assert (attempt.method, attempt.brand, attempt.last4) == ("card", "visa", "0077")
    assert (stock_of("TRAY").on_hand, stock_of("TRAY").allocated) == (9, 2)

    give_back(order, goodwill=500)
    _refunded(target, 1)
    rest = everything(refundable(order), reason="All of it.", restocks=False)
    give_back(order, units=rest.units, delivery=rest.delivery, amount=refundable(order).left.minor)
    _refunded(target, 2)

    payment.refresh_from_db()
    assert (payment.refunded_minor, payment.refunding_minor) == (order.total_minor, 0)
    more = {"amount": Money(100, "USD"), "key": f"more-{payment.pk}", "reference": ""}
    with pytest.raises(GatewayRefused) as refusal:
        gateway().refund(intent_id=payment.intent_id, **more)
    assert refusal.value.code == "charge_already_refunded"
    assert_ledger_ok(target)
    _books_agree(target, payment)


def _refunded(target, count):
    done = Refund.objects.filter(status=RefundStatus.SUCCEEDED)
    tell(target, until=lambda: done.count() == count)


def _books_agree(target, payment):
    """Nothing of ours differs, and what was taken stands on the balance with a fee."""
    charged = BalanceEntry.objects.filter(payment=payment, category=BalanceEntry.Category.CHARGE)

    def agree():
        found = differences_since(datetime.fromtimestamp(target.began, UTC))
        assert [finding for finding in found if finding.payment or finding.refund] == []
        return charged.exists()

    tell(target, until=agree)
    assert charged.get().fee_minor > 0


def test_a_declined_card_is_said_and_another_pays_the_same_order(target, cart):
    payment = start(cart)
    declined = target.pay(payment.intent_id, "pm_card_visa_chargeDeclined")
    assert declined["status"] == "requires_payment_method"
    tell(target, until=lambda: Payment.objects.get().decline_code)
    assert (payment.order.status, status_of(payment)) == (OrderStatus.PLACED, PaymentStatus.PENDING)
    assert payment.decline_code == "generic_decline"

    again = start(cart)
    assert (again.pk, again.intent_id, again.decline_code) == (payment.pk, payment.intent_id, "")
    order = paid(target, again)
    assert [one.outcome for one in again.attempts.order_by("at", "pk")] == ["failed", "succeeded"]
    assert Order.objects.get() == order
    assert_ledger_ok(target)


def test_a_card_that_asks_for_3d_secure_waits_and_is_given_up_at_stripe_too(target, cart):
    payment = start(cart)
    asked = target.pay(payment.intent_id, "pm_card_authenticationRequired")
    assert asked["status"] == "requires_action"
    finish_checkout(payment=payment, by=SYSTEM)
    assert (status_of(payment), payment.decline_code) == (PaymentStatus.PENDING, "")
    assert not payment.attempts.exists()

    give_up_order(order=payment.order, by=GUEST, reason="Changed my mind.")
    assert status_of(payment) == PaymentStatus.CANCELLED
    assert Order.objects.get().status == OrderStatus.CANCELLED
    assert [intent["status"] for intent in target.intents()] == ["canceled"]
    assert stock_of("TRAY").available == 9
    assert_ledger_ok(target)


def test_an_authorised_card_is_captured_once_the_goods_leave(target, cart):
    capture_at_shipping()
    order = paid(target, start(cart))
    payment = order.payments.get()
    assert (payment.status, payment.captured_minor) == (PaymentStatus.AUTHORISED, 0)
    assert timedelta(days=4) < payment.capture_before - clock.now() < timedelta(days=32)
    assert_ledger_ok(target)

    ship_order(order=order, by=CLERK)
    settle()
    assert (status_of(payment), payment.captured_minor) == (PaymentStatus.SUCCEEDED, order.total_minor)
    assert_ledger_ok(target)


def test_an_authorised_card_is_let_go_where_the_order_is_cancelled(target, cart):
    capture_at_shipping()
    order = paid(target, start(cart))
    cancel_order(order=order, by=MANAGER, reason="Not needed.")
    settle()
    follow_settlements()
    assert status_of(order.payments.get()) == PaymentStatus.CANCELLED
    [intent] = target.intents()
    assert (intent["status"], intent["amount_received"]) == ("canceled", 0)
    assert target.refunds() == []
    assert_ledger_ok(target)


def test_a_dispute_is_told_of_blocks_refunds_and_is_won_by_evidence(target, cart):
    order = paid(target, start(cart), "pm_card_createDispute")
    tell(target, until=Dispute.objects.exists)
    dispute = Dispute.objects.get()
    assert (dispute.status, dispute.amount_minor) == (DisputeStatus.NEEDS_RESPONSE, order.total_minor)
    assert dispute.respond_by > clock.now()
    with pytest.raises(RefundBlocked):
        ask(order, goodwill=100)

    give_evidence(dispute=dispute, submits=False, by=MANAGER)
    gateway().give_evidence(
        dispute_id=dispute.provider_id,
        evidence=Evidence(uncategorized_text=WINNING),
        submits=True,
        key=f"won-{dispute.pk}",
    )
    tell(target, until=lambda: Dispute.objects.get().status == DisputeStatus.WON)
    assert_ledger_ok(target)


def test_a_bank_debit_is_processing_and_neither_paid_nor_failed(target, cart):
    payment = start(cart)
    try:
        begun = target.pay(payment.intent_id, "pm_usBankAccount_processing", mandate_data=MANDATE)
    except InvalidRequestError as refusal:
        if "us_bank_account" not in str(refusal):
            raise
        pytest.skip("This account takes no bank debits: switch on ACH Direct Debit in Stripe's dashboard.")
    assert begun["status"] == "processing"
    tell(target, until=lambda: status_of(payment) == PaymentStatus.PROCESSING)
    assert (payment.order.status, payment.decline_code) == (OrderStatus.PLACED, "")
    assert [attempt.outcome for attempt in payment.attempts.all()] == ["pending"]
    assert_ledger_ok(target)


def test_a_saved_card_is_listed_to_its_owner_and_deleted(target, cart):
    user = make_account("anna@example.com")
    assert wallets.begin_wallet_session(user=user, language="en")
    payment = start(cart, user)
    kept = target.pay(payment.intent_id, "pm_card_visa", setup_future_usage="on_session")
    assert kept["status"] == "succeeded"
    [card] = wallets.saved_cards(user)
    assert (card.brand, card.last4, card.card_id) == ("visa", "4242", kept["payment_method"])

    wallets.forget_card(user=user, card_id=card.card_id)
    assert wallets.saved_cards(user) == []
    finish_checkout(payment=payment, by=SYSTEM)
    assert_ledger_ok(target)


def test_the_same_key_begins_one_payment_and_never_one_of_another_amount(target, cart):
    payment = start(cart)
    facts = {"reference": str(payment.pk), "description": payment.order.number}
    again = gateway().start(amount=payment.amount, key=payment.key, **facts)
    assert again.intent_id == payment.intent_id
    with pytest.raises(GatewayRefused):
        gateway().start(amount=payment.amount + Money(1, "USD"), key=payment.key, **facts)
    assert len(target.intents()) == 1
    give_up_order(order=payment.order, by=GUEST, reason="Only asked.")
