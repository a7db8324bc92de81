"""The cart of a request: a guest's by the signed cookie, a customer's by the account."""

from commerce.cart import cookies
from commerce.cart.operations import open_cart
from commerce.cart.queries import cart_of_user, guest_cart, unit_count
from commerce.customers.operations import customer_for_user
from kinsite.foundation import actors


def shopper(request):
    """Whoever shops here, as an actor."""
    return actors.shopper(request.user)


def cart_for(request):
    """The open cart of this browser in the market of the address, or None. Never makes one."""
    if not hasattr(request, "_cart"):
        request._cart = _find(request)
    return request._cart


def cart_to_fill(request):
    """The cart to put something in, opened now where there is none."""
    cart = cart_for(request)
    if cart is None:
        customer = None
        if request.user.is_authenticated:
            customer = customer_for_user(user=request.user, language=request.market.language)
        cart = request._cart = open_cart(market=request.market, customer=customer, by=shopper(request))
    return cart


def look_again(request):
    """The cart was closed meanwhile: the next question finds what is open now."""
    if hasattr(request, "_cart"):
        del request._cart


def keep_cart(response, cart):
    """Let the browser find the cart again. A customer's needs no cookie, and an old one is dropped."""
    if cart.customer_id is None:
        cookies.write_token(response, cart)
    else:
        cookies.drop_token(response, cart.market)


def unit_count_for(request):
    """How many units the header shows; a browser that brings neither account nor cookie costs no query."""
    if request.user.is_authenticated:
        return unit_count(user=request.user, market=request.market)
    if not cookies.carries_any(request):
        return 0
    token = cookies.read_token(request, request.market)
    return unit_count(token=token, market=request.market) if token else 0


def _find(request):
    if request.user.is_authenticated:
        return cart_of_user(user=request.user, market=request.market)
    if not cookies.carries_any(request):
        return None
    token = cookies.read_token(request, request.market)
    return guest_cart(token=token, market=request.market) if token else None
