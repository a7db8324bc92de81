"""Holds, from taking to shipping: all or nothing, and once however often it is asked."""

from datetime import timedelta

import pytest

from commerce.errors import NotAllocated, OutOfStock
from commerce.stock.models import StockHold, StockMovement
from commerce.stock.operations import (
    allocate_holds,
    free_allocation,
    hold_stock,
    release_holds,
    ship_stock,
)
from commerce.stock.queries import available
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db


def hold(order, quantities, minutes=30):
    hold_stock(order=order, quantities=quantities, until=clock.now() + timedelta(minutes=minutes), by=SYSTEM)


def counters(variant):
    item = stock_of(variant)
    return item.on_hand, item.allocated, item.held


def ledger(variant):
    movements = StockMovement.objects.filter(stock_item__variant=variant).exclude(reason="Opening")
    return list(
        movements.order_by("pk").values_list("kind", "on_hand_change", "allocated_change", "document")
    )


@pytest.fixture
def desk():
    return make_product("DESK-OAK", stock=5)


@pytest.fixture
def lamp():
    return make_product("LAMP", stock=2)


def test_a_hold_takes_units_off_sale_and_leaves_them_on_hand(desk):
    hold(bare_order(), {desk.pk: 3})
    assert counters(desk) == (5, 0, 3)
    assert available([desk.pk]) == {desk.pk: 2}
    assert ledger(desk) == []


def test_a_hold_asked_for_twice_takes_once_and_lasts_longer(desk):
    order = bare_order()
    hold(order, {desk.pk: 3}, minutes=10)
    first = order.holds.get().expires_at
    hold(order, {desk.pk: 3}, minutes=40)
    assert counters(desk) == (5, 0, 3)
    assert order.holds.get().expires_at > first


def test_either_all_is_held_or_nothing_and_the_short_ones_are_named(desk, lamp):
    with pytest.raises(OutOfStock) as refusal:
        hold(bare_order(), {desk.pk: 2, lamp.pk: 3})
    assert list(refusal.value.skus) == ["LAMP"]
    assert counters(desk) == (5, 0, 0)
    assert counters(lamp) == (2, 0, 0)
    assert not StockHold.objects.exists()


def test_what_nobody_counts_cannot_be_held():
    stool = make_product("STOOL", stock=None)
    stool.stock_items.all().delete()
    with pytest.raises(OutOfStock, match="STOOL"):
        hold(bare_order(), {stool.pk: 1})


def test_what_others_hold_cannot_be_held(desk):
    hold(bare_order(), {desk.pk: 4})
    with pytest.raises(OutOfStock):
        hold(bare_order(), {desk.pk: 2})
    assert counters(desk) == (5, 0, 4)


def test_released_twice_it_comes_back_once(desk):
    order, other = bare_order(), bare_order()
    hold(order, {desk.pk: 2})
    hold(other, {desk.pk: 2})
    assert release_holds(order=order, by=SYSTEM) is True
    assert release_holds(order=order, by=SYSTEM) is False
    assert counters(desk) == (5, 0, 2)


def test_an_order_whose_hold_ended_takes_it_anew_while_there_is_enough(desk):
    order = bare_order()
    hold(order, {desk.pk: 2})
    release_holds(order=order, by=SYSTEM)
    hold(order, {desk.pk: 2})
    assert counters(desk) == (5, 0, 2)
    release_holds(order=order, by=SYSTEM)
    hold(bare_order(), {desk.pk: 5})
    with pytest.raises(OutOfStock):
        hold(order, {desk.pk: 2})
    assert counters(desk) == (5, 0, 5)


