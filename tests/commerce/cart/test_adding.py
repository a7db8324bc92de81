"""Putting things in, changing how many, taking them out."""

import pytest

from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import change_quantity, close_cart, put_back, remove_line, start_cart
from commerce.cart.queries import lines_of
from commerce.cart.signed import Source, read_removal, sign_removal
from commerce.catalogue.operations import retire_variant
from commerce.errors import CartClosed, FewerLeft, NotSold, TooMany
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.cart import make_cart, put, quantities_in
from tests.factories.catalogue import make_product
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


def test_adding_the_same_variant_again_sums_up_in_one_line():
    desk = make_product("DESK")
    cart = make_cart(desk)
    put(cart, desk, 2)
    assert quantities_in(cart) == {"DESK": 3}


def test_a_line_remembers_the_price_seen_and_where():
    desk = make_product(price=12900)
    cart = make_cart()
    put(cart, desk, source=Source(7, 11, "block-1"))
    line = CartLine.objects.get()
    assert (line.seen_minor, line.source_page_id, line.source_revision_id, line.source_block) == (
        12900,
        7,
        11,
        "block-1",
    )


def test_adding_again_without_a_source_keeps_the_first_one():
    desk = make_product()
    cart = make_cart()
    put(cart, desk, source=Source(7, 11, "block-1"))
    put(cart, desk)
    assert CartLine.objects.get().source_page_id == 7


def test_no_more_than_stock_is_taken_and_the_cart_stays_as_it_was():
    desk = make_product("DESK", stock=3)
    cart = make_cart(desk, quantity=2)
    with pytest.raises(FewerLeft) as refusal:
        put(cart, desk, 2)
    assert refusal.value.left == 3
    assert "Only 3 left" in str(refusal.value.shopper_message)
    assert quantities_in(cart) == {"DESK": 2}


def test_the_order_limit_is_for_all_variants_of_a_product_together():
    oak = make_product("OAK", stock=50, order_limit=4, options={"colour": "oak"})
    ash = make_product("ASH", stock=50, product=oak.product, options={"colour": "ash"})
    cart = make_cart(oak, quantity=3)
    put(cart, ash, 1)
    with pytest.raises(TooMany):
        put(cart, ash, 1)
    assert quantities_in(cart) == {"OAK": 3, "ASH": 1}


def test_what_is_not_sold_is_refused():
    unpriced, retired, foreign = make_product(price=None), make_product(), make_product()
    retire_variant(variant=retired, by=SYSTEM)
    for variant in (unpriced, retired):
        with pytest.raises(NotSold):
            put(make_cart(), variant)
    with pytest.raises(NotSold):
        put(make_cart(market=make_german_market()), foreign)
    assert not CartLine.objects.exists()


def test_a_refused_first_thing_opens_no_cart():
    with pytest.raises(FewerLeft):
        start_cart(
            market=make_market(),
            customer=None,
            variant=make_product(stock=0),
            quantity=1,
            source=Source(),
            by=GUEST,
        )
    assert not Cart.objects.exists()


def test_changing_sets_the_number_and_leaves_the_price_seen():
    desk = make_product("DESK", stock=5)
    cart = make_cart(desk)
    change_quantity(line=CartLine.objects.get(), quantity=4, by=GUEST)
    assert quantities_in(cart) == {"DESK": 4}


def test_changing_beyond_stock_or_limit_is_refused_and_changes_nothing():
    few, limited = make_product("FEW", stock=2), make_product("LIMITED", stock=50, order_limit=3)
    cart = make_cart(few, limited)
    with pytest.raises(FewerLeft):
        change_quantity(line=cart.lines.get(variant=few), quantity=3, by=GUEST)
    with pytest.raises(TooMany):
        change_quantity(line=cart.lines.get(variant=limited), quantity=4, by=GUEST)
    assert quantities_in(cart) == {"FEW": 1, "LIMITED": 1}


def test_changing_to_none_removes_the_line():
    cart = make_cart(make_product())
    change_quantity(line=CartLine.objects.get(), quantity=0, by=GUEST)
    assert not cart.lines.exists()


def test_removing_twice_is_no_mistake():
    make_cart(make_product())
    line = CartLine.objects.get()
    remove_line(line=line, by=GUEST)
    line.pk = line.pk or 1
    remove_line(line=line, by=GUEST)
    assert not CartLine.objects.exists()


def test_changing_a_line_that_another_tab_removed_says_so():
    make_cart(make_product())
    line = CartLine.objects.get()
    CartLine.objects.all().delete()
    with pytest.raises(CartLine.DoesNotExist):
        change_quantity(line=line, quantity=2, by=GUEST)
    assert not CartLine.objects.exists()


def test_putting_back_restores_quantity_price_seen_and_source():
    desk = make_product(price=12900, stock=5)
    cart = make_cart()
    put(cart, desk, 3, source=Source(7, 11, "block-1"))
    line = CartLine.objects.get()
    CartLine.objects.update(seen_minor=9900)
    line.refresh_from_db()
    removal = read_removal(sign_removal(line, title="Desk"))
    remove_line(line=line, by=GUEST)
    put_back(cart=cart, removal=removal, by=GUEST)
    back = CartLine.objects.get()
    assert (back.quantity, back.seen_minor, back.source_page_id, back.source_block) == (3, 9900, 7, "block-1")


def test_putting_back_twice_does_not_double():
    desk = make_product("DESK", stock=5)
    cart = make_cart(desk, quantity=2)
    line = CartLine.objects.get()
    removal = read_removal(sign_removal(line, title="Desk"))
    remove_line(line=line, by=GUEST)
    put_back(cart=cart, removal=removal, by=GUEST)
    put_back(cart=cart, removal=removal, by=GUEST)
    assert quantities_in(cart) == {"DESK": 2}


def test_a_closed_cart_takes_nothing():
    desk = make_product()
    cart = make_cart(desk)
    close_cart(cart=cart)
    with pytest.raises(CartClosed):
        put(cart, desk)
    with pytest.raises(CartClosed):
        change_quantity(line=CartLine.objects.get(), quantity=2, by=GUEST)


def test_closing_keeps_what_was_not_ordered_in_a_new_cart_under_the_same_token():
    desk, lamp, chair = make_product("DESK"), make_product("LAMP"), make_product("CHAIR")
    cart = make_cart(desk, lamp, chair, quantity=2)
    token = cart.token
    close_cart(cart=cart, ordered={desk.pk: 2, lamp.pk: 1})
    rest = Cart.objects.get(token=token, status=Cart.Status.OPEN)
    assert quantities_in(rest) == {"LAMP": 1, "CHAIR": 2}
    cart.refresh_from_db()
    assert (cart.status, cart.token == token) == (Cart.Status.ORDERED, False)


def test_closing_a_closed_cart_changes_nothing():
    desk = make_product()
    cart = make_cart(desk, quantity=2)
    close_cart(cart=cart, ordered={desk.pk: 1})
    close_cart(cart=cart, ordered={})
    assert Cart.objects.count() == 2
    assert [view.quantity for view in lines_of(Cart.objects.get(status="open"))] == [1]
