"""Who may call the API, and with which key."""

import base64
import urllib.parse

import pytest
import stripe

from tests.kinsite.sandbox.conftest import browser_call, client_for, fetch
from tests.sandbox import PUBLISHABLE_KEY, SECRET_KEY


def test_a_live_key_is_refused_and_nothing_is_written(world):
    for key in ("sk_live_" + "a" * 24, "pk_live_" + "a" * 24, "rk_live_" + "a" * 24):
        with pytest.raises(stripe.AuthenticationError, match="refuses live keys"):
            client_for(world, key).v1.customers.create({"email": "a@example.com"})
    assert world.platform.store.every("customer") == []


@pytest.mark.parametrize("key", ["nonsense", "sk_test_", "whsec_abcdefgh"])
def test_an_unknown_key_is_refused(world, key):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key"):
        client_for(world, key).v1.customers.list()


def test_a_call_without_a_key_says_how_to_give_one(world):
    answer = fetch(f"{world.url}/v1/customers")
    assert answer.status == 401
    assert "Authorization" in answer.json["error"]["message"]


def test_a_key_may_come_as_basic_authentication(world):
    header = base64.b64encode(f"{SECRET_KEY}:".encode()).decode()
    assert fetch(f"{world.url}/v1/customers", headers={"Authorization": f"Basic {header}"}).status == 200


@pytest.mark.parametrize("path", ["payment_intents", "customers", "refunds", "webhook_endpoints"])
def test_the_publishable_key_can_not_do_what_a_server_does(world, path):
    answer = browser_call(world, path, amount=100, currency="usd")
    assert answer.status == 403
    assert answer.json["error"]["code"] == "secret_key_required"


def test_the_publishable_key_sees_an_intent_by_its_secret_and_not_its_metadata(world, client, intent):
    client.v1.payment_intents.update(intent.id, {"metadata": {"order": "KW-10001"}})
    query = urllib.parse.urlencode({"key": PUBLISHABLE_KEY, "client_secret": intent.client_secret})
    seen = fetch(f"{world.url}/v1/payment_intents/{intent.id}?{query}").json
    assert seen["status"] == "requires_payment_method"
    assert not {"metadata", "customer", "latest_charge"} & set(seen)


def test_a_wrong_client_secret_is_refused(world, client, intent):
    other = client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    for secret in ("", f"{intent.id}_secret_guess", other.client_secret):
        answer = browser_call(
            world,
            f"payment_intents/{intent.id}/confirm",
            client_secret=secret,
            payment_method="pm_card_visa",
            return_url="http://127.0.0.1:8000/",
        )
        assert answer.status in (400, 404)
        query = urllib.parse.urlencode({"key": PUBLISHABLE_KEY, "client_secret": secret})
        assert fetch(f"{world.url}/v1/payment_intents/{intent.id}?{query}").status in (400, 404)
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_a_card_number_from_a_server_is_refused(client):
    card = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123"}
    with pytest.raises(stripe.StripeError, match="generally unsafe"):
        client.v1.payment_methods.create({"type": "card", "card": card})


def test_only_the_shops_pages_may_call_from_a_browser(world, listener):
    path = f"{world.url}/v1/payment_intents/pi_x"
    shop = fetch(path, headers={"Origin": listener.url})
    assert shop.headers["Access-Control-Allow-Origin"] == listener.url
    stranger = fetch(path, headers={"Origin": "http://evil.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers


def test_another_version_of_the_api_is_refused(world):
    with pytest.raises(stripe.InvalidRequestError, match="speaks"):
        client_for(world, stripe_version="2024-06-20").v1.customers.list()
