"""F15: Stripe does not answer for long."""

import time

import pytest

from commerce.errors import GatewayError
from commerce.orders.models import Order
from commerce.payments.stripe.gateway import REST_SECONDS, SILENT_CALLS
from kinsite.foundation import breaker
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, start
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture
def cart(shop, stripe):
    make_product("TRAY", price=5000, stock=5)
    return cart_with(("TRAY", 2))


@pytest.mark.parametrize(
    "fault", [{"do": "close"}, {"do": "status", "status": 429}, {"do": "status", "status": 503}]
)
def test_f15_after_a_few_silent_calls_nobody_waits_until_it_has_rested(cart, stripe, monkeypatch, fault):
    stripe.post_hook("fault", path="/v1/payment_intents", times=SILENT_CALLS, **fault)
    for _click in range(SILENT_CALLS):
        with pytest.raises(GatewayError):
            start(cart)
    # It would answer again, and is not asked.
    with pytest.raises(GatewayError, match="a moment ago"):
        start(cart)
    assert stripe.intents() == []

    now = time.monotonic()
    monkeypatch.setattr(breaker.time, "monotonic", lambda: now + REST_SECONDS + 1)
    assert start(cart).client_secret
    assert Order.objects.count() == len(stripe.intents()) == 1
    assert_ledger_ok(stripe)


def test_f15_a_refusal_is_an_answer(cart, stripe):
    stripe.post_hook("fault", path="/v1/payment_intents", do="close", times=SILENT_CALLS - 1)
    for _click in range(SILENT_CALLS - 1):
        with pytest.raises(GatewayError):
            start(cart)
    assert start(cart).client_secret
