"""Customers, methods, lists, expansion: reading and keeping what was made."""

import pytest
import stripe

from tests.kinsite.sandbox.conftest import new_intent, pay


def test_a_customer_is_made_found_changed_and_deleted(client):
    made = client.v1.customers.create(
        {"email": "anna@example.com", "name": "Anna", "address": {"city": "Bonn"}}
    )
    client.v1.customers.update(made.id, {"phone": "+49 1", "name": ""})
    found = client.v1.customers.list({"email": "anna@example.com"}).data[0]
    assert (found.id, found.phone, found.name) == (made.id, "+49 1", None)
    assert client.v1.customers.delete(made.id).deleted
    assert client.v1.customers.retrieve(made.id).deleted
    assert client.v1.customers.list().data == []
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.customers.update(made.id, {"name": "Ghost"})


def test_a_card_is_kept_for_a_customer_who_agrees(client):
    customer = client.v1.customers.create({})
    paid = pay(client, customer=customer.id, setup_future_usage="off_session")
    kept = client.v1.payment_methods.list({"customer": customer.id}).data
    assert [method.id for method in kept] == [paid.payment_method]
    again = new_intent(
        client,
        customer=customer.id,
        payment_method=kept[0].id,
        confirm=True,
        off_session=True,
        automatic_payment_methods={"enabled": True, "allow_redirects": "never"},
    )
    assert again.status == "succeeded"
    assert client.v1.payment_methods.detach(kept[0].id).customer is None


def test_a_kept_card_that_needs_its_shopper_is_declined_without_them(client):
    with pytest.raises(stripe.CardError) as refused:
        new_intent(
            client,
            payment_method="pm_card_authenticationRequired",
            confirm=True,
            off_session=True,
            automatic_payment_methods={"enabled": True, "allow_redirects": "never"},
        )
    assert refused.value.error.decline_code == "authentication_required"


def test_lists_are_newest_first_and_cut_by_cursors(client):
    made = [new_intent(client, amount=100 + number).id for number in range(5)][::-1]
    first = client.v1.payment_intents.list({"limit": 2})
    assert ([intent.id for intent in first.data], first.has_more) == (made[:2], True)
    after = client.v1.payment_intents.list({"limit": 2, "starting_after": made[1]})
    assert [intent.id for intent in after.data] == made[2:4]
    before = client.v1.payment_intents.list({"limit": 2, "ending_before": made[4]})
    assert [intent.id for intent in before.data] == made[2:4]
    assert [intent.id for intent in first.auto_paging_iter()] == made
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.list({"starting_after": "pi_none"})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.list({"limit": 101})


def test_ids_are_expanded_where_stripe_allows_it(client):
    customer = client.v1.customers.create({"email": "anna@example.com"})
    paid = pay(client, customer=customer.id)
    seen = client.v1.payment_intents.retrieve(
        paid.id, {"expand": ["customer", "payment_method", "latest_charge.balance_transaction.source"]}
    )
    assert seen.customer.email == "anna@example.com"
    assert seen.payment_method.card.last4 == "4242"
    assert seen.latest_charge.balance_transaction.source.id == paid.latest_charge
    listed = client.v1.charges.list({"expand": ["data.payment_intent"]})
    assert listed.data[0].payment_intent.id == paid.id
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.v1.payment_intents.retrieve(paid.id, {"expand": ["colour"]})


def test_a_call_refused_for_its_expansion_wrote_nothing(client):
    with pytest.raises(stripe.InvalidRequestError):
        new_intent(client, expand=["colour"])
    assert client.v1.payment_intents.list().data == []


def test_the_account_is_there_and_has_no_connected_ones(client):
    assert client.v1.accounts.retrieve_current().charges_enabled
    assert client.v1.accounts.list().data == []
