"""What a cart's lines say now."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.cart.queries import lines_of, subtotal_of, unit_count
from commerce.catalogue.operations import retire_variant, set_price
from commerce.money import Money
from commerce.stock.operations import correct_stock, hold_stock
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.cart import make_cart, make_filled_cart
from tests.factories.catalogue import make_picture, make_product
from tests.factories.markets import make_market
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db


def set_stock(variant, on_hand):
    item = stock_of(variant)
    correct_stock(stock_item=item, on_hand=on_hand, expected=item.on_hand, reason="Counted", by=SYSTEM)


def reprice(variant, minor):
    with clock.travel(clock.now() + timedelta(seconds=1)):
        set_price(variant=variant, price_list=make_market().price_list, money=Money(minor, "USD"), by=SYSTEM)


def usd(minor):
    return Money(minor, "USD")


def test_a_line_costs_its_current_price_and_says_what_it_was_when_added():
    desk = make_product(price=12900)
    cart = make_cart(desk, quantity=2)
    reprice(desk, 11900)
    with clock.travel(clock.now() + timedelta(seconds=2)):
        [view] = lines_of(cart)
    assert (view.unit_price, view.total, view.price_changed_from) == (usd(11900), usd(23800), usd(12900))


def test_an_unchanged_price_says_nothing():
    [view] = lines_of(make_cart(make_product()))
    assert view.price_changed_from is None


def test_what_sold_out_stays_visible_and_counts_nothing():
    desk, lamp = make_product(price=12900, stock=1), make_product(price=5000)
    cart = make_cart(desk, lamp)
    set_stock(desk, 0)
    views = lines_of(cart)
    assert [(view.problem, view.total) for view in views] == [("sold_out", usd(0)), (None, usd(5000))]
    assert subtotal_of(views, make_market()) == usd(5000)


def test_where_fewer_are_left_those_count():
    desk = make_product(price=100, stock=5)
    cart = make_cart(desk, quantity=4)
    set_stock(desk, 2)
    [view] = lines_of(cart)
    assert (view.quantity, view.line.quantity, view.is_cut, view.total) == (2, 4, True, usd(200))


def test_what_is_not_sold_any_more_stays_visible_with_the_price_it_had():
    desk = make_product(price=12900)
    cart = make_cart(desk)
    retire_variant(variant=desk, by=SYSTEM)
    [view] = lines_of(cart)
    assert (view.problem, view.unit_price, view.total) == ("not_sold", usd(12900), usd(0))


def test_what_the_carts_own_unpaid_order_holds_is_not_sold_out_for_it():
    desk = make_product(stock=1)
    cart, other = make_cart(desk), make_cart(desk)
    order = bare_order()
    order.cart = cart
    order.save()
    hold_stock(order=order, quantities={desk.pk: 1}, until=clock.now() + timedelta(minutes=30), by=SYSTEM)
    assert [view.problem for view in lines_of(cart)] == [None]
    assert [view.problem for view in lines_of(other)] == ["sold_out"]


def test_the_number_of_queries_is_the_same_for_one_line_and_for_twenty():
    def queries(lines):
        cart = make_filled_cart(lines)
        for line in cart.lines.select_related("variant__product"):
            make_picture(line.variant.product)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert len(lines_of(cart)) == lines
        return len(caught)

    assert queries(1) == queries(20) <= 10


def test_the_header_counts_units_with_one_query(django_assert_num_queries):
    cart = make_cart(make_product(), make_product(), quantity=2)
    with django_assert_num_queries(1):
        assert unit_count(token=cart.token, market=cart.market) == 4


def test_an_empty_cart_costs_nothing():
    assert subtotal_of(lines_of(make_cart()), make_market()) == usd(0)
