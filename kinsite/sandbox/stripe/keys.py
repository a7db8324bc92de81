"""Who calls: a secret key may do everything, a publishable one what a browser needs, a live one nothing."""

import base64
import binascii
import re

from kinsite.sandbox.stripe.errors import Unauthenticated

SECRET = re.compile(r"(sk|rk)_test_\w{6,}")
PUBLISHABLE = re.compile(r"pk_test_\w{6,}")


def read_key(authorization: str, fallback: str = "") -> str:
    """The key from `Bearer …`, from `Basic …` (as curl -u sends it) or from the form."""
    scheme, _, value = authorization.partition(" ")
    if scheme == "Bearer":
        return value.strip()
    if scheme == "Basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return "unreadable"
    return fallback


def is_publishable(key: str) -> bool:
    """True for a browser's key, False for a server's; anything else is refused."""
    if not key:
        raise Unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization header, "
            "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if "_live_" in key:
        raise Unauthenticated(
            "This is a sandbox on your own machine and it refuses live keys. Use test keys here, or unset "
            "STRIPE_API_HOST to talk to Stripe."
        )
    if PUBLISHABLE.fullmatch(key):
        return True
    if SECRET.fullmatch(key):
        return False
    raise Unauthenticated(f"Invalid API Key provided: {key[:8]}{'*' * 8}")
