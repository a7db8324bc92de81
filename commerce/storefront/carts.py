"""The cart of a request: a guest's by the signed cookie, a customer's by the account."""

from commerce.cart import cookies
from commerce.cart.operations import add_to_cart, put_back, start_cart
from commerce.cart.queries import cart_of_user, guest_cart, unit_count
from commerce.customers.operations import customer_for_user
from commerce.errors import CartClosed
from kinsite.foundation import actors


def shopper(request):
    """Whoever shops here, as an actor."""
    return actors.shopper(request.user)


def cart_for(request):
    """The open cart of this browser in the market of the address, or None. Never makes one."""
    if not hasattr(request, "_cart"):
        request._cart = _find(request)
    return request._cart


def put_in_cart(request, *, variant, quantity, source):
    """Put something into this browser's cart: the open one, or a new one where there is none."""
    what = {"variant": variant, "quantity": quantity, "source": source, "by": shopper(request)}
    cart = cart_for(request)
    try:
        line = add_to_cart(cart=cart, **what) if cart else _start(request, what)
    except CartClosed:
        # It was ordered between the two questions; what comes now is for the next order.
        line = _start(request, what)
    request._cart = line.cart
    return line


def put_back_in_cart(request, removal):
    """Undo a removal in this browser's cart. A cart that was ordered meanwhile takes nothing back."""
    cart = cart_for(request)
    if cart is None:
        raise CartClosed
    return put_back(cart=cart, removal=removal, by=shopper(request))


def look_again(request):
    """The cart may be another one by now: the next question asks the database."""
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


def _start(request, what):
    return start_cart(market=request.market, customer=_customer(request), **what)


def _customer(request):
    if not request.user.is_authenticated:
        return None
    return customer_for_user(user=request.user, language=request.market.language)


def _find(request):
    if request.user.is_authenticated:
        return cart_of_user(user=request.user, market=request.market)
    if not cookies.carries_any(request):
        return None
    token = cookies.read_token(request, request.market)
    return guest_cart(token=token, market=request.market) if token else None
