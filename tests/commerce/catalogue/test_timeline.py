"""Which price is true when: any decisions, in any order, and nothing of the past ever told otherwise."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.catalogue.models import Price, PriceChange
from commerce.catalogue.operations import end_price, set_price
from commerce.catalogue.timeline import timeline
from commerce.errors import PlanInTheWay, PriceInForce
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.markets import make_market

FIRST = datetime(2031, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
DAYS = 30


@st.composite
def decisions(draw):
    """Prices for a while and for good, some withdrawn or ended before their time."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        begin = draw(st.integers(0, DAYS))
        end = draw(st.one_of(st.none(), st.integers(begin + 1, DAYS + 1)))
        ended = draw(st.one_of(st.none(), st.integers(begin, DAYS + 1)))
        found.append(
            PriceChange(
                pk=number,
                minor=number,
                valid_from=FIRST + begin * DAY,
                valid_until=None if end is None else FIRST + end * DAY,
                ended_at=None if ended is None else FIRST + ended * DAY,
                at=FIRST + number * timedelta(seconds=1),
            )
        )
    return found


@given(decisions())
def test_each_day_has_the_price_that_the_decisions_leave_it(changes):
    told = timeline(changes)
    for day in range(DAYS + 2):
        moment = FIRST + day * DAY
        running = [
            (not change.lasts, change.valid_from, change.at, change.minor)
            for change in changes
            if change.valid_from <= moment
            and not (change.valid_until and change.valid_until <= moment)
            and not (change.ended_at and change.ended_at <= moment)
        ]
        found = [
            stretch.minor
            for stretch in told
            if stretch.valid_from <= moment and (stretch.valid_until is None or moment < stretch.valid_until)
        ]
        assert found == ([max(running)[-1]] if running else [])


@given(decisions())
def test_stretches_follow_each_other_and_none_is_told_in_two(changes):
    told = timeline(changes)
    for one, other in pairwise(told):
        assert one.valid_until is not None and one.valid_until <= other.valid_from
        assert one.change is not other.change or one.valid_until < other.valid_from


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["now", "later", "while", "sale", "end", "end"]),
        st.integers(1, 9),
        st.integers(0, 6),
        st.integers(1, 6),
    ),
    max_size=10,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_sequence_of_decisions_leaves_the_past_as_it_was(steps):
    variant, price_list = make_product(price=None), make_market().price_list
    facts = {"variant": variant, "price_list": price_list, "by": SYSTEM}
    for number, (what, amount, wait, length) in enumerate(steps):
        moment = FIRST + number * 2 * DAY
        with clock.travel(moment):
            past = _told_before(variant, moment)
            begin = None if what in ("now", "while") else clock.now() + wait * DAY + timedelta(seconds=1)
            until = (begin or clock.now()) + length * DAY if what in ("while", "sale") else None
            try:
                if what == "end":
                    changes = PriceChange.objects.filter(variant=variant).order_by("-pk")
                    for change in changes[amount % 3 : amount % 3 + 1]:
                        end_price(change=change, by=SYSTEM)
                else:
                    period = {"from_": begin, "until": until, "is_reduction": bool(amount % 2)}
                    set_price(money=Money(amount, "USD"), **period, **facts)
            except (PlanInTheWay, PriceInForce):
                pass
            assert _told_before(variant, moment) == past
        _assert_rows_are_the_timeline(variant)


def _told_before(variant, moment):
    """What was true until a moment, to the moment."""
    rows = Price.objects.filter(variant=variant, valid_from__lt=moment).order_by("valid_from")
    return [
        (row.minor, row.prior_minor, row.valid_from, min(row.valid_until or moment, moment)) for row in rows
    ]


def _assert_rows_are_the_timeline(variant):
    told = timeline(PriceChange.objects.filter(variant=variant))
    rows = Price.objects.filter(variant=variant).order_by("valid_from")
    assert [(row.change_id, row.valid_from, row.valid_until) for row in rows] == [
        (stretch.change.pk, stretch.valid_from, stretch.valid_until) for stretch in told
    ]
