"""What discounts take off, and why they do not: pure rules, in currencies of 0, 2 and 3 decimals."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce import errors
from commerce.discounts.models import Kind
from commerce.discounts.rules import Facts, Line, Scope, Terms, buyer_of, code_from, decide
from commerce.money import Money, total

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FACTS = Facts(now=NOW)
DESKS, LAMPS = 1, 2


def line(minor, quantity=1, *, product=1, collections=(), currency="USD"):
    return Line(product, frozenset(collections), Money(minor, currency), quantity)


def percent(value, **terms):
    return Terms(**{"id": 1, "name": "Off", "kind": Kind.PERCENTAGE, "percent": Decimal(str(value)), **terms})


def off(minor, currency="USD", **terms):
    return Terms(**{"id": 2, "name": "Off", "kind": Kind.AMOUNT, "off": Money(minor, currency), **terms})


def free(**terms):
    return Terms(**{"id": 3, "name": "Free delivery", "kind": Kind.FREE_DELIVERY, **terms})


def buy_get(buys, gets, value=100, **terms):
    facts = {"id": 4, "name": "More", "kind": Kind.BUY_GET, "percent": Decimal(value)}
    return Terms(**facts | {"buys": buys, "gets": gets} | terms)


def shares(lines, *discounts, facts=FACTS):
    """What each discount takes off each line, in minor units, in the order they were taken off."""
    found = decide(lines, discounts, facts, "USD")
    return [[share.minor for share in applied.shares] for applied in found.applied]


def why(lines, terms, *others, facts=FACTS):
    found = decide(lines, [terms, *others], facts, "USD")
    return next((type(missed.why) for missed in found.missed if missed.terms.id == terms.id), None)


def test_a_percentage_is_rounded_once_and_split_by_largest_remainder():
    # 10 % of 9.99 is 99.9 cents: a dollar, and not three times 33.
    assert shares([line(333), line(333), line(333)], percent(10)) == [[34, 33, 33]]


def test_an_amount_is_never_more_than_the_goods_it_is_for():
    lines = [line(1000, collections=[DESKS]), line(5000, product=2, collections=[LAMPS])]
    scope = Scope(collections=frozenset([DESKS]))
    assert shares(lines, off(2500, scope=scope)) == [[1000, 0]]
    assert shares(lines, off(2500)) == [[417, 2083]]


def test_discounts_are_taken_off_one_after_the_other_by_priority():
    lines = [line(10000)]
    assert shares(lines, percent(10, priority=1), off(2000)) == [[2000], [800]]
    assert shares(lines, percent(10), off(2000, priority=1)) == [[1000], [2000]]


def test_the_better_of_one_alone_and_all_together_is_given():
    lines = [line(10000)]
    assert shares(lines, percent(10), off(500), percent(20, id=9, is_exclusive=True)) == [[2000]]
    assert shares(lines, percent(10), off(2000), percent(20, id=9, is_exclusive=True)) == [[1000], [2000]]
    assert why(lines, percent(20, id=9, is_exclusive=True), off(2500)) is errors.CodeOutdone


def test_free_delivery_takes_off_what_the_cheapest_costs():
    costs = {"delivery": Money(4900, "USD"), "cheapest_delivery": Money(900, "USD")}
    found = decide([line(1000)], [free()], Facts(now=NOW, **costs), "USD")
    assert [applied.delivery.minor for applied in found.applied] == [900]
    unknown = decide([line(1000)], [free()], FACTS, "USD")
    assert [(applied.is_delivery, applied.amount.minor) for applied in unknown.applied] == [(True, 0)]


@pytest.mark.parametrize(
    ("quantities", "buys", "gets", "wanted"),
    [
        # Two lines at 10 and 4 dollars; the cheapest units are got.
        ((2, 1), 2, 1, [0, 400]),
        ((1, 1), 2, 1, None),
        ((4, 2), 2, 1, [0, 800]),
        ((0, 7), 2, 1, [0, 800]),
        ((3, 0), 1, 1, [1000, 0]),
        ((1, 4), 1, 3, [0, 1200]),
        ((2, 2), 3, 5, [0, 400]),
    ],
)
def test_buy_and_get_gives_the_cheapest_units(quantities, buys, gets, wanted):
    lines = [line(1000, quantities[0]), line(400, quantities[1], product=2)]
    assert shares(lines, buy_get(buys, gets)) == ([wanted] if wanted else [])


def test_what_is_bought_and_what_is_got_may_be_other_goods():
    lines = [line(10000, 2, collections=[DESKS]), line(3000, 3, product=2, collections=[LAMPS])]
    scopes = {"scope": Scope(collections=frozenset([DESKS])), "got": Scope(collections=frozenset([LAMPS]))}
    assert shares(lines, buy_get(1, 1, 50, **scopes)) == [[0, 3000]]
    assert why(lines[1:], buy_get(1, 1, **scopes)) is errors.CodeNotForThese


@pytest.mark.parametrize(
    ("terms", "facts", "reason"),
    [
        (percent(10, ends_at=NOW), FACTS, errors.CodeExpired),
        (percent(10, is_active=False), FACTS, errors.CodeExpired),
        (percent(10, starts_at=NOW + timedelta(1)), FACTS, errors.CodeNotYet),
        (percent(10, is_in_currency=False), FACTS, errors.CodeNotForCurrency),
        (percent(10, left=0), FACTS, errors.CodeUsedUp),
        (percent(10, left_for_buyer=0), FACTS, errors.CodeAlreadyUsed),
        (percent(10, first_order_only=True), Facts(NOW, is_first_order=False), errors.CodeForFirstOrders),
        (percent(10, groups=frozenset([7])), FACTS, errors.CodeForAccounts),
        (percent(10, groups=frozenset([7])), Facts(NOW, groups=frozenset()), errors.CodeForGroups),
        (percent(10, groups=frozenset([7])), Facts(NOW, groups=frozenset([8])), errors.CodeForGroups),
        (percent(10, groups=frozenset([7, 8])), Facts(NOW, groups=frozenset([8, 9])), None),
        (percent(10, countries=frozenset(["US"])), Facts(NOW, country="CA"), errors.CodeNotForCountry),
        (percent(10, scope=Scope(frozenset([9]))), FACTS, errors.CodeNotForThese),
        (percent(10, minimum=Money(1001, "USD")), FACTS, errors.BelowMinimum),
        (percent("0.01"), FACTS, errors.CodeTakesNothing),
        (percent(10, starts_at=NOW, left=1, left_for_buyer=1, minimum=Money(1000, "USD")), FACTS, None),
        (percent(10, first_order_only=True), FACTS, None),
        (percent(10, countries=frozenset(["US"])), FACTS, None),
    ],
)
def test_each_reason_is_told(terms, facts, reason):
    assert why([line(1000)], terms, facts=facts) is reason
    assert bool(shares([line(1000)], terms, facts=facts)) is (reason is None)


def test_a_minimum_says_how_much_is_missing():
    [missed] = decide([line(1000)], [percent(10, minimum=Money(2599, "USD"))], FACTS, "USD").missed
    assert missed.why.missing == Money(1599, "USD")
    assert "$15.99" in str(missed.why.shopper_message)


def test_one_mailbox_is_one_buyer_however_it_is_tagged():
    assert buyer_of("Anna+spring@Example.com") == buyer_of("Anna@Example.com") == "Anna@Example.com"


def test_codes_are_read_without_blanks_and_case():
    assert code_from(" welcome 10\n") == "WELCOME10"
    assert [code_from(text) for text in ("", "x" * 41, "a'b", "a\x00", "🪑")] == [""] * 5


CURRENCIES = st.sampled_from(["JPY", "USD", "KWD"])
SCOPES = st.builds(
    Scope, st.frozensets(st.integers(1, 3), max_size=2), st.frozensets(st.integers(1, 2), max_size=1)
)


@st.composite
def carts(draw):
    currency = draw(CURRENCIES)
    step = Money(0, currency).step
    units = st.builds(lambda steps: Money(steps * step, currency), st.integers(0, 10_000_00))
    line_of = st.builds(
        Line,
        st.integers(1, 3),
        st.frozensets(st.integers(1, 2)),
        units,
        st.integers(1, 9),
    )
    common = {
        "scope": SCOPES,
        "got": SCOPES,
        "is_exclusive": st.booleans(),
        "priority": st.integers(-1, 1),
        "minimum": st.none() | units,
    }
    some = st.builds(
        Terms,
        id=st.integers(1, 99),
        name=st.just("Off"),
        kind=st.sampled_from(Kind.values),
        percent=st.decimals("0.01", 100, places=2),
        off=units,
        buys=st.integers(1, 4),
        gets=st.integers(1, 4),
        **common,
    )
    lines = draw(st.lists(line_of, min_size=1, max_size=5))
    discounts = draw(st.lists(some, max_size=4, unique_by=lambda terms: terms.id))
    delivery = draw(st.none() | units)
    cheapest = (
        None if delivery is None else Money(draw(st.integers(0, delivery.minor // step)) * step, currency)
    )
    return currency, lines, discounts, Facts(NOW, delivery=delivery, cheapest_delivery=cheapest)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(carts())
def test_nothing_is_ever_taken_off_that_is_not_there(drawn):
    currency, lines, discounts, facts = drawn
    found = decide(lines, discounts, facts, currency)
    for index, each in enumerate(lines):
        share = total((applied.shares[index] for applied in found.applied), currency)
        assert Money(0, currency) <= share <= each.amount
        assert all(applied.shares[index].minor >= 0 for applied in found.applied)
    delivery = total((applied.delivery for applied in found.applied), currency)
    assert Money(0, currency) <= delivery <= (facts.delivery or Money(0, currency))
    for applied in found.applied:
        terms = applied.terms
        outside = [
            share
            for share, each in zip(applied.shares, lines, strict=True)
            if not (terms.scope.has(each) or (terms.kind == Kind.BUY_GET and terms.got.has(each)))
        ]
        assert not any(outside)
        if terms.kind == Kind.AMOUNT:
            assert applied.amount <= terms.off
    assert len(found.applied) == 1 or not any(applied.terms.is_exclusive for applied in found.applied)
    known = {terms.id for terms in discounts}
    told = [entry.terms.id for entry in (*found.applied, *found.missed)]
    assert sorted(told) == sorted(known)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(carts())
def test_nobody_pays_more_for_having_entered_another_code(drawn):
    currency, lines, discounts, facts = drawn

    def saved(terms):
        found = decide(lines, terms, facts, currency)
        return total((applied.amount for applied in found.applied), currency)

    alone = [replace(terms, is_exclusive=True) for terms in discounts]
    together = saved(alone)
    assert all(saved([terms]) <= together for terms in alone)


some_groups = st.frozensets(st.integers(1, 4), max_size=3)


@given(some_groups, st.none() | some_groups)
def test_a_discount_is_for_whoever_shares_one_of_its_groups_or_for_all(wanted, own):
    found = decide([line(1000)], [percent(10, groups=wanted)], Facts(NOW, groups=own), "USD")
    assert bool(found.applied) == (not wanted or any(group in wanted for group in own or ()))


@given(
    st.none() | st.integers(-1, 1),
    st.booleans(),
    st.none() | st.booleans(),
    st.booleans(),
)
def test_a_guest_is_told_the_same_of_a_group_whatever_the_typed_address_did(left, first, is_first, is_typed):
    terms = percent(10, groups=frozenset([7]), left_for_buyer=left, first_order_only=first)
    facts = Facts(NOW, is_first_order=is_first, is_typed=is_typed)
    assert why([line(1000)], terms, facts=facts) is errors.CodeForAccounts
