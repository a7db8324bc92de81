"""The signed cookie by which a browser finds its guest wish list; one for all markets, as the list is."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commerce.cart.cookies import KEPT_FOR
from commerce.wishes.models import WishList

_SALT = "commerce.wishes.token"


def read_token(request: HttpRequest) -> UUID | None:
    """The token this shop gave to this browser, or None."""
    name = settings.WISHES_COOKIE_NAME
    token = request.get_signed_cookie(name, default=None, salt=_SALT, max_age=KEPT_FOR)
    return UUID(token) if token else None


def write_token(response: HttpResponse, wish_list: WishList) -> None:
    """Keep a guest's list as long as their cart, from now."""
    response.set_signed_cookie(
        settings.WISHES_COOKIE_NAME,
        wish_list.token.hex,
        salt=_SALT,
        max_age=KEPT_FOR,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_token(response: HttpResponse) -> None:
    """Forget a token that finds nothing any more."""
    response.delete_cookie(settings.WISHES_COOKIE_NAME, path="/", samesite="Lax")
