"""Wishes, and requests to be told, made as shoppers make them."""

from commerce.cart.signed import Source
from commerce.wishes.models import Wish
from commerce.wishes.operations import add_wish, ask_to_be_told
from kinsite.foundation.actors import GUEST
from tests.factories.markets import make_market

EMAIL = "anna@example.com"


def wish(variant, *, customer=None, guest_list=None, source=None):
    """One more wish on the customer's list, or on a guest's; returns its list."""
    owner = {"customer": customer, "guest_list": guest_list}
    return add_wish(variant=variant, source=source or Source(), by=GUEST, **owner).wish.wish_list


def make_wish_list(*variants, customer=None):
    """A list with a wish for each variant, the last one newest."""
    found = None
    for variant in variants:
        found = wish(variant, customer=customer, guest_list=found)
    return found


def wished_on(wish_list) -> list[str]:
    """The SKUs on a list, the newest first."""
    return list(Wish.objects.filter(wish_list=wish_list).values_list("variant__sku", flat=True))


def wait_for(variant, email=EMAIL, *, customer=None, market=None):
    """Ask to be told when a variant is back."""
    ask_to_be_told(
        variant=variant,
        email=email,
        market=market or make_market(),
        customer=customer,
        agreed_to="We write to you once.",
        by=GUEST,
    )
