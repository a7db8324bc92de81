"""What is asked of Stripe is what was agreed to, in every currency, or nothing is asked."""

import pytest
from babel.numbers import list_currencies

from commerce.errors import GatewayRefused
from commerce.money import Money
from commerce.payments.gateway import gateway
from commerce.payments.stripe.amounts import DECIMALS, as_asked


@pytest.mark.parametrize(("currency", "minor"), [("USD", 1999), ("JPY", 1999), ("KWD", 19990), ("HUF", 1999)])
def test_where_stripe_counts_as_we_do_the_minor_units_travel(currency, minor):
    assert as_asked(Money(minor, currency)) == {"amount": minor, "currency": currency.lower()}


@pytest.mark.parametrize("currency", ["ISK", "UGX", "RSD", "ALL", "LBP"])
def test_where_it_counts_in_hundredths_that_we_do_not_have_nothing_is_asked(currency, stripe):
    with pytest.raises(GatewayRefused, match="currency_counted_otherwise"):
        gateway().start(amount=Money(5000, currency), key="k", reference="1", description="1")
    assert stripe.accepted() == []


def test_an_amount_that_is_not_in_its_currencys_steps_is_not_asked_for(stripe):
    with pytest.raises(GatewayRefused, match="amount_not_in_steps"):
        gateway().start(amount=Money(19995, "KWD"), key="k", reference="1", description="1")
    assert stripe.accepted() == []


def test_no_currency_of_the_world_is_ever_asked_for_in_another_unit():
    """By powers of ten: five krónur, yen or dollars here are five there."""
    asked = 0
    for currency in list_currencies():
        money = Money(10 ** Money(0, currency).exponent * 5, currency)
        try:
            amount = as_asked(money)["amount"]
        except GatewayRefused:
            continue
        asked += 1
        assert amount == 5 * 10 ** DECIMALS.get(currency, 2), currency
    assert asked > 150
