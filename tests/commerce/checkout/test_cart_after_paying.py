"""What was not part of the order stays in the cart."""

import pytest

from commerce.cart.models import Cart
from commerce.cart.queries import guest_cart
from commerce.checkout.operations import finish_checkout
from kinsite.foundation.actors import STRIPE
from tests.commerce.cart.test_lines import set_stock
from tests.factories.cart import quantities_in
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, put_in, start

pytestmark = pytest.mark.django_db(transaction=True)


def pay(stripe, cart, meanwhile=lambda: None):
    started = start(cart)
    meanwhile()
    confirm(stripe, started.client_secret)
    finish_checkout(payment=started.order.payments.get(), by=STRIPE)


def test_a_cart_that_was_ordered_whole_leaves_nothing_behind(shop, stripe):
    cart = cart_with((make_product("DESK"), 2))
    pay(stripe, cart)
    assert guest_cart(token=cart.token, market=cart.market) is None
    assert Cart.objects.get().status == Cart.Status.ORDERED


def test_what_another_tab_added_while_the_first_one_paid_is_still_in_the_cart(shop, stripe):
    desk, lamp = make_product("DESK"), make_product("LAMP")
    cart = cart_with((desk, 2))

    def second_tab():
        put_in(cart, desk, 1)
        put_in(cart, lamp, 1)

    pay(stripe, cart, meanwhile=second_tab)
    assert quantities_in(guest_cart(token=cart.token, market=cart.market)) == {"DESK": 1, "LAMP": 1}


def test_what_was_sold_out_is_not_ordered_and_still_in_the_cart(shop, stripe):
    desk, lamp = make_product("DESK"), make_product("LAMP")
    cart = cart_with((desk, 1), (lamp, 1))
    set_stock(lamp, 0)
    pay(stripe, cart)
    assert quantities_in(guest_cart(token=cart.token, market=cart.market)) == {"LAMP": 1}
