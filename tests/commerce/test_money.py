"""Money adds up, splits without loss and refuses to mix."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.money import CurrencyMismatch, Money, digits_of, total


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_a_split_sums_to_the_whole_and_is_fair(minor, weights):
    parts = Money(minor, "USD").split(weights)
    assert total(parts, "USD") == Money(minor, "USD")
    shares = weights if sum(weights) else [1] * len(weights)
    for part, share in zip(parts, shares, strict=True):
        assert abs(Decimal(part.minor) - Decimal(minor) * share / sum(shares)) < 1


def test_the_largest_remainder_gets_the_rest_and_the_earlier_of_equals():
    assert [part.minor for part in Money(100, "EUR").split([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(10, "EUR").split([1, 5, 3])] == [1, 6, 3]
    assert [part.minor for part in Money(-100, "EUR").split([1, 1, 1])] == [-34, -33, -33]


def test_a_currency_with_three_decimals_is_rounded_and_split_in_tens():
    """Stripe charges no other: https://docs.stripe.com/currencies#three-decimal"""
    assert Money(12900, "KWD").times(Decimal("0.0333")).minor == 430
    assert Money(50, "KWD").times(Decimal("0.5")).minor == 30
    assert Money(-50, "KWD").times(Decimal("0.5")).minor == -30
    assert [part.minor for part in Money(100, "KWD").split([1, 1, 1])] == [40, 30, 30]
    assert [part.minor for part in Money(-100, "KWD").split([1, 1, 1])] == [-40, -30, -30]


def test_what_is_not_in_tens_is_split_without_loss():
    assert [part.minor for part in Money(101, "KWD").split([1, 1, 1])] == [34, 34, 33]


def test_half_a_minor_unit_is_rounded_away_from_zero():
    assert Money(50, "USD").times(Decimal("0.05")).minor == 3
    assert Money(-50, "USD").times(Decimal("0.05")).minor == -3
    assert Money(49, "USD").times(Decimal("0.05")).minor == 2


@pytest.mark.parametrize(
    ("money", "locale", "written"),
    [
        (Money(12900, "USD"), "en-US", "$129.00"),
        (Money(12900, "EUR"), "de-DE", "129,00 €"),
        (Money(5000, "JPY"), "en-US", "¥5,000"),
        (Money(1234567, "KWD"), "en-US", "KWD1,234.567"),
    ],
)
def test_amounts_are_written_as_people_of_a_locale_write_them(money, locale, written):
    assert money.written(locale).replace("\xa0", " ") == written


def test_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1, "USD") + Money(1, "EUR")
    with pytest.raises(CurrencyMismatch):
        assert Money(1, "USD") < Money(1, "EUR")
    with pytest.raises(TypeError):
        Money(1, "USD") * 1.5
    with pytest.raises(TypeError):
        Money(1.0, "USD")


@pytest.mark.parametrize(
    ("text", "language", "digits"),
    [
        ("1,200", "en", ("1200", "")),
        ("1,200.50", "en", ("1200", "50")),
        ("1.234,50", "en", ("1234", "50")),
        ("1.200", "en", ("1", "200")),
        ("1.200", "de", ("1200", "")),
        ("1.200.000", "de", ("1200000", "")),
        ("1.200,50", "de", ("1200", "50")),
        ("1,234.50", "de", ("1234", "50")),
        ("1,200", "de", None),
        ("12.50", "de", ("12", "50")),
        ("12,50", "en", ("12", "50")),
        ("0,500", "en", None),
        ("1200,500", "en", None),
        ("1,200", "", None),
    ],
)
def test_thousands_are_read_by_the_sign_of_the_language_where_one_is_named(text, language, digits):
    assert digits_of(text, language) == digits
