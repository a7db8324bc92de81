"""Going wrong on request, before the work is done or after."""

import time

import pytest
import stripe

from tests.kinsite.sandbox.conftest import RETURN_URL, client_for, hook, new_intent

AMOUNT = {"amount": 12900, "currency": "usd"}


def test_an_error_before_the_work_leaves_nothing(world, client):
    hook(world, "fault", path="/v1/payment_intents", status=503)
    with pytest.raises(stripe.StripeError) as failed:
        client.v1.payment_intents.create(AMOUNT)
    assert failed.value.http_status == 503
    assert client.v1.payment_intents.list().data == []
    assert client.v1.payment_intents.create(AMOUNT).id  # once means once


def test_a_charge_that_never_answered_is_found_by_its_key(world, client, intent):
    """F13: the gateway charges and the answer is lost."""
    hook(world, "fault", path="/v1/payment_intents/*/confirm", do="close", when="after")
    params = {"payment_method": "pm_card_visa", "return_url": RETURN_URL}
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.confirm(intent.id, params, {"idempotency_key": "payment-1-1"})
    again = client.v1.payment_intents.confirm(intent.id, params, {"idempotency_key": "payment-1-1"})
    assert again.status == "succeeded"
    assert len(client.v1.charges.list().data) == 1


def test_a_hanging_gateway_runs_into_the_callers_timeout(world):
    impatient = client_for(world, http_client=stripe.RequestsClient(timeout=0.3))
    hook(world, "fault", path="/v1/payment_intents", do="hang", seconds=0.8, when="after")
    began = time.monotonic()
    with pytest.raises(stripe.APIConnectionError):
        impatient.v1.payment_intents.create(AMOUNT)
    assert time.monotonic() - began < 0.8
    assert len(impatient.v1.payment_intents.list().data) == 1


def test_too_many_requests_is_stripes_rate_limit(world, client):
    hook(world, "fault", path="*", status=429, times=2)
    for _ in range(2):
        with pytest.raises(stripe.RateLimitError):
            client.v1.payment_intents.list()
    assert client.v1.payment_intents.list().data == []


def test_a_dropped_connection_is_no_answer(world, client):
    hook(world, "fault", path="/v1/*", do="close", method="POST")
    assert client.v1.payment_intents.list().data == []
    with pytest.raises(stripe.APIConnectionError):
        new_intent(client)
    assert client.v1.payment_intents.list().data == []


def test_faults_are_taken_back(world, client):
    hook(world, "fault", path="*", status=500, times=99)
    hook(world, "faults/clear")
    assert new_intent(client).id
