"""Fixtures of situations: a shop that sells, a Stripe that answers, and the check that nothing was lost."""

import pytest
from django.db.models import F, Sum

from commerce.credit.models import CreditAccount, CreditUse
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.money import Money
from commerce.orders.models import Order, OrderLine
from commerce.payments import gateway as gateways
from commerce.payments.models import Payment
from commerce.refunds.models import Refund, RefundStatus
from commerce.stock.models import StockItem, StockMovement
from emails.models import Letter
from tests.factories.checkout import make_shop
from tests.sandbox import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET

# A payment's counter, and the refunds it is the sum of.
COUNTERS = {"refunding_minor": Refund.SET_ASIDE, "refunded_minor": {RefundStatus.SUCCEEDED}}

GONE = set(ShipmentStatus.values) - Shipment.IN_THE_HOUSE - {ShipmentStatus.CANCELLED}
# A line's counter of units, and the parcels they lie in.
PARCELS = {"packed_quantity": GONE | Shipment.IN_THE_HOUSE, "shipped_quantity": GONE}


@pytest.fixture
def shop(db):
    """A market that delivers and taxes; products are made by tests."""
    return make_shop()


@pytest.fixture
def stripe(sandbox, settings, monkeypatch):
    """The gateway speaks with the sandbox, here and in processes a test starts; its webhooks stay off."""
    monkeypatch.setenv("STRIPE_API_HOST", sandbox.url)
    monkeypatch.setenv("STRIPE_SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET)
    settings.STRIPE_API_HOST = sandbox.url
    settings.STRIPE_JS_URL = sandbox.js_url
    settings.STRIPE_SECRET_KEY, settings.STRIPE_PUBLISHABLE_KEY = SECRET_KEY, PUBLISHABLE_KEY
    settings.STRIPE_WEBHOOK_SECRETS = [WEBHOOK_SECRET]
    gateways._build.cache_clear()
    sandbox.post_hook("options", deliveries="off")
    yield sandbox
    gateways._build.cache_clear()


def assert_ledger_ok(sandbox=None):
    """What must hold after anything: money here equals money there, stock adds up, one letter an order."""
    for item in StockItem.objects.all():
        moved = StockMovement.objects.filter(stock_item=item).aggregate(
            on_hand=Sum("on_hand_change", default=0), allocated=Sum("allocated_change", default=0)
        )
        assert item.on_hand == moved["on_hand"], f"{item}: on hand differs from the ledger"
        assert item.allocated == moved["allocated"], f"{item}: allocated differs from the ledger"
        held = item.holds.filter(status="held").aggregate(units=Sum("quantity", default=0))["units"]
        assert item.held == held, f"{item}: held differs from the holds"
        waiting = item.holds.filter(status="allocated").annotate(left=F("quantity") - F("shipped"))
        owed = waiting.aggregate(units=Sum("left", default=0))["units"]
        assert item.allocated == owed, f"{item}: allocated differs from what orders wait for"
        left = item.holds.filter(status__in=["held", "allocated"], order__status="cancelled")
        assert not left, f"{item}: a cancelled order keeps some"
    for order in Order.objects.all():
        captured = order.payments.aggregate(total=Sum("captured_minor", default=0))["total"]
        letters = Letter.objects.filter(kind="order_confirmed", about_id=str(order.pk)).count()
        assert letters == (1 if order.paid_at else 0), f"{order}: {letters} confirmations"
        reserved = order.payments.filter(status="authorised").aggregate(total=Sum("amount_minor", default=0))
        released = order.payments.filter(settlements__kind="release", settlements__status="done")
        lost = order.payments.exclude(problem="")
        if order.paid_at and not released and not lost:
            set_off = order.refunds.aggregate(total=Sum("offset_minor", default=0))["total"]
            secured = captured + reserved["total"] + order.credit_minor + set_off
            assert secured == order.total_minor, f"{order}: captured {captured}"
        used = order.credit_uses.aggregate(total=Sum("amount_minor", default=0))["total"]
        assert used == order.credit_minor, f"{order}: {used} of credit set aside"
        back = order.credit_uses.exclude(given_back_at=None).count()
        assert not (back and order.paid_at), f"{order}: paid, and its credit given back"
    for account in CreditAccount.objects.all():
        moved = account.entries.aggregate(total=Sum("amount_minor", default=0))["total"]
        assert account.balance_minor == moved >= 0, f"{account}: its balance differs from its entries"
        taken = account.entries.filter(what__in=["spent", "given_back"])
        taken = taken.aggregate(total=Sum("amount_minor", default=0))["total"]
        uses = account.uses.filter(given_back_at=None).aggregate(total=Sum("amount_minor", default=0))[
            "total"
        ]
        assert -taken == uses, f"{account}: what orders took differs from its entries"
    for payment in Payment.objects.all():
        for counter, statuses in COUNTERS.items():
            asked = payment.refunds.filter(status__in=statuses)
            paid = F("amount_minor") - F("credit_minor") - F("offset_minor")
            sums = asked.aggregate(total=Sum(paid, default=0))["total"]
            assert getattr(payment, counter) == sums, f"{payment}: {counter} differs from its refunds"
    for use in CreditUse.objects.all():
        given = use.refunds.exclude(given_at=None).aggregate(total=Sum("amount_minor", default=0))["total"]
        asked = use.refunds.filter(given_at=None, refund__status__in=Refund.SET_ASIDE)
        waiting = asked.aggregate(total=Sum("amount_minor", default=0))["total"]
        assert (use.refunded_minor, use.refunding_minor) == (given, waiting), f"{use}: refunds differ"
    for line in OrderLine.objects.all():
        asked = line.refund_lines.filter(refund__status__in=Refund.COUNTED)
        units = asked.aggregate(units=Sum("quantity", default=0))["units"]
        assert line.refunded_quantity == units, f"{line}: refunded units differ from its refunds"
        for counter, statuses in PARCELS.items():
            inside = line.shipment_lines.filter(shipment__status__in=statuses)
            units = inside.aggregate(units=Sum("quantity", default=0))["units"]
            assert getattr(line, counter) == units, f"{line}: {counter} differs from its parcels"
    if sandbox is not None:
        made = {refund["id"]: refund for refund in sandbox.refunds() if refund["status"] != "failed"}
        sent = Refund.objects.filter(status__in=[RefundStatus.SENT, RefundStatus.SUCCEEDED])
        known = {refund.provider_id: refund.sent.minor for refund in sent if refund.sent}
        assert known == {pk: refund["amount"] for pk, refund in made.items()}, "refunds differ"
        ours = {payment.intent_id: payment for payment in Payment.objects.exclude(intent_id=None)}
        for intent in sandbox.intents():
            payment = ours.get(intent["id"])
            there = Money(intent["amount_received"], intent["currency"].upper())
            if payment is None or payment.problem:
                assert payment is not None or not there, f"{intent['id']} is paid and not ours"
                continue
            assert payment.captured == there, f"{intent['id']}: {payment.captured} here, {there} there"
            capturable = payment.amount_minor if payment.status == "authorised" else 0
            assert intent["amount_capturable"] == capturable, f"{intent['id']}: reserved differs"
