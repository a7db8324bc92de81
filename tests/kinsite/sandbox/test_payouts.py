"""Payouts: what went to the bank, and which entries of the balance it is made of."""

import pytest
import stripe

from tests.kinsite.sandbox.conftest import hook, pay


def entries_of(client, payout):
    return list(client.v1.balance_transactions.list({"payout": payout["id"], "limit": 100}).data)


def test_a_payout_is_the_sum_of_its_entries(world, client):
    paid = pay(client)
    client.v1.refunds.create({"payment_intent": paid.id, "amount": 2900})
    payout = hook(world, "payout")
    entries = entries_of(client, payout)
    assert {entry.type for entry in entries} == {"charge", "refund", "payout"}
    assert sum(entry.net for entry in entries if entry.type != "payout") == payout["amount"]
    assert {entry.status for entry in entries} == {"available"}
    assert client.v1.payouts.retrieve(payout["id"]).amount == payout["amount"]


def test_an_entry_goes_out_once_and_in_its_currency(world, client):
    pay(client)
    first = hook(world, "payout")
    pay(client, currency="eur")
    pay(client)
    second = hook(world, "payout")
    assert second["amount"] == first["amount"]
    assert len(entries_of(client, second)) == 2
    assert [found.id for found in client.v1.payouts.list()] == [second["id"], first["id"]]


def test_of_an_unknown_payout_nothing_is_listed(client):
    with pytest.raises(stripe.InvalidRequestError, match="No such payout"):
        client.v1.balance_transactions.list({"payout": "po_none"})


def test_a_correction_belongs_to_nothing(world, client):
    made = hook(world, "adjust", amount=-500)
    found = client.v1.balance_transactions.retrieve(made["id"])
    assert (found.net, found.source, found.reporting_category) == (-500, None, "other_adjustment")


def test_any_record_can_be_made_to_lie(world, client):
    paid = pay(client)
    hook(world, "edit", id=paid.latest_charge, amount=1)
    assert client.v1.charges.retrieve(paid.latest_charge).amount == 1
    with pytest.raises(AssertionError):
        hook(world, "edit", id=paid.latest_charge, colour="red")
