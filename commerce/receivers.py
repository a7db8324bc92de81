"""Receivers of third-party signals; each calls one operation."""

from allauth.account.signals import email_confirmed
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import get_language, ngettext

from commerce.cart.cookies import carries_any, read_token
from commerce.cart.queries import guest_cart
from commerce.customers.operations import customer_for_user
from commerce.errors import CartClosed
from commerce.markets.queries import all_markets
from commerce.privacy.merge import adopt_guest_orders, adopt_restock_requests, join_carts
from commerce.wishes import cookies as wish_cookies
from commerce.wishes.operations import merge_wish_lists
from commerce.wishes.queries import guest_wish_list
from kinsite.foundation import actors


@receiver(user_logged_in)
def bring_cart_along(sender, request, user, **kwargs):
    """Whoever signs in keeps what they chose before: the carts that this browser's signed cookies name."""
    if request is None or not carries_any(request):
        return
    for market in all_markets():
        token = read_token(request, market)
        guest = guest_cart(token=token, market=market) if token else None
        if guest is None:
            continue
        customer = customer_for_user(user=user, language=get_language())
        try:
            result = join_carts(guest=guest, customer=customer, by=actors.shopper(user))
        except CartClosed:
            continue  # ordered or merged in another tab, a moment ago
        for text in _news(result):
            messages.info(request, text, fail_silently=True)


def _news(result):
    if result.joined:
        words = ngettext(
            "%(count)d item you chose before signing in is in your cart.",
            "%(count)d items you chose before signing in are in your cart.",
            result.joined,
        )
        yield words % {"count": result.joined}
    if result.left_out:
        words = ngettext(
            "%(count)d more is not to be had: too few are left, or an order takes no more.",
            "%(count)d more are not to be had: too few are left, or an order takes no more.",
            result.left_out,
        )
        yield words % {"count": result.left_out}


@receiver(user_logged_in)
def bring_wishes_along(sender, request, user, **kwargs):
    """Whoever signs in keeps the wishes that this browser's signed cookie names."""
    token = wish_cookies.read_token(request) if request else None
    guest = guest_wish_list(token) if token else None
    if guest is None:
        return
    customer = customer_for_user(user=user, language=get_language())
    joined = merge_wish_lists(guest=guest, customer=customer, by=actors.shopper(user))
    if joined:
        words = ngettext(
            "%(count)d wish from before signing in is on your list.",
            "%(count)d wishes from before signing in are on your list.",
            joined,
        )
        messages.info(request, words % {"count": joined}, fail_silently=True)


@receiver([user_logged_in, email_confirmed])
def adopt_orders(sender, user=None, email_address=None, **kwargs):
    """What was ordered as a guest joins the account, once its address is proven."""
    adopt_guest_orders(user=user or email_address.user)


@receiver([user_logged_in, email_confirmed])
def adopt_requests(sender, user=None, email_address=None, **kwargs):
    """What was asked for as a guest, of what is sold out, joins the account of the proven address too."""
    adopt_restock_requests(user=user or email_address.user)
