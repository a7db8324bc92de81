"""Many buyers at the same moment, in threads over four processes."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.stock.models import StockHold, StockMovement
from tests.commerce.stock.bare_orders import bare_order
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
BUYERS = "tests.commerce.stock.buyers"


def counters(variant):
    item = stock_of(variant)
    return item.on_hand, item.allocated, item.held


def test_f23_of_a_hundred_buyers_one_gets_the_last_unit():
    desk = make_product("DESK", stock=1)
    orders = [bare_order() for _ in range(100)]
    outcomes = crowd(f"{BUYERS}:hold", [[order.pk, [desk.pk, 1]] for order in orders])
    assert outcomes == {"held": 1, "OutOfStock": 99}
    assert counters(desk) == (1, 0, 1)
    assert StockHold.objects.count() == 1
    assert ListingRow.objects.get(product=desk.product).is_sold_out


def test_orders_with_crossed_items_do_not_wait_for_each_other():
    one, two, three = (make_product(stock=100) for _ in range(3))
    forwards = [[v.pk, 1] for v in (one, two, three)]
    calls = []
    for _ in range(10):
        calls += [[bare_order().pk, *forwards], [bare_order().pk, *reversed(forwards)]]
    assert crowd(f"{BUYERS}:come_and_go", calls, processes=2) == {"gone": 20}
    assert [counters(variant) for variant in (one, two, three)] == [(100, 0, 0)] * 3


def test_a_listing_is_true_after_the_last_units_of_two_variants_went_at_once():
    oak = make_product("OAK", stock=1, options={"colour": "oak"})
    ash = make_product("ASH", product=oak.product, stock=1, options={"colour": "ash"})
    calls = [[bare_order().pk, [variant.pk, 1]] for variant in (oak, ash)]
    assert crowd(f"{BUYERS}:hold", calls, processes=2) == {"held": 2}
    assert ListingRow.objects.get(product=oak.product).is_sold_out


def test_released_by_many_at_once_it_comes_back_once():
    desk = make_product("DESK", stock=5)
    mine, other = bare_order(), bare_order()
    crowd(f"{BUYERS}:hold", [[mine.pk, [desk.pk, 2]], [other.pk, [desk.pk, 2]]], processes=1)
    assert crowd(f"{BUYERS}:release", [[mine.pk]] * 20, processes=2) == {True: 1, False: 19}
    assert counters(desk) == (5, 0, 2)


def test_allocated_by_many_at_once_it_is_allocated_once():
    desk = make_product("DESK", stock=5)
    order = bare_order()
    assert crowd(f"{BUYERS}:allocate", [[order.pk, [desk.pk, 2]]] * 20, processes=2) == {"allocated": 20}
    assert counters(desk) == (5, 2, 0)
    assert StockMovement.objects.filter(kind="allocated").count() == 1


def test_held_by_many_at_once_for_one_order_it_is_held_once():
    desk = make_product("DESK", stock=5)
    order = bare_order()
    assert crowd(f"{BUYERS}:hold", [[order.pk, [desk.pk, 2]]] * 20, processes=2) == {"held": 20}
    assert counters(desk) == (5, 0, 2)
