"""dj-stripe reads the sandbox as it reads Stripe: fetched by id, mirrored without a complaint."""

import pytest
import stripe
from djstripe import models as mirror

from tests.kinsite.sandbox.conftest import new_intent, pay
from tests.sandbox import SECRET_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirrored(world, monkeypatch):
    """Fetch a record as dj-stripe does and let it keep its copy."""
    monkeypatch.setattr(stripe, "api_base", world.url)

    def fetch_and_keep(model, record_id):
        fetched = model(id=record_id).api_retrieve(api_key=SECRET_KEY)
        return model.sync_from_stripe_data(fetched, api_key=SECRET_KEY)

    return fetch_and_keep


def test_a_payment_is_mirrored_with_all_that_hangs_on_it(client, mirrored):
    customer = client.v1.customers.create({"email": "anna@example.com", "address": {"city": "Bonn"}})
    paid = pay(client, "pm_card_createDispute", customer=customer.id)
    kept = mirrored(mirror.PaymentIntent, paid.id)
    assert (kept.stripe_data["status"], kept.customer.id) == ("succeeded", customer.id)
    charge = mirrored(mirror.Charge, paid.latest_charge)
    assert charge.balance_transaction.net == 12900 - 404
    dispute = client.v1.disputes.list({"charge": paid.latest_charge}).data[0]
    assert mirrored(mirror.Dispute, dispute.id).stripe_data["amount"] == 12900
    assert mirrored(mirror.Customer, customer.id).email == "anna@example.com"


def test_a_refund_is_mirrored(client, mirrored):
    refund = client.v1.refunds.create({"payment_intent": pay(client).id, "amount": 500})
    kept = mirrored(mirror.Refund, refund.id)
    assert (kept.amount, kept.charge.id) == (500, refund.charge)


def test_a_declined_attempt_is_mirrored(client, mirrored):
    intent = new_intent(client)
    with pytest.raises(stripe.CardError) as declined:
        client.v1.payment_intents.confirm(
            intent.id, {"payment_method": "pm_card_chargeDeclined", "return_url": "http://127.0.0.1:8000/"}
        )
    left = declined.value.error.payment_intent
    assert mirrored(mirror.PaymentIntent, left.id).stripe_data["status"] == "requires_payment_method"
    assert mirrored(mirror.Charge, left.latest_charge).status == "failed"
