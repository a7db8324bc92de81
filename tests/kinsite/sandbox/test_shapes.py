"""Every field that Stripe shows, the sandbox shows too, in a type that fits.

fixtures.json holds Stripe's own example objects (github.com/stripe/openapi, August 2026), reduced to
the resources that the shop uses.
"""

import json
from pathlib import Path

import pytest

from tests.kinsite.sandbox.conftest import hook, new_intent, pay

FIXTURES = json.loads(Path(__file__).with_name("fixtures.json").read_text())["resources"]
# Fields whose inside is the caller's, or depends on how was paid.
FREE = {"metadata", "payment_method_options", "data.object"}


def differences(theirs, ours, place=""):
    """Where our object lacks a field of Stripe's, or has it in another type. Null fits anything."""
    if ours is None or theirs is None or place in FREE:
        return []
    if isinstance(theirs, dict) and isinstance(ours, dict):
        lacking = [f"{place}.{name} is missing" for name in theirs if name not in ours]
        within = [
            found
            for name in theirs
            if name in ours
            for found in differences(theirs[name], ours[name], f"{place}.{name}".strip("."))
        ]
        return lacking + within
    if isinstance(theirs, list) and isinstance(ours, list):
        return differences(theirs[0], ours[0], f"{place}[0]") if theirs and ours else []
    same = type(theirs) is type(ours)
    return [] if same else [f"{place}: {type(ours).__name__} instead of {type(theirs).__name__}"]


def declined(client):
    try:
        return pay(client, "pm_card_chargeDeclined")
    except Exception as error:
        return error.error.payment_intent


MADE = {
    "account": [lambda client: client.v1.accounts.retrieve_current()],
    "balance_transaction": [lambda client: pay(client) and client.v1.balance_transactions.list().data[0]],
    "charge": [
        lambda client: client.v1.charges.retrieve(pay(client).latest_charge, {"expand": ["refunds"]}),
        lambda client: client.v1.charges.retrieve(declined(client).latest_charge, {"expand": ["refunds"]}),
    ],
    "customer": [
        lambda client: client.v1.customers.create({}),
        lambda client: client.v1.customers.create({"name": "Anna", "address": {"city": "Bonn"}}),
    ],
    "deleted_customer": [lambda client: client.v1.customers.delete(client.v1.customers.create({}).id)],
    "deleted_webhook_endpoint": [
        lambda client: client.v1.webhook_endpoints.delete(client.v1.webhook_endpoints.list().data[0].id)
    ],
    "dispute": [lambda client: pay(client, "pm_card_createDispute") and client.v1.disputes.list().data[0]],
    "event": [lambda client: pay(client) and client.v1.events.list().data[0]],
    "payment_intent": [
        lambda client: new_intent(
            client,
            shipping={"name": "Anna", "address": {"line1": "1 Main St"}},
            receipt_email="a@example.com",
        ),
        pay,
        declined,
        lambda client: pay(
            client,
            "pm_usBankAccount_processing",
            automatic_payment_methods=None,
            payment_method_types=["us_bank_account"],
        ),
        lambda client: pay(client, "pm_card_authenticationRequired"),
    ],
    "payment_method": [
        lambda client: client.v1.payment_methods.retrieve(pay(client).payment_method),
        lambda client: client.v1.payment_methods.create({"type": "klarna"}),
    ],
    "payout": [lambda client: client.v1.payouts.list().data[0]],
    "refund": [lambda client: client.v1.refunds.create({"payment_intent": pay(client).id})],
    "webhook_endpoint": [lambda client: client.v1.webhook_endpoints.list().data[0]],
}
CASES = [(name, make) for name, makers in MADE.items() for make in makers]


def test_every_fixture_is_compared():
    assert set(MADE) == set(FIXTURES)


@pytest.mark.parametrize(("name", "make"), CASES, ids=[name for name, _ in CASES])
def test_object_has_stripes_fields(client, world, name, make):
    fixture = dict(FIXTURES[name])
    if name == "payout":
        hook(world, "payout")
    ours = make(client).to_dict()
    if name == "payment_method" and ours["type"] != "card":
        del fixture["card"]
    assert differences(fixture, ours) == []
