"""A guest's cart goes to the customer who signs in, and the guest's token is dead."""

import pytest

from commerce.cart.models import Cart
from commerce.cart.operations import close_cart, merge_carts, open_cart
from commerce.cart.queries import cart_of_user, guest_cart, lines_of
from commerce.errors import CartClosed
from kinsite.foundation.actors import GUEST
from tests.factories.cart import make_cart, put, quantities_in
from tests.factories.catalogue import make_product
from tests.factories.customers import make_customer
from tests.factories.markets import make_german_market, make_market
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer():
    return make_customer()


def merge(guest, customer):
    return merge_carts(guest=guest, customer=customer, by=GUEST)


def test_without_a_cart_of_their_own_the_guests_becomes_the_customers(customer):
    guest = make_cart(make_product("DESK"), quantity=2)
    result = merge(guest, customer)
    own = cart_of_user(user=customer.user, market=make_market())
    assert own.pk == guest.pk
    assert quantities_in(own) == {"DESK": 2}
    assert (result.joined, result.left_out) == (2, 0)


@pytest.mark.parametrize("has_own", [False, True])
def test_the_token_from_before_finds_nothing_any_more(customer, has_own):
    desk = make_product()
    guest, token = make_cart(desk), None
    token = guest.token
    if has_own:
        make_cart(desk, customer=customer)
    merge(guest, customer)
    assert guest_cart(token=token, market=make_market()) is None
    assert not Cart.objects.filter(token=token).exists()


def test_units_of_the_same_variant_add_up(customer):
    desk, lamp = make_product("DESK"), make_product("LAMP")
    own = make_cart(desk, customer=customer, quantity=2)
    result = merge(make_cart(desk, lamp), customer)
    assert quantities_in(own) == {"DESK": 3, "LAMP": 1}
    assert (result.cart.pk, result.joined, result.left_out) == (own.pk, 2, 0)


def test_stock_caps_what_comes_along(customer):
    desk = make_product("DESK", stock=4)
    own = make_cart(desk, customer=customer, quantity=3)
    result = merge(make_cart(desk, quantity=3), customer)
    assert quantities_in(own) == {"DESK": 4}
    assert (result.joined, result.left_out) == (1, 2)


def test_the_order_limit_caps_what_comes_along(customer):
    oak = make_product("OAK", stock=50, order_limit=5, options={"colour": "oak"})
    ash = make_product("ASH", stock=50, product=oak.product, options={"colour": "ash"})
    own = make_cart(oak, customer=customer, quantity=4)
    result = merge(make_cart(ash, quantity=3), customer)
    assert quantities_in(own) == {"OAK": 4, "ASH": 1}
    assert (result.joined, result.left_out) == (1, 2)


def test_what_sold_out_meanwhile_comes_along_and_counts_nothing(customer):
    desk, lamp = make_product("DESK", stock=1), make_product("LAMP")
    own = make_cart(lamp, customer=customer)
    guest = make_cart(desk)
    item = stock_of(desk)
    item.on_hand = 0
    item.save()
    merge(guest, customer)
    assert {view.card.variant.sku: view.problem for view in lines_of(own)} == {
        "LAMP": None,
        "DESK": "sold_out",
    }


def test_source_and_price_seen_come_along(customer):
    desk = make_product(price=12900)
    own = make_cart(make_product(), customer=customer)
    guest = make_cart(desk)
    guest.lines.update(seen_minor=9900, source_page_id=7)
    merge(guest, customer)
    line = own.lines.get(variant=desk)
    assert (line.seen_minor, line.source_page_id) == (9900, 7)


def test_what_was_typed_at_checkout_comes_along(customer):
    own = make_cart(make_product(), customer=customer)
    own.checkout_input = {"email": "old@example.com", "city": "Bern"}
    own.save()
    guest = make_cart(make_product())
    guest.checkout_input = {"email": "new@example.com"}
    guest.save()
    merge(guest, customer)
    own.refresh_from_db()
    guest.refresh_from_db()
    assert own.checkout_input == {"email": "new@example.com", "city": "Bern"}
    assert guest.checkout_input == {}


def test_a_customers_cart_is_never_merged_into_anothers(customer):
    other = make_cart(make_product("DESK"), customer=make_customer())
    with pytest.raises(CartClosed):
        merge(other, customer)
    assert quantities_in(other) == {"DESK": 1}
    assert cart_of_user(user=customer.user, market=make_market()) is None


def test_an_ordered_cart_is_not_merged(customer):
    guest = make_cart(make_product())
    close_cart(cart=guest)
    with pytest.raises(CartClosed):
        merge(guest, customer)


def test_each_market_keeps_a_cart_of_its_own(customer):
    own = make_cart(make_product("DESK"), customer=customer)
    guest = open_cart(market=make_german_market(), by=GUEST)
    merge(guest, customer)
    assert quantities_in(own) == {"DESK": 1}
    assert cart_of_user(user=customer.user, market=make_german_market()).pk == guest.pk


def test_a_customers_cart_is_not_found_by_its_token(customer):
    own = make_cart(make_product(), customer=customer)
    assert guest_cart(token=own.token, market=make_market()) is None


def test_a_customer_has_one_open_cart_a_market(customer):
    assert make_cart(customer=customer).pk == make_cart(customer=customer).pk
    desk = make_product("DESK")
    put(make_cart(customer=customer), desk)
    assert quantities_in(make_cart(customer=customer)) == {"DESK": 1}