def test_paid_twice_it_is_allocated_once(desk):
    order = bare_order()
    hold(order, {desk.pk: 2})
    for _ in range(2):
        allocate_holds(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    assert counters(desk) == (5, 2, 0)
    assert ledger(desk) == [("allocated", 0, 2, order.number)]


def test_a_hold_that_became_an_allocation_is_not_released(desk):
    order = bare_order()
    hold(order, {desk.pk: 2})
    allocate_holds(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    assert release_holds(order=order, by=SYSTEM) is False
    assert counters(desk) == (5, 2, 0)


def test_paid_after_the_hold_ended_and_the_goods_went_it_is_allocated_and_short(lamp):
    late, quick = bare_order(), bare_order()
    hold(late, {lamp.pk: 2})
    release_holds(order=late, by=SYSTEM)
    hold(quick, {lamp.pk: 2})
    allocate_holds(order=quick, quantities={lamp.pk: 2}, by=SYSTEM)
    allocate_holds(order=late, quantities={lamp.pk: 2}, by=SYSTEM)
    assert counters(lamp) == (2, 4, 0)
    assert available([lamp.pk]) == {lamp.pk: 0}


def test_freed_twice_it_is_for_sale_once(desk):
    order = bare_order()
    hold(order, {desk.pk: 2})
    allocate_holds(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    assert free_allocation(order=order, by=SYSTEM) is True
    assert free_allocation(order=order, by=SYSTEM) is False
    assert counters(desk) == (5, 0, 0)
    assert ledger(desk)[-1] == ("freed", 0, -2, order.number)


def test_shipping_takes_the_units_from_the_shelf(desk):
    order = bare_order()
    hold(order, {desk.pk: 3})
    allocate_holds(order=order, quantities={desk.pk: 3}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 1}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    assert counters(desk) == (2, 0, 0)
    assert ledger(desk)[1:] == [("shipped", -1, -1, order.number), ("shipped", -2, -2, order.number)]


def test_no_unit_of_an_order_is_shipped_twice(desk):
    order, other = bare_order(), bare_order()
    for each in (order, other):
        hold(each, {desk.pk: 2})
        allocate_holds(order=each, quantities={desk.pk: 2}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    with pytest.raises(NotAllocated, match="DESK-OAK"):
        ship_stock(order=order, quantities={desk.pk: 1}, by=SYSTEM)
    assert counters(desk) == (3, 2, 0)


def test_what_was_shipped_is_not_freed(desk):
    order = bare_order()
    hold(order, {desk.pk: 3})
    allocate_holds(order=order, quantities={desk.pk: 3}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 1}, by=SYSTEM)
    free_allocation(order=order, by=SYSTEM)
    assert counters(desk) == (4, 0, 0)


def test_an_order_that_is_allocated_anew_may_ship_all_of_it(desk):
    order = bare_order()
    allocate_holds(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 2}, by=SYSTEM)
    free_allocation(order=order, by=SYSTEM)
    allocate_holds(order=order, quantities={desk.pk: 1}, by=SYSTEM)
    ship_stock(order=order, quantities={desk.pk: 1}, by=SYSTEM)
    assert counters(desk) == (2, 0, 0)


def test_what_is_not_on_the_shelf_is_not_shipped(lamp):
    order = bare_order()
    allocate_holds(order=order, quantities={lamp.pk: 3}, by=SYSTEM)
    with pytest.raises(OutOfStock, match="LAMP"):
        ship_stock(order=order, quantities={lamp.pk: 3}, by=SYSTEM)
    assert counters(lamp) == (2, 3, 0)


def test_paid_for_is_paid_for_even_where_nobody_counted():
    stool = make_product("STOOL", stock=None)
    stool.stock_items.all().delete()
    order = bare_order()
    allocate_holds(order=order, quantities={stool.pk: 1}, by=SYSTEM)
    assert counters(stool) == (0, 1, 0)


@pytest.mark.parametrize("size", [1, 20])
def test_the_number_of_queries_does_not_grow_with_the_order(size, django_assert_max_num_queries):
    variants = [make_product(stock=2) for _ in range(size)]
    quantities = {variant.pk: 1 for variant in variants}
    order = bare_order()
    with django_assert_max_num_queries(12):
        hold(order, quantities)
    with django_assert_max_num_queries(13):
        allocate_holds(order=order, quantities=quantities, by=SYSTEM)
