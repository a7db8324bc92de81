"""Money back: never more than was taken."""

import pytest
import stripe

from tests.kinsite.sandbox.conftest import hook, new_intent, pay


def test_refunds_add_up_to_the_charge_and_never_above(client):
    charge = pay(client).latest_charge
    client.v1.refunds.create({"charge": charge, "amount": 2900, "reason": "requested_by_customer"})
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        client.v1.refunds.create({"charge": charge, "amount": 10001})
    rest = client.v1.refunds.create({"charge": charge})
    assert rest.amount == 10000
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"charge": charge})
    assert refused.value.code == "charge_already_refunded"
    after = client.v1.charges.retrieve(charge, {"expand": ["refunds"]})
    assert (after.refunded, after.amount_refunded) == (True, 12900)
    assert sum(refund.amount for refund in after.refunds.data) == 12900


def test_an_intent_is_refunded_by_its_charge(client):
    paid = pay(client)
    refund = client.v1.refunds.create({"payment_intent": paid.id, "metadata": {"refund": "7"}})
    assert (refund.status, refund.charge, refund.metadata["refund"]) == ("succeeded", paid.latest_charge, "7")
    assert client.v1.refunds.retrieve(refund.id).id == refund.id
    assert [found.id for found in client.v1.refunds.list({"payment_intent": paid.id})] == [refund.id]


def test_what_was_not_paid_or_is_disputed_is_not_refunded(client):
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        client.v1.refunds.create({"payment_intent": new_intent(client).id})
    held = pay(client, capture_method="manual")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": held.id})
    assert refused.value.code == "charge_not_refundable"
    disputed = pay(client, "pm_card_createDispute")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": disputed.id})
    assert refused.value.code == "charge_disputed"
    assert client.v1.refunds.list().data == []


def test_a_won_dispute_lets_the_charge_be_refunded(world, client):
    disputed = pay(client, "pm_card_createDispute")
    dispute = client.v1.disputes.list({"payment_intent": disputed.id}).data[0]
    hook(world, "dispute", id=dispute.id, outcome="won")
    assert client.v1.refunds.create({"payment_intent": disputed.id}).amount == 12900


def test_a_slow_refund_arrives_later(world, client):
    paid = pay(client, "pm_card_pendingRefund")
    refund = client.v1.refunds.create({"payment_intent": paid.id})
    assert refund.status == "pending"
    hook(world, "settle", id=refund.id, outcome="succeed")
    assert client.v1.refunds.retrieve(refund.id).status == "succeeded"


def test_a_refund_that_comes_back_can_be_sent_again(world, client):
    paid = pay(client)
    refund = client.v1.refunds.create({"payment_intent": paid.id})
    hook(world, "settle", id=refund.id, outcome="fail")
    assert client.v1.refunds.retrieve(refund.id).status == "failed"
    assert client.v1.charges.retrieve(paid.latest_charge).amount_refunded == 0
    assert client.v1.refunds.create({"payment_intent": paid.id}).amount == 12900
