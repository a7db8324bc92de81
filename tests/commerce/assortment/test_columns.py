"""How amounts and numbers of a sheet are read: by one rule in every language, refused rather than guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.assortment.columns import Unread, options_text, read_amount, read_options, read_whole
from commerce.assortment.plan import text_of
from commerce.money import Money

CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD"])


@given(st.integers(0, 10**11), CURRENCIES)
def test_an_amount_that_is_written_is_read_back(minor, currency):
    money = Money(minor - minor % Money(0, currency).step, currency)
    assert read_amount(text_of(money), currency) == money


@given(st.integers(0, 10**9))
def test_german_and_english_amounts_mean_the_same(minor):
    money = Money(minor, "EUR")
    english = f"{money.major:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert read_amount(english, "EUR") == read_amount(german, "EUR") == money
    assert read_amount(german.replace(".", ""), "EUR") == money


@pytest.mark.parametrize(
    ("text", "minor"), [("129", 12900), ("129,5", 12950), ("129.5", 12950), ("1.299,00", 129900), ("0", 0)]
)
def test_a_comma_is_a_decimal_sign_where_no_thousands_could_be_meant(text, minor):
    assert read_amount(text, "EUR").minor == minor


@pytest.mark.parametrize(
    "text",
    [
        "1,299",
        "1.299",
        "12,345,678",
        "1,29,9",
        "1.2.3",
        "-1",
        "+1",
        "1e3",
        "NaN",
        "١٢",
        "$5",
        "5 €",
        "",
        "1,",
        ".5",
    ],
)
def test_what_could_be_meant_in_two_ways_or_is_no_amount_is_refused(text):
    with pytest.raises(Unread, match="amount"):
        read_amount(text, "EUR")


@pytest.mark.parametrize(
    ("text", "currency"), [("1.5", "JPY"), ("1,5", "JPY"), ("12.345", "KWD"), ("12,340", "KWD")]
)
def test_nothing_finer_than_the_currency_is_taken(text, currency):
    with pytest.raises(Unread):
        read_amount(text, currency)


@pytest.mark.parametrize("text", ["1.0", "-1", "1e3", "١", "x", "1000001", ""])
def test_only_plain_digits_in_range_are_numbers(text):
    with pytest.raises(Unread):
        read_whole(text, "grams")


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,5}", fullmatch=True),
        st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True),
        min_size=1,
    )
)
def test_options_are_read_as_they_are_written(options):
    pairs = tuple(options.items())
    assert read_options(options_text(pairs)) == pairs


@pytest.mark.parametrize("text", ["oak", "colour=", "=oak", "colour=oak;", "colour=oak; colour=ash"])
def test_half_options_are_refused(text):
    with pytest.raises(Unread):
        read_options(text)
