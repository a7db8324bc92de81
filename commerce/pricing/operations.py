"""What shoppers do about prices: enter a discount code, or take it back."""

from django.db import transaction

from commerce.cart.models import Cart
from commerce.cart.operations import keep_code
from commerce.discounts.queries import is_code
from commerce.discounts.rules import code_from
from commerce.errors import CodeUnknown
from commerce.pricing.queries import quote_cart
from commerce.pricing.tax import Place
from kinsite.foundation.actors import Actor


@transaction.atomic
def enter_code(*, cart: Cart, text: str, by: Actor, place: Place | None = None) -> str:
    """Put a discount code into a cart; returns it as it is kept.

    Where it takes nothing off now the reason is raised, and the cart stays as it was.
    """
    code = code_from(text)
    if not code or not is_code(code):
        raise CodeUnknown
    keep_code(cart=cart, code=code, by=by)
    quote, _choices = quote_cart(cart, place=place)
    for missed in quote.missed_codes:
        if missed.terms.code == code:
            raise missed.why
    return code
