"""Prices: one at a time, history kept, reductions told truly."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import Price, PriceChange
from commerce.catalogue.operations import NewPrice, end_price, set_price, set_prices
from commerce.catalogue.queries import current_prices
from commerce.errors import PastPrice, PlanInTheWay, PriceInForce, PricesMoved
from commerce.money import CurrencyMismatch, Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.customers import make_user
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk():
    """A desk that has cost $100 for ninety days."""
    with clock.travel(clock.now() - 90 * DAY):
        return make_product("DESK", price=10000)


@pytest.fixture
def usd():
    return make_market().price_list


def dollars(amount):
    return Money(amount * 100, "USD")


def plan(variant, usd, amount, begin, end):
    """A reduction for a while."""
    facts = {"variant": variant, "price_list": usd, "money": dollars(amount)}
    set_price(**facts, is_reduction=True, from_=begin, until=end, by=SYSTEM)


def told(variant):
    """What is true of a variant, row by row."""
    rows = Price.objects.filter(variant=variant).order_by("valid_from")
    return list(rows.values_list("minor", "prior_minor", "valid_from", "valid_until"))


def price_in(desk, usd, days):
    found = current_prices([desk.pk], usd, clock.now() + days * DAY)
    return found[desk.pk].money if found else None


def test_a_new_price_ends_the_running_one_and_keeps_it_in_the_history(desk, usd):
    set_price(variant=desk, price_list=usd, money=dollars(120), by=SYSTEM)
    old, new = Price.objects.filter(variant=desk).order_by("valid_from")
    assert (old.minor, new.minor) == (10000, 12000)
    assert old.valid_until == new.valid_from
    assert new.valid_until is None


def test_a_price_planned_for_later_does_not_count_before(desk, usd):
    set_price(variant=desk, price_list=usd, money=dollars(120), from_=clock.now() + 2 * DAY, by=SYSTEM)
    assert [price_in(desk, usd, days) for days in (0, 1, 3)] == [dollars(100), dollars(100), dollars(120)]


def test_after_a_price_for_a_while_the_old_one_runs_again(desk, usd):
    begin, end = clock.now() + DAY, clock.now() + 3 * DAY
    plan(desk, usd, 80, begin, end)
    assert [price_in(desk, usd, days) for days in (0, 2, 4)] == [dollars(100), dollars(80), dollars(100)]
    assert current_prices([desk.pk], usd, begin)[desk.pk].prior == dollars(100)
    assert current_prices([desk.pk], usd, end)[desk.pk].prior is None


def test_a_sale_from_friday_to_monday_is_true_to_the_moment(desk, usd):
    begin, end = clock.now() + DAY, clock.now() + 4 * DAY
    plan(desk, usd, 80, begin, end)
    moment = timedelta(microseconds=1)
    seen = [
        current_prices([desk.pk], usd, at)[desk.pk].minor for at in (begin - moment, begin, end - moment, end)
    ]
    assert seen == [10000, 8000, 8000, 10000]


def test_what_is_planned_stays_planned_where_todays_price_changes(desk, usd):
    plan(desk, usd, 60, clock.now() + DAY, clock.now() + 3 * DAY)
    set_price(variant=desk, price_list=usd, money=dollars(120), from_=clock.now() + 10 * DAY, by=SYSTEM)
    set_price(variant=desk, price_list=usd, money=dollars(90), by=SYSTEM)
    seen = [price_in(desk, usd, days) for days in (0, 2, 4, 11)]
    assert seen == [dollars(90), dollars(60), dollars(90), dollars(120)]


def test_a_lasting_price_of_now_ends_the_sale_that_runs(desk, usd):
    plan(desk, usd, 80, None, clock.now() + 3 * DAY)
    set_price(variant=desk, price_list=usd, money=dollars(95), by=SYSTEM)
    assert [price_in(desk, usd, days) for days in (0, 2, 4)] == [dollars(95)] * 3


def test_a_shorter_sale_interrupts_a_longer_one(desk, usd):
    now = clock.now()
    plan(desk, usd, 80, now + DAY, now + 10 * DAY)
    plan(desk, usd, 70, now + 3 * DAY, now + 5 * DAY)
    seen = [price_in(desk, usd, days) for days in (2, 4, 6, 11)]
    assert seen == [dollars(80), dollars(70), dollars(80), dollars(100)]


@pytest.mark.parametrize(
    ("begin", "end"),
    [(1, 5), (2, 8), (1, 8), (2, 5), (2, 6), (4, 8)],
    ids=["before", "same begin", "around", "same begin, shorter", "the very same", "beyond"],
)
def test_two_planned_prices_that_contradict_are_refused_with_the_one_that_stands(desk, usd, begin, end):
    now = clock.now()
    plan(desk, usd, 80, now + 2 * DAY, now + 6 * DAY)
    before = told(desk)
    with pytest.raises(PlanInTheWay) as refusal:
        plan(desk, usd, 70, now + begin * DAY, now + end * DAY)
    assert (refusal.value.planned.money, refusal.value.planned.valid_from) == (dollars(80), now + 2 * DAY)
    assert told(desk) == before


def test_a_withdrawn_plan_leaves_the_price_as_if_it_never_was_and_stays_known(desk, usd):
    before = told(desk)
    plan(desk, usd, 80, clock.now() + DAY, clock.now() + 3 * DAY)
    change = PriceChange.objects.get(minor=8000)
    end_price(change=change, by=staff(make_user("boss@example.com")))
    assert told(desk) == before
    change.refresh_from_db()
    assert change.is_withdrawn
    assert change.ended_by_label.startswith("Staff")


def test_a_sale_that_runs_can_be_ended_and_stays_in_the_history(desk, usd):
    with clock.travel(clock.now() - DAY):
        plan(desk, usd, 80, None, clock.now() + 5 * DAY)
    end_price(change=PriceChange.objects.get(minor=8000), by=SYSTEM)
    assert [price_in(desk, usd, days) for days in (0, 2, 5)] == [dollars(100)] * 3
    assert [minor for minor, *_rest in told(desk)] == [10000, 8000, 10000]


def test_a_sale_of_what_has_no_other_price_ends_in_none(usd):
    lamp = make_product("LAMP", price=None)
    plan(lamp, usd, 80, None, clock.now() + 5 * DAY)
    end_price(change=PriceChange.objects.get(variant=lamp), by=SYSTEM)
    assert price_in(lamp, usd, 0) is None


@pytest.mark.parametrize("which", ["lasting", "over", "withdrawn"])
def test_what_is_over_or_lasts_cannot_be_withdrawn(desk, usd, which):
    plan(desk, usd, 80, clock.now() + DAY, clock.now() + 3 * DAY)
    sale = PriceChange.objects.get(minor=8000)
    if which == "withdrawn":
        end_price(change=sale, by=SYSTEM)
    change = PriceChange.objects.get(minor=10000) if which == "lasting" else sale
    before = told(desk)
    with clock.travel(clock.now() + (5 if which == "over" else 0) * DAY), pytest.raises(PriceInForce):
        end_price(change=change, by=SYSTEM)
    assert told(desk) == before


def test_the_past_is_never_rewritten(desk, usd):
    with pytest.raises(PastPrice):
        set_price(variant=desk, price_list=usd, money=dollars(1), from_=clock.now() - DAY, by=SYSTEM)
    assert Price.objects.filter(variant=desk).count() == 1


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda prices: prices.update(minor=1),
        lambda prices: prices.update(prior_minor=99999),
        lambda prices: prices.update(valid_from=clock.now()),
        lambda prices: prices.delete(),
        lambda prices: PriceChange.objects.update(minor=1),
        lambda prices: PriceChange.objects.all()._raw_delete("default"),
    ],
    ids=["amount", "prior", "begin", "row", "decision", "decisions"],
)
def test_the_database_refuses_to_change_what_was_in_force(desk, rewrite):
    before = told(desk)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        rewrite(Price.objects.filter(variant=desk))
    assert told(desk) == before


def test_a_reduction_is_from_the_lowest_price_of_thirty_days_before_it(desk, usd):
    with clock.travel(clock.now() - 10 * DAY):
        plan(desk, usd, 90, None, clock.now() + DAY)
    set_price(variant=desk, price_list=usd, money=dollars(80), is_reduction=True, by=SYSTEM)
    assert current_prices([desk.pk], usd)[desk.pk].prior == dollars(90)


def test_a_reduction_that_is_none_is_not_struck_through(desk, usd):
    with clock.travel(clock.now() - 5 * DAY):
        set_price(variant=desk, price_list=usd, money=dollars(150), by=SYSTEM)
    set_price(variant=desk, price_list=usd, money=dollars(120), is_reduction=True, by=SYSTEM)
    assert current_prices([desk.pk], usd)[desk.pk].prior is None


def test_a_plan_is_told_anew_where_a_price_before_it_changes(desk, usd):
    begin = clock.now() + 5 * DAY
    plan(desk, usd, 80, begin, begin + DAY)
    plan(desk, usd, 85, clock.now() + DAY, clock.now() + 2 * DAY)
    assert current_prices([desk.pk], usd, begin)[desk.pk].prior == dollars(85)


def test_many_prices_are_set_together_or_not_at_all(desk, usd):
    lamp = make_product("LAMP", price=5000)
    plan(lamp, usd, 40, clock.now() + DAY, clock.now() + 2 * DAY)
    contrary = {"price_list": usd, "from_": PriceChange.objects.get(minor=4000).valid_from}
    wishes = [
        NewPrice(variant=desk, price_list=usd, money=dollars(70)),
        NewPrice(variant=lamp, money=dollars(30), until=clock.now() + 9 * DAY, **contrary),
    ]
    with pytest.raises(PlanInTheWay):
        set_prices(prices=wishes, by=SYSTEM)
    assert price_in(desk, usd, 0) == dollars(100)
    set_prices(prices=wishes[:1], by=SYSTEM)
    assert price_in(desk, usd, 0) == dollars(70)


def test_what_changed_since_it_was_looked_at_is_not_overwritten(desk, usd):
    boss = staff(make_user("boss@example.com"))
    set_price(variant=desk, price_list=usd, money=dollars(95), by=boss)
    wish = NewPrice(variant=desk, price_list=usd, money=dollars(90))
    with pytest.raises(PricesMoved) as refusal:
        set_prices(prices=[wish], seen={wish.key: dollars(100)}, by=SYSTEM)
    [move] = refusal.value.moves
    assert (move.seen, move.actual, move.change.actor_id) == (dollars(100), dollars(95), boss.id)
    assert price_in(desk, usd, 0) == dollars(95)
    set_prices(prices=[wish], seen={wish.key: dollars(95)}, by=SYSTEM)
    assert price_in(desk, usd, 0) == dollars(90)


def test_setting_many_takes_as_many_queries_as_setting_two(usd):
    variants = [make_product(f"THING-{n}") for n in range(12)]
    counts = []
    for some in (variants[:2], variants):
        with CaptureQueriesContext(connection) as queries:
            set_prices(
                prices=[NewPrice(variant=v, price_list=usd, money=dollars(9)) for v in some], by=SYSTEM
            )
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_rows_from_before_decisions_were_kept_are_taken_for_decisions(desk, usd):
    now = clock.now()
    Price.objects.filter(variant=desk).update(change=None, valid_until=now + 2 * DAY)
    Price.objects.create(variant=desk, price_list=usd, minor=8000, valid_from=now + 2 * DAY)
    plan(desk, usd, 60, now + 4 * DAY, now + 5 * DAY)
    seen = [price_in(desk, usd, days) for days in (0, 3, 4.5, 6)]
    assert seen == [dollars(100), dollars(80), dollars(60), dollars(80)]
    assert not Price.objects.filter(variant=desk, change=None).exists()


def test_a_price_in_another_currency_is_refused(desk, usd):
    with pytest.raises(CurrencyMismatch):
        set_price(variant=desk, price_list=usd, money=Money(100, "EUR"), by=SYSTEM)


def test_each_price_list_has_its_own_prices(desk, usd):
    eur = make_german_market().price_list
    set_price(variant=desk, price_list=eur, money=Money(9900, "EUR"), by=SYSTEM)
    assert price_in(desk, usd, 0) == dollars(100)
    assert price_in(desk, eur, 0) == Money(9900, "EUR")


def test_two_prices_at_once_are_refused_by_the_database(desk, usd):
    with pytest.raises(IntegrityError, match="prices_of_a_variant_never_overlap"), transaction.atomic():
        Price.objects.create(variant=desk, price_list=usd, minor=1)
