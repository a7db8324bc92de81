"""A paid-for order in three steps, and notices signed as Stripe signs them."""

import hashlib
import hmac
import json
import time

import pytest

from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.sandbox import WEBHOOK_SECRET


@pytest.fixture
def waiting(shop, stripe):
    """An order of two oak desks, placed, its payment begun and not confirmed."""
    make_product("DESK-OAK", price=12900, stock=5)
    return start(cart_with(("DESK-OAK", 2)))


@pytest.fixture
def charged(waiting, stripe):
    """The same, confirmed by the bank; nobody told the shop."""
    intent = confirm(stripe, waiting.client_secret)
    assert intent["status"] == "succeeded"
    return waiting


def notice(intent_id, *, event_id="evt_1", type="payment_intent.succeeded", livemode=False, **extra):
    """The body of a call from Stripe."""
    body = {"id": event_id, "object": "event", "type": type, "livemode": livemode, **extra}
    return json.dumps(body | {"data": {"object": {"id": intent_id, "object": "payment_intent"}}})


def signed(body, *, secret=WEBHOOK_SECRET, at=None):
    """The Stripe-Signature header of a body."""
    stamp = int(at if at is not None else time.time())
    digest = hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def deliver(client, body, signature=None):
    """POST a notice to the shop's webhook."""
    headers = {"Stripe-Signature": signed(body) if signature is None else signature}
    return client.post("/stripe/webhook/", body, content_type="application/json", headers=headers)
