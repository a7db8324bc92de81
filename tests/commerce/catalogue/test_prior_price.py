"""The prior price of a reduction: the lowest of the 30 days before it began, on any series of prices."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.catalogue.rules import prior_price

DAY = timedelta(days=1)
FIRST = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    minor: int
    is_reduction: bool
    valid_from: datetime
    valid_until: datetime | None


def series(*steps):
    """Prices one after the other: (on which day, how much, whether announced), or None for not sold."""
    days = [*(day for day, *_price in steps), None]
    found = []
    for (day, minor, is_reduction), end in zip(steps, days[1:], strict=True):
        if minor is not None:
            until = None if end is None else FIRST + end * DAY
            found.append(Told(minor, is_reduction, FIRST + day * DAY, until))
    return found


@pytest.mark.parametrize(
    ("steps", "day", "prior"),
    [
        pytest.param([(0, 100, True)], 0, None, id="a first price"),
        pytest.param([(0, 100, False), (50, 80, False)], 50, None, id="cheaper, not announced"),
        pytest.param([(0, 100, False), (50, 80, True)], 50, 100, id="a reduction"),
        pytest.param([(0, 100, False), (50, 80, True)], 49, None, id="the day before"),
        pytest.param([(0, 100, False), (50, 80, True), (60, 100, False)], 60, None, id="the day it ended"),
        pytest.param([(0, 100, False), (2, 80, True)], 2, 100, id="younger than 30 days"),
        pytest.param([(0, 100, False), (50, 80, True)], 140, 100, id="reduced for longer than 30 days"),
        pytest.param(
            [(0, 100, False), (40, 85, False), (45, 100, False), (50, 80, True)],
            50,
            85,
            id="not the one before",
        ),
        pytest.param(
            [(0, 100, False), (10, 85, False), (20, 100, False), (50, 80, True)],
            50,
            100,
            id="exactly 30 days over",
        ),
        pytest.param(
            [(0, 100, False), (10, 85, False), (21, 100, False), (50, 80, True)], 50, 85, id="29 days over"
        ),
        pytest.param([(0, 100, False), (45, 150, False), (50, 90, True)], 50, 100, id="raised, then reduced"),
        pytest.param(
            [(0, 100, False), (45, 150, False), (50, 120, True)], 50, None, id="raised, then less so"
        ),
        pytest.param(
            [(0, 100, False), (45, 150, False), (50, 100, True)], 50, None, id="raised, then as before"
        ),
        pytest.param([(0, 100, False), (50, 90, True), (55, 80, True)], 55, 100, id="reduced step by step"),
        pytest.param(
            [(0, 100, False), (50, 90, True), (70, 80, True), (90, 70, True)],
            95,
            100,
            id="steps beyond 30 days",
        ),
        pytest.param(
            [(0, 100, False), (50, 70, True), (55, 80, True)], 55, None, id="reduced less than before"
        ),
        pytest.param(
            [(0, 100, False), (50, 70, True), (55, 100, False), (60, 85, True)], 60, None, id="again too soon"
        ),
        pytest.param(
            [(0, 100, False), (50, 70, True), (55, 100, False), (90, 85, True)], 90, 100, id="again later"
        ),
        pytest.param(
            [(0, 100, False), (50, 90, False), (55, 80, True)], 55, 90, id="the first step not announced"
        ),
        pytest.param(
            [(0, 100, False), (50, 80, True), (55, None, False), (58, 80, True)], 58, None, id="a pause in it"
        ),
        pytest.param([(0, 100, False), (50, 0, True)], 50, 100, id="for nothing"),
    ],
)
def test_what_is_struck_through(steps, day, prior):
    assert prior_price(series(*steps), FIRST + day * DAY) == prior


@st.composite
def days_of_prices(draw):
    """Prices day by day, some announced as reductions, some days without any."""
    days = draw(st.lists(st.integers(1, 20), min_size=1, max_size=12))
    amounts = st.one_of(st.none(), st.integers(0, 6))
    return [price for length in days for price in [(draw(amounts), draw(st.booleans()))] * length]


def as_series(days):
    return series(*[(day, minor, announced) for day, (minor, announced) in enumerate(days)])


def by_hand(days, day):
    """The rule, read from the law day by day: no stretches, no sorting."""
    minor, announced = days[day]
    if minor is None or not announced:
        return None
    began = day
    while began and days[began - 1][1] and days[began - 1][0] is not None:
        if days[began - 1][0] < days[began][0]:
            break
        began -= 1
    before = [cost for cost, _announced in days[max(0, began - 30) : began] if cost is not None]
    return min(before) if before and min(before) > minor else None


@given(days_of_prices())
def test_any_series_says_what_the_law_says_day_by_day(days):
    told = as_series(days)
    for day in range(len(days)):
        assert prior_price(told, FIRST + day * DAY) == by_hand(days, day)


@given(days_of_prices())
def test_what_is_struck_through_was_asked_before_and_was_more(days):
    told = as_series(days)
    for day in range(len(days)):
        prior = prior_price(told, FIRST + day * DAY)
        if prior is not None:
            assert prior > days[day][0]
            assert prior in [cost for cost, _announced in days[:day]]


@given(days_of_prices(), days_of_prices())
def test_what_comes_later_changes_nothing(days, later):
    at = FIRST + (len(days) - 1) * DAY
    assert prior_price(as_series(days), at) == prior_price(as_series([*days, *later]), at)
