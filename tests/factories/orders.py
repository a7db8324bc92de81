"""Orders, placed through the operations; no provider is asked."""

from commerce.checkout.placing import place_order
from commerce.orders.models import Order
from commerce.pricing.queries import quote_cart
from kinsite.foundation.actors import GUEST
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, details_for, make_shop


def make_order(variant=None, quantity=1, **details) -> Order:
    """An order that waits for its payment."""
    make_shop()
    return place(cart_with((variant or make_product(stock=50), quantity)), **details).order


def place(cart, **details):
    """Place the order of a cart; returns its payment, not begun."""
    facts = details_for(cart, **details)
    quote, _choices = quote_cart(
        cart, place=facts.place, delivery_code=facts.delivery, email=facts.email, vat_id=facts.vat_id
    )
    return place_order(cart=cart, quote=quote, details=facts, by=GUEST)
