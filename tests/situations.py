"""Fixtures of situations: a shop that sells, a Stripe that answers, and the check that nothing was lost."""

import pytest
from django.db.models import Sum

from commerce.money import Money
from commerce.orders.models import Order
from commerce.payments import gateway as gateways
from commerce.payments.models import Payment
from commerce.stock.models import StockItem, StockMovement
from emails.models import Letter
from tests.factories.checkout import make_shop
from tests.sandbox import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET


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
    for order in Order.objects.all():
        captured = order.payments.aggregate(total=Sum("captured_minor", default=0))["total"]
        letters = Letter.objects.filter(kind="order_confirmed", about_id=str(order.pk)).count()
        assert letters == (1 if order.is_secured else 0), f"{order}: {letters} confirmations"
        if order.is_secured:
            assert captured == order.total_minor, f"{order}: captured {captured}"
    if sandbox is not None:
        ours = {payment.intent_id: payment for payment in Payment.objects.exclude(intent_id=None)}
        for intent in sandbox.intents():
            payment = ours.get(intent["id"])
            there = Money(intent["amount_received"], intent["currency"].upper())
            if payment is None or payment.problem:
                assert payment is not None or not there, f"{intent['id']} is paid and not ours"
                continue
            assert payment.captured == there, f"{intent['id']}: {payment.captured} here, {there} there"
