"""The same key brings the same answer."""

import pytest
import stripe

from tests.kinsite.sandbox.conftest import pay

AMOUNT = {"amount": 12900, "currency": "usd"}


def test_the_same_key_makes_one_intent(client):
    first = client.v1.payment_intents.create(AMOUNT, {"idempotency_key": "payment-1-1"})
    again = client.v1.payment_intents.create(AMOUNT, {"idempotency_key": "payment-1-1"})
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(client.v1.payment_intents.list().data) == 1


def test_the_first_error_is_replayed_too(client):
    declined = AMOUNT | {
        "confirm": True,
        "payment_method": "pm_card_chargeDeclined",
        "payment_method_types": ["card"],
    }
    requests = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as refused:
            client.v1.payment_intents.create(declined, {"idempotency_key": "payment-2-1"})
        requests.append(refused.value)
    assert requests[0].error.payment_intent.id == requests[1].error.payment_intent.id
    assert len(client.v1.charges.list().data) == 1


def test_the_same_key_with_other_parameters_is_refused(client):
    client.v1.payment_intents.create(AMOUNT, {"idempotency_key": "payment-3-1"})
    with pytest.raises(stripe.IdempotencyError):
        client.v1.payment_intents.create(AMOUNT | {"amount": 1}, {"idempotency_key": "payment-3-1"})
    assert len(client.v1.payment_intents.list().data) == 1


def test_a_key_is_free_again_after_a_call_that_never_began(client):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({"currency": "usd"}, {"idempotency_key": "payment-4-1"})
    made = client.v1.payment_intents.create(AMOUNT, {"idempotency_key": "payment-4-1"})
    assert made.amount == 12900


def test_a_refund_asked_twice_with_one_key_is_given_once(client):
    charge = pay(client).latest_charge
    for _ in range(3):
        client.v1.refunds.create({"charge": charge, "amount": 5000}, {"idempotency_key": "refund-1-1"})
    assert client.v1.charges.retrieve(charge).amount_refunded == 5000
