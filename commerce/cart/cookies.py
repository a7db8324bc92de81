"""The signed cookie by which a browser finds its guest cart: one a market, as customers have one, too."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commerce.cart.models import Cart
from commerce.markets.models import Market

KEPT_FOR = timedelta(days=90)
_SALT = "commerce.cart.token"


def name_for(market: Market) -> str:
    """The default market's cookie bears the plain name."""
    return settings.CART_COOKIE_NAME if market.is_default else f"{settings.CART_COOKIE_NAME}_{market.code}"


def read_token(request: HttpRequest, market: Market) -> UUID | None:
    """The token this shop gave to this browser, or None."""
    token = request.get_signed_cookie(name_for(market), default=None, salt=_SALT, max_age=KEPT_FOR)
    return UUID(token) if token else None


def write_token(response: HttpResponse, cart: Cart) -> None:
    """Keep a guest's cart for 90 days from now."""
    response.set_signed_cookie(
        name_for(cart.market),
        cart.token.hex,
        salt=_SALT,
        max_age=KEPT_FOR,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_token(response: HttpResponse, market: Market) -> None:
    """Forget a token that finds nothing any more."""
    response.delete_cookie(name_for(market), path="/", samesite="Lax")


def carries_any(request: HttpRequest) -> bool:
    """Whether the browser brings a cart's cookie at all."""
    return any(name.startswith(settings.CART_COOKIE_NAME) for name in request.COOKIES)
