"""Where a journey pays: at the sandbox, or at Stripe in test mode. Addresses and keys differ, nothing else.

def test_a_card_pays(target, shop): ...
    target.pay(intent_id, "pm_card_visa")     what the shopper's browser does, by a test token
    tell(target, until=lambda: …)             what Stripe's webhooks do, for as long as it takes

Each runs at the sandbox in `make test`, and at Stripe where tests/stripe_live.py lets it. Stripe can't
reach this machine: its events are read and brought to the shop's own door, signed as it signs them.
"""

import json
import os
import time
from dataclasses import dataclass

import pytest
import stripe as library
from django.conf import settings as shop_settings
from django.db import connection
from django.test import Client

from commerce.customers.models import Customer
from commerce.payments import gateway as gateways
from commerce.payments.models import Dispute, Payment, StripeInbox
from commerce.payments.settlements import Settlement
from commerce.refunds.models import Refund
from commerce.tasks import work_inbox
from tests.faults.conftest import signed
from tests.sandbox import PUBLISHABLE_KEY, SECRET_KEY

API, SCRIPT = "https://api.stripe.com", "https://js.stripe.com/dahlia/stripe.js"
# What a run may begin at Stripe: a journey that runs away is stopped.
MOST_INTENTS = 15
# Of whose ids the keys and references at Stripe are made. It remembers them for longer than a run lasts.
NUMBERED = (Payment, Refund, Settlement, Dispute, Customer)
# Clocks differ.
SLACK = 120
RETURN_URL = "https://shop.example.com/checkout/return/"


@dataclass(frozen=True)
class Site:
    """A Stripe and how long it may take, in seconds."""

    api: str
    script: str
    secret_key: str
    publishable_key: str
    patience: float
    is_stripe: bool = False


def site_of(sandbox):
    return Site(sandbox.url, sandbox.js_url, SECRET_KEY, PUBLISHABLE_KEY, patience=20)


class Target:
    """A Stripe as its dashboard and a shopper's browser use it; only what this test made is seen."""

    def __init__(self, site):
        self.site, self.patience = site, site.patience
        self.client = library.StripeClient(
            site.secret_key,
            stripe_version=shop_settings.STRIPE_API_VERSION,
            base_addresses=dict.fromkeys(("api", "files", "connect", "meter_events"), site.api),
            max_network_retries=2,
            http_client=library.RequestsClient(timeout=30),
        )
        self.began = int(time.time()) - SLACK

    def pay(self, intent_id, method, **more):
        """Confirm an intent; returns what became of it, a decline included."""
        asked = {"payment_method": method, "return_url": RETURN_URL, **more}
        try:
            return self.client.v1.payment_intents.confirm(intent_id, asked).to_dict()
        except library.CardError as declined:
            return declined.error.payment_intent.to_dict()

    def intents(self):
        """The intents that bear a reference of ours, newest first."""
        ours = {str(pk) for pk in Payment.objects.values_list("pk", flat=True)}
        found = self._since(self.client.v1.payment_intents.list)
        return [intent for intent in found if intent["metadata"].get("payment") in ours]

    def refunds(self):
        ours = set(Payment.objects.values_list("intent_id", flat=True))
        found = self._since(self.client.v1.refunds.list)
        return [refund for refund in found if refund["payment_intent"] in ours]

    def events(self):
        """What happened to anything of ours, oldest first."""
        ours = set(Payment.objects.exclude(intent_id=None).values_list("intent_id", flat=True))
        found = self._since(self.client.v1.events.list)
        return [event for event in reversed(found) if ours & _names(event["data"]["object"])]

    def _since(self, listing):
        asked = {"created": {"gte": self.began}, "limit": 100}
        return [found.to_dict() for found in listing(asked).auto_paging_iter()]


def _names(record):
    return {record.get("id"), record.get("payment_intent")}


def tell(target, *, until):
    """Bring the shop every event of ours once, and work it, until the question is answered with yes."""
    end, told = time.monotonic() + target.patience, set()
    while not until():
        assert time.monotonic() < end, f"waited in vain; told of {sorted(told)}"
        for event in target.events():
            if event["id"] not in told:
                told.add(event["id"])
                _deliver(event)
        if not until():
            time.sleep(0.2 if not target.site.is_stripe else 2)


def _deliver(event):
    body = json.dumps(event)
    headers = {"Stripe-Signature": signed(body, secret=shop_settings.STRIPE_WEBHOOK_SECRETS[0])}
    answer = Client().post("/stripe/webhook/", body, content_type="application/json", headers=headers)
    assert answer.status_code == 200, event["type"]
    for pk in StripeInbox.objects.filter(done_at=None).values_list("pk", flat=True):
        work_inbox(pk)


@pytest.fixture(params=["sandbox", pytest.param("stripe", marks=pytest.mark.stripe_live)])
def site(request):
    """Which Stripe: the sandbox, its webhooks off, or Stripe itself."""
    if request.param == "sandbox":
        sandbox = request.getfixturevalue("sandbox")
        sandbox.post_hook("options", deliveries="off")
        return site_of(sandbox)
    keys = os.environ["STRIPE_SECRET_KEY"].strip(), os.environ["STRIPE_PUBLISHABLE_KEY"].strip()
    host, script = os.environ.get("STRIPE_API_HOST") or API, os.environ.get("STRIPE_JS_URL") or SCRIPT
    return Site(host, script, *keys, patience=180, is_stripe=True)


@pytest.fixture(scope="session")
def begun():
    """The intents of this run that were begun at Stripe."""
    return set()


@pytest.fixture
def own_numbers(db):
    """Ids that no other run has, for what tells Stripe its own things apart is made of them."""
    names = [(model._meta.db_table, "id") for model in NUMBERED]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(["pg_get_serial_sequence(%s, %s)"] * len(names)), sum(names, ()))
        sequences = cursor.fetchone()
        kept = []
        for sequence in sequences:
            cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
            kept.append(cursor.fetchone())
            cursor.execute("SELECT setval(%s, %s)", [sequence, time.time_ns() // 1_000_000])
    yield
    with connection.cursor() as cursor:
        for sequence, (value, is_called) in zip(sequences, kept, strict=True):
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, value, is_called])


@pytest.fixture
def target(site, own_numbers, settings, begun):
    """The gateway speaks with the site, here."""
    settings.STRIPE_API_HOST, settings.STRIPE_JS_URL = site.api, site.script
    settings.STRIPE_SECRET_KEY, settings.STRIPE_PUBLISHABLE_KEY = site.secret_key, site.publishable_key
    gateways._build.cache_clear()
    target = Target(site)
    yield target
    gateways._build.cache_clear()
    if site.is_stripe:
        begun |= {intent["id"] for intent in target.intents()}
        assert len(begun) <= MOST_INTENTS, "too much was begun at Stripe"
