"""Cards pay in turn, never more than they have nor more than is due; their codes are long and forgiving."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.credit.rules import LETTERS, Card, card_code_from, new_code, pay_by, shares_of
from commerce.errors import CardDisabled, CardExpired, CardForCurrency, CardUsedUp
from commerce.money import Money, total
from kinsite.foundation import clock


def card(minor, pk=1, currency="USD", **facts):
    return Card(pk, "gift_card", "WARM", currency, Money(minor, currency), **facts)


def paid(cards, due):
    shares, _unused = pay_by(cards, Money(due, "USD"), clock.now())
    return [share.amount.minor for share in shares]


@given(st.lists(st.integers(1, 10**6), max_size=5), st.integers(0, 10**6))
def test_cards_pay_all_they_can_and_nothing_more(balances, due):
    shares = paid([card(minor, pk) for pk, minor in enumerate(balances, 1)], due)
    left = max(due - sum(balances), 0)
    assert due - sum(shares) == (max(left, 50) if left and due >= 50 else left)
    assert all(0 <= share <= balance for share, balance in zip(shares, balances, strict=True))


def test_the_card_entered_first_is_spent_first():
    assert paid([card(300, 1), card(500, 2), card(100, 3)], 700) == [300, 400, 0]


@pytest.mark.parametrize(
    ("balances", "due", "shares"),
    [
        ([980], 1000, [950]),
        ([950], 1000, [950]),
        ([1000], 1000, [1000]),
        ([985, 10], 1000, [950, 0]),
        ([400, 590], 1000, [400, 550]),
        ([30], 40, [30]),
    ],
)
def test_what_is_left_is_nothing_or_enough_for_the_provider_to_charge(balances, due, shares):
    assert paid([card(minor, pk) for pk, minor in enumerate(balances, 1)], due) == shares


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"is_disabled": True}, CardDisabled),
        ({"expires_at": clock.now() - timedelta(seconds=1)}, CardExpired),
        ({"currency": "EUR"}, CardForCurrency),
        ({"minor": 0}, CardUsedUp),
    ],
)
def test_a_card_that_cannot_pay_says_why(facts, why):
    shares, unused = pay_by([card(**{"minor": 500} | facts)], Money(700, "USD"), clock.now())
    assert shares == ()
    assert [type(found.why) for found in unused] == [why]


def test_a_code_has_eighty_bits_and_no_two_are_alike():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(LETTERS) == 32 and len(card_code_from(code)) * 5 == 80 for code in codes)


@pytest.mark.parametrize(
    "text",
    [
        "GIFT-DEM0-DESK-2026-WARM",
        "gift-dem0-desk-2026-warm",
        " gift demo desk 2026 warm ",
        "GIFTDEMODESK2026WARM",
    ],
)
def test_a_code_is_known_in_any_spelling(text):
    assert card_code_from(text) == "DEM0DESK2026WARM"


@pytest.mark.parametrize(
    "text", ["", "GIFT", "GIFT-DEM0-DESK-2026", "WELCOME10", "GIFT" + "Ä" * 16, "%" * 60]
)
def test_what_is_no_card_is_looked_for_as_none(text):
    assert card_code_from(text) == ""


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.data())
def test_what_is_given_back_is_shared_among_those_who_paid(left, data):
    amount = data.draw(st.integers(0, sum(left)))
    shares = shares_of(Money(amount, "USD"), [Money(minor, "USD") for minor in left])
    assert total(shares, "USD").minor == amount
    assert all(0 <= share.minor <= rest for share, rest in zip(shares, left, strict=True))
