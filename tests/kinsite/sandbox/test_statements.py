"""What statements say in the sandbox, which suffixes it refuses, and methods left out of a payment."""

import pytest
import stripe

from tests.kinsite.sandbox.conftest import new_intent, pay


@pytest.mark.parametrize("suffix", ["12 34", "KIN*DESK", "A<B", 'A"B'])
def test_a_suffix_that_stripe_refuses_is_refused_and_no_intent_made(client, suffix):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        new_intent(client, statement_descriptor_suffix=suffix)
    assert refusal.value.param == "statement_descriptor_suffix"
    assert client.v1.payment_intents.list().data == []


def test_a_statement_is_cut_at_22_characters(client):
    made = new_intent(client, statement_descriptor_suffix="Desks and chairs and lamps")
    paid = client.v1.payment_intents.confirm(
        made.id, {"payment_method": "pm_card_visa", "return_url": "https://example.com/"}
    )
    charge = client.v1.charges.retrieve(paid.latest_charge)
    assert charge.calculated_statement_descriptor == "KIN* DESKS AND CHAIRS "
    assert charge.statement_descriptor_suffix == "Desks and chairs and lamps"


def test_without_a_suffix_the_account_is_named(client):
    charge = client.v1.charges.retrieve(pay(client).latest_charge)
    assert charge.calculated_statement_descriptor == "STRIPE SANDBOX"


def test_what_is_left_out_is_none_of_the_types(client):
    made = new_intent(client, excluded_payment_method_types=["klarna", "us_bank_account"])
    assert made.excluded_payment_method_types == ["klarna", "us_bank_account"]
    assert not {"klarna", "us_bank_account"} & set(made.payment_method_types)
    assert {"card", "affirm"} <= set(made.payment_method_types)
