"""Orders, placed through the operations; no provider is asked."""

from datetime import timedelta

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


def copy_order(order, count=1, **facts) -> list[Order]:
    """So many orders like another one, each a minute older, without lines; for lists, quickly made."""
    fields = {field.attname: getattr(order, field.attname) for field in Order._meta.concrete_fields}
    made = Order.objects.count()
    return Order.objects.bulk_create(
        Order(
            **fields
            | {
                "id": None,
                "cart_id": None,
                "number": f"KW-C{made + place}",
                "link_token": f"copy-{made + place}",
                "placed_at": order.placed_at - timedelta(minutes=place),
            }
            | facts
        )
        for place in range(1, count + 1)
    )
