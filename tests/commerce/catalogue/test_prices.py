"""Prices: one at a time, history kept, reductions told truly."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commerce.catalogue.models import Price
from commerce.catalogue.operations import set_price
from commerce.catalogue.queries import current_prices
from commerce.errors import PriorNotTrue
from commerce.money import CurrencyMismatch, Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
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
    set_price(
        variant=desk,
        price_list=usd,
        money=dollars(80),
        prior=dollars(100),
        from_=clock.now() + DAY,
        until=clock.now() + 3 * DAY,
        by=SYSTEM,
    )
    assert [price_in(desk, usd, days) for days in (0, 2, 4)] == [dollars(100), dollars(80), dollars(100)]
    assert current_prices([desk.pk], usd, clock.now() + 4 * DAY)[desk.pk].prior is None


def test_what_was_planned_gives_way_to_a_later_decision(desk, usd):
    set_price(variant=desk, price_list=usd, money=dollars(120), from_=clock.now() + 2 * DAY, by=SYSTEM)
    set_price(variant=desk, price_list=usd, money=dollars(90), by=SYSTEM)
    assert [price_in(desk, usd, days) for days in (0, 3)] == [dollars(90), dollars(90)]


def test_the_past_is_never_rewritten(desk, usd):
    with pytest.raises(ValueError):
        set_price(variant=desk, price_list=usd, money=dollars(1), from_=clock.now() - DAY, by=SYSTEM)
    assert Price.objects.filter(variant=desk).count() == 1


def test_a_reduction_is_from_the_lowest_price_of_thirty_days(desk, usd):
    with clock.travel(clock.now() - 10 * DAY):
        set_price(variant=desk, price_list=usd, money=dollars(90), by=SYSTEM)
    with pytest.raises(PriorNotTrue) as refusal:
        set_price(variant=desk, price_list=usd, money=dollars(80), prior=dollars(100), by=SYSTEM)
    assert refusal.value.highest == dollars(90)
    assert price_in(desk, usd, 0) == dollars(90)
    set_price(variant=desk, price_list=usd, money=dollars(80), prior=dollars(90), by=SYSTEM)
    assert price_in(desk, usd, 0) == dollars(80)


def test_a_reduction_that_goes_on_keeps_what_it_was_reduced_from(desk, usd):
    with clock.travel(clock.now() - 5 * DAY):
        set_price(
            variant=desk,
            price_list=usd,
            money=dollars(80),
            prior=dollars(100),
            until=clock.now() + 20 * DAY,
            by=SYSTEM,
        )
    set_price(variant=desk, price_list=usd, money=dollars(70), prior=dollars(100), by=SYSTEM)
    assert current_prices([desk.pk], usd)[desk.pk].prior == dollars(100)
    with pytest.raises(PriorNotTrue):
        set_price(variant=desk, price_list=usd, money=dollars(90), prior=dollars(100), by=SYSTEM)


def test_a_low_price_of_two_months_ago_does_not_count_for_a_reduction(desk, usd):
    with clock.travel(clock.now() - 60 * DAY):
        set_price(variant=desk, price_list=usd, money=dollars(50), until=clock.now() + DAY, by=SYSTEM)
    set_price(variant=desk, price_list=usd, money=dollars(80), prior=dollars(100), by=SYSTEM)
    assert current_prices([desk.pk], usd)[desk.pk].prior == dollars(100)


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
