"""Above its limit a colleague proposes a price, and another one decides; no way leads around it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from commerce.catalogue.limits import ONE_STEP, needs_second
from commerce.catalogue.models import Price, PriceChange
from commerce.catalogue.operations import (
    approve_prices,
    decline_prices,
    end_price,
    limit_prices,
    plan_prices,
    set_price,
    set_prices,
    withdraw_proposals,
)
from commerce.catalogue.operations.prices import NewPrice
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.catalogue.queries import current_prices
from commerce.errors import (
    NotYourProposal,
    OwnProposal,
    PastPrice,
    PlanInTheWay,
    PricesMoved,
    ProposalDecided,
)
from commerce.money import Money
from commerce.trail.models import TrailEntry
from commerce.trail.queries import breaks
from emails.models import Letter
from emails.wording import word
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor, staff
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.markets import make_price_list
from tests.factories.staff import make_colleague

MONA, OLIVE = Actor("staff", 5, "Staff 5"), Actor("staff", 6, "Staff 6")
DAY = timedelta(days=1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
WRITERS = "tests.commerce.trail.writers"


def priced(sku):
    """100 dollars since last month, in a price list that one colleague changes by a fifth."""
    with clock.travel(clock.now() - 30 * DAY):
        variant = make_product(sku, price=10000)
    PriceLimit.objects.get_or_create(price_list=make_price_list(), alone_up_to_percent=20)
    return variant


@pytest.fixture
def desk(db):
    return priced("DESK")


def money(minor):
    return Money(minor, "USD")


def price(desk, minor, by=MONA, **facts):
    return set_price(variant=desk, price_list=make_price_list(), money=money(minor), by=by, **facts)


def cost(desk, at=None):
    with clock.travel(at or clock.now()):
        return current_prices([desk.pk], make_price_list())[desk.pk].minor


@pytest.mark.parametrize(("minor", "waits"), [(8000, False), (12000, False), (7999, True), (12001, True)])
def test_what_is_beyond_the_share_waits_and_what_is_within_is_set(desk, minor, waits):
    proposals = price(desk, minor)
    assert bool(proposals) == waits
    assert cost(desk) == (10000 if waits else minor)
    assert PriceProposal.objects.count() == waits


def test_a_limit_of_nothing_lets_no_change_through_and_no_limit_every_one(desk):
    PriceLimit.objects.update(alone_up_to_percent=0)
    assert price(desk, 9999)
    PriceLimit.objects.all().delete()
    assert not price(desk, 1)


def test_what_has_no_price_yet_is_priced_by_one_colleague(desk):
    assert not price(make_product("NEW", price=None), 500)


def test_what_the_house_does_by_itself_is_not_held_up(desk):
    assert not price(desk, 1, by=SYSTEM)


def _grid(desk):
    new = NewPrice(variant=desk, price_list=make_price_list(), money=money(5000))
    return set_prices(prices=[new], seen={new.key: money(10000)}, by=MONA)


def _plan(desk, **facts):
    facts = {"money": money(5000), "from_": clock.now() + DAY} | facts
    return plan_prices(variants=[desk], price_list=make_price_list(), by=MONA, **facts)


# Every way by which a colleague changes a price.
WAYS = {
    "one price": lambda desk: price(desk, 5000),
    "for a while": lambda desk: price(desk, 5000, until=clock.now() + DAY),
    "the grid": _grid,
    "a plan": _plan,
    "a plan for a while": lambda desk: _plan(desk, until=clock.now() + 2 * DAY),
    "percent": lambda desk: _plan(desk, money=None, percent=Decimal(-50)),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_leads_around_a_second_colleague(desk, way):
    [proposal] = way(desk)
    assert (proposal.minor, proposal.base_minor) == (5000, 10000)
    assert Price.objects.filter(variant=desk).count() == 1
    assert PriceChange.objects.filter(variant=desk).count() == 1


def test_small_steps_of_one_day_count_as_one(desk):
    assert not price(desk, 8500)
    assert price(desk, 7500)
    with clock.travel(clock.now() + 2 * DAY):
        assert not price(desk, 7500)


def test_what_lies_below_a_price_for_a_while_is_looked_at_too(desk):
    price(desk, 5000, by=SYSTEM, until=clock.now() + 5 * DAY)
    assert price(desk, 5000, from_=clock.now() + DAY)


def test_of_many_those_within_are_set_and_those_beyond_wait(desk):
    other = priced("CHAIR")
    new = {desk: 9000, other: 5000}
    prices = [NewPrice(variant=v, price_list=make_price_list(), money=money(m)) for v, m in new.items()]
    assert [proposal.variant for proposal in set_prices(prices=prices, by=MONA)] == [other]
    assert (cost(desk), cost(other)) == (9000, 10000)


def test_the_same_waits_once(desk):
    assert [p.pk for p in price(desk, 5000)] == [p.pk for p in price(desk, 5000)]
    assert PriceProposal.objects.count() == 1


def test_what_contradicts_a_plan_is_refused_at_once(desk):
    begin = clock.now() + DAY
    price(desk, 9500, from_=begin)
    with pytest.raises(PlanInTheWay):
        price(desk, 5000, from_=begin)
    assert not PriceProposal.objects.exists()


def test_another_colleague_approves_and_it_comes_true(desk):
    approve_prices(proposals=price(desk, 5000), by=OLIVE)
    assert cost(desk) == 5000
    proposal = PriceProposal.objects.get()
    assert (proposal.status, proposal.decided_by_id) == ("approved", 6)
    assert (proposal.change.minor, proposal.change.actor_id) == (5000, 5)
    assert not price(desk, 5500), "a step from what two have decided"


def test_a_planned_one_comes_true_on_its_day(desk):
    begin = clock.now() + DAY
    approve_prices(proposals=_plan(desk, from_=begin, until=begin + DAY), by=OLIVE)
    assert [cost(desk, begin + n * DAY) for n in (-0.5, 0.5, 1.5)] == [10000, 5000, 10000]


def test_whoever_proposed_it_decides_nothing(desk):
    proposals = price(desk, 5000)
    for operation in (approve_prices, decline_prices):
        with pytest.raises(OwnProposal):
            operation(proposals=proposals, by=MONA)
    assert cost(desk) == 10000
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceProposal.objects.update(status="declined", decided_by_id=5, decided_at=clock.now())
    assert PriceProposal.objects.get().status == "proposed"


def test_it_is_declined_with_a_reason_or_withdrawn_and_stays_as_it_was(desk):
    decline_prices(proposals=price(desk, 5000), by=OLIVE, reason="Too low")
    withdrawn = price(desk, 6000)
    with pytest.raises(NotYourProposal):
        withdraw_proposals(proposals=withdrawn, by=OLIVE)
    withdraw_proposals(proposals=withdrawn, by=MONA)
    assert cost(desk) == 10000
    found = PriceProposal.objects.values_list("status", "reason")
    assert list(found) == [("declined", "Too low"), ("withdrawn", "")]


def test_what_was_decided_is_not_decided_again(desk):
    proposals = price(desk, 5000)
    decline_prices(proposals=proposals, by=OLIVE)
    for operation in (approve_prices, decline_prices):
        with pytest.raises(ProposalDecided):
            operation(proposals=proposals, by=Actor("staff", 7, "Staff 7"))
    with pytest.raises(ProposalDecided):
        withdraw_proposals(proposals=proposals, by=MONA)
    assert cost(desk) == 10000


def test_a_price_that_changed_meanwhile_is_not_overwritten(desk):
    proposals = price(desk, 5000)
    price(desk, 9500, by=OLIVE)
    with pytest.raises(PricesMoved) as refusal:
        approve_prices(proposals=proposals, by=OLIVE)
    [move] = refusal.value.moves
    assert (move.seen, move.actual) == (money(10000), money(9500))
    assert cost(desk) == 9500
    assert PriceProposal.objects.get().status == "proposed"


def test_what_was_to_begin_before_it_is_approved_is_refused(desk):
    proposals = _plan(desk)
    with clock.travel(clock.now() + 2 * DAY), pytest.raises(PastPrice):
        approve_prices(proposals=proposals, by=OLIVE)


def test_of_many_all_are_approved_or_none(desk):
    other = priced("CHAIR")
    proposals = [*price(desk, 5000), *price(other, 5000)]
    price(other, 9500, by=OLIVE)
    with pytest.raises(PricesMoved):
        approve_prices(proposals=proposals, by=OLIVE)
    assert cost(desk) == 10000


def test_ending_a_price_early_needs_no_second_one(desk):
    price(desk, 5000, by=SYSTEM, until=clock.now() + 5 * DAY)
    end_price(change=PriceChange.objects.latest("pk"), by=MONA)
    assert cost(desk) == 10000


def test_the_trail_has_who_proposed_and_who_decided(desk):
    decline_prices(proposals=price(desk, 5000), by=OLIVE, reason="Too low")
    approve_prices(proposals=price(desk, 6000), by=OLIVE)
    withdraw_proposals(proposals=price(desk, 1000), by=MONA)
    rows = TrailEntry.objects.filter(area="price", actor_kind="staff").order_by("pk")
    assert [(row.action, row.actor_id, row.before, row.after, row.reason) for row in rows] == [
        ("proposed", 5, "100.00 USD", "50.00 USD", ""),
        ("declined", 6, "100.00 USD", "50.00 USD", "Too low"),
        ("proposed", 5, "100.00 USD", "60.00 USD", ""),
        ("approved", 6, "100.00 USD", "60.00 USD", ""),
        ("proposed", 5, "60.00 USD", "10.00 USD", ""),
        ("withdrawn", 5, "60.00 USD", "10.00 USD", ""),
    ]
    assert list(breaks()) == []


def test_the_limit_itself_is_in_the_trail(db):
    usd = make_price_list()
    for percent in (20, 20, 0, None):
        limit_prices(limits={usd: percent}, by=OLIVE)
    rows = TrailEntry.objects.filter(subject="setting/commerce.pricelimit").order_by("pk")
    assert [(row.what, row.before, row.after) for row in rows] == [
        ("usd", "", "20 %"),
        ("usd", "20 %", "0 %"),
        ("usd", "0 %", ""),
    ]


@pytest.mark.parametrize(
    ("base", "minor", "percent"),
    [
        (59300, 100, "-99.8"),
        (10000, 5000, "-50"),
        (300, 100, "-66.7"),
        (100000, 1, "-99.9"),
        (10000, 0, "-100"),
        (10000, 30050, "200.5"),
        (None, 100, None),
    ],
)
def test_the_share_is_told_to_a_tenth_and_never_all_where_something_is_left(base, minor, percent):
    share = PriceProposal(base_minor=base, minor=minor).percent
    assert share == (None if percent is None else Decimal(percent))


def test_those_who_may_approve_are_told_once_but_not_whoever_proposed(desk):
    mona = make_colleague("commerce.approve_priceproposal")
    olive = make_colleague("commerce.approve_priceproposal")
    make_colleague("commerce.change_price")
    price(desk, 5000, by=staff(mona))
    price(desk, 5000, by=staff(mona))
    [letter] = Letter.objects.filter(kind="prices_proposed")
    assert letter.recipient == olive.email
    words = word(letter)
    assert "1 price waits" in words.subject
    for text in (words.text, words.html):
        for said in ("DESK", "$50.00", "/price_proposals/"):
            assert said in text


@pytest.mark.parametrize("size", [1, 50])
def test_it_costs_the_same_however_many(desk, size, django_assert_max_num_queries):
    variants = [priced(f"DESK-{number}") for number in range(size)]
    with django_assert_max_num_queries(40):
        proposals = plan_prices(variants=variants, price_list=make_price_list(), money=money(5000), by=MONA)
    assert len(proposals) == size
    with django_assert_max_num_queries(75):
        approve_prices(proposals=proposals, by=OLIVE)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_decide_at_once_one_does():
    desk = priced("DESK")
    [proposal] = price(desk, 5000)
    outcomes = crowd(f"{WRITERS}:approve", [[proposal.pk, 100 + number] for number in range(8)])
    assert outcomes == {"approved": 1, "ProposalDecided": 7}
    assert PriceChange.objects.filter(variant=desk).count() == 2
    [proposal] = price(desk, 2500)
    outcomes = crowd(f"{WRITERS}:decline", [[proposal.pk, 100 + number] for number in range(4)])
    assert outcomes == {"declined": 1, "ProposalDecided": 3}
    assert cost(desk) == 5000
    assert list(breaks()) == []


def decided(minor, at, pk):
    return PriceChange(pk=pk, minor=minor, valid_from=at, at=at)


@given(
    percent=st.integers(0, 100),
    tries=st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 60)), min_size=1, max_size=12),
)
def test_in_a_day_no_row_of_steps_goes_further_than_one(percent, tries):
    changes, now = [decided(1000, NOW - 30 * DAY, 0)], NOW
    for pk, (minor, minutes) in enumerate(tries, start=1):
        now += timedelta(minutes=minutes + 1)
        new = decided(minor, now, pk)
        if not needs_second(changes, [*changes, new], now=now, percent=percent):
            changes.append(new)
            assert abs(minor - 1000) * 100 <= percent * 1000
    assert now - NOW < ONE_STEP


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 300))
def test_one_change_waits_exactly_where_it_is_beyond_the_share(old, new, percent):
    before = [decided(old, NOW - 30 * DAY, 1)]
    waits = needs_second(before, [*before, decided(new, NOW, 2)], now=NOW, percent=percent)
    assert waits == (abs(new - old) * 100 > percent * old)
