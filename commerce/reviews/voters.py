"""Who votes: a customer, or a guest by a signed token of their browser, of which only a digest is kept."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commerce.customers.models import Customer

KEPT_FOR = timedelta(days=365)
_SALT = "commerce.reviews.voter"


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody at a browser: a customer, once signed in; `guest` tells what the browser said before."""

    customer: Customer | None = None
    guest: str = ""


def new_token() -> str:
    return secrets.token_urlsafe(20)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest() if token else ""


def read_token(request: HttpRequest) -> str:
    """The token this shop gave to this browser, or nothing."""
    return request.get_signed_cookie(settings.VOTER_COOKIE_NAME, default="", salt=_SALT, max_age=KEPT_FOR)


def write_token(response: HttpResponse, token: str) -> None:
    """Let the browser be known when it votes again."""
    response.set_signed_cookie(
        settings.VOTER_COOKIE_NAME,
        token,
        salt=_SALT,
        max_age=KEPT_FOR,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
