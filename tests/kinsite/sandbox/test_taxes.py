"""Stripe Tax: the call is checked like every other, and answered by a small table."""

import pytest
import stripe

LINE = {"amount": 10000, "reference": "0", "tax_behavior": "exclusive"}
NEW_YORK = {"address": {"country": "US", "state": "NY", "postal_code": "10001"}, "address_source": "shipping"}


def calculate(client, **given):
    return client.v1.tax.calculations.create(
        {"currency": "usd", "line_items": [LINE], "customer_details": NEW_YORK} | given
    )


def test_two_taxes_of_a_place_are_told_apart(client):
    found = calculate(client, shipping_cost={"amount": 900}, expand=["line_items"])
    assert (found.tax_amount_exclusive, found.amount_total) == (850 + 77, 10900 + 927)
    line = found.line_items.data[0]
    assert [tax.amount for tax in line.tax_breakdown] == [400, 450]
    assert line.reference == "0"


def test_included_tax_is_part_of_the_amount(client):
    found = calculate(
        client,
        currency="eur",
        line_items=[{"amount": 11900, "tax_behavior": "inclusive"}],
        customer_details={"address": {"country": "DE"}, "address_source": "shipping"},
    )
    assert (found.tax_amount_inclusive, found.amount_total) == (1900, 11900)


def test_lines_come_only_where_they_are_asked_for(client):
    assert "line_items" not in calculate(client).to_dict()


def test_a_place_that_cannot_be_taxed_is_refused(client):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        calculate(client, customer_details={"address": {"country": "US"}, "address_source": "shipping"})
    assert refused.value.code == "customer_tax_location_invalid"


def test_a_parameter_that_stripe_does_not_know_is_refused(client):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        calculate(client, line_items=[LINE | {"price": 1}])
    assert refused.value.code == "parameter_unknown"
