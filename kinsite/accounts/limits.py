"""How often an address or a network may try to get in."""

from math import ceil

from kinsite.foundation.crypto import normalise
from kinsite.foundation.limiter import allow, seconds_until_free, spend

FAILURES, FAILURE_WINDOW = 50, 3600
LETTERS, LETTER_WINDOW = 3, 600

# Posts to a view by one network: how many in how many seconds.
POSTS = {
    "account_login": (60, 60),
    "account_signup": (30, 60),
    "account_reset_password": (20, 60),
    "account_reset_password_from_key": (20, 60),
    "account_confirm_email": (20, 60),
    "account_reauthenticate": (20, 60),
    "account_change_password": (20, 60),
    "account_set_password": (20, 60),
    "account_email": (20, 60),
    "mfa_authenticate": (10, 60),
    "mfa_reauthenticate": (10, 60),
    "mfa_login_webauthn": (30, 60),
}


def spend_post(view_name: str, network: str) -> None:
    """Count a post to one of the sign-in views, or raise LimitReached."""
    if view_name in POSTS:
        limit, seconds = POSTS[view_name]
        spend(view_name, network, limit, seconds)


def letter_is_allowed(kind: str, email: str) -> bool:
    """Whether the address may get one more letter of a kind that anybody can ask for in its name."""
    return allow(f"letter-{kind}", normalise("email", email), LETTERS, LETTER_WINDOW)


def count_failure(email: str) -> None:
    """Count a failed sign-in by address, wherever it came from; axes counts by address and network."""
    allow("sign-in-failed", normalise("email", email), FAILURES, FAILURE_WINDOW)


def wait_after_failures(email: str) -> int:
    """Seconds until the address may try again; 0 if it may now."""
    return ceil(seconds_until_free("sign-in-failed", normalise("email", email), FAILURES, FAILURE_WINDOW))
