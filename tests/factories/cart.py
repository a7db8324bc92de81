"""Carts with things in them, filled as shoppers fill them."""

from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import add_to_cart, open_cart
from commerce.cart.signed import Source
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_product
from tests.factories.markets import make_market


def make_cart(*variants, customer=None, market=None, quantity=1) -> Cart:
    """An open cart with so many of each variant."""
    cart = open_cart(market=market or make_market(), customer=customer, by=GUEST)
    for variant in variants:
        put(cart, variant, quantity)
    return cart


def put(cart, variant, quantity=1, source=None) -> CartLine:
    """One more thing in a cart."""
    return add_to_cart(cart=cart, variant=variant, quantity=quantity, source=source or Source(), by=GUEST)


def make_filled_cart(lines, **fields) -> Cart:
    """A cart with a number of lines, each of a product of its own."""
    return make_cart(*[make_product(title=f"Thing {n}") for n in range(lines)], **fields)


def quantities_in(cart) -> dict[str, int]:
    """SKU and quantity of each line, as stored."""
    return dict(CartLine.objects.filter(cart=cart).values_list("variant__sku", "quantity"))
