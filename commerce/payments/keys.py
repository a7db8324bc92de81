"""What the keys of the provider are. Of a key never more is told than its kind and its end. Pure."""

import re
from enum import StrEnum

_KEY = re.compile(r"(?P<kind>sk|rk|pk)_(?P<mode>test|live)_(?P<rest>\w+)", re.ASCII)
# So many characters are told of a key, and only where so many more are not.
TOLD, UNTOLD = 4, 16


class Mode(StrEnum):
    TEST = "test"
    LIVE = "live"
    UNKNOWN = "unknown"


def mode_of(key):
    """Whether a key moves real money."""
    found = _KEY.fullmatch(key)
    return Mode(found["mode"]) if found else Mode.UNKNOWN


def outline(key):
    """A key as it may be shown: `sk_test_…9x4Q`; nothing of one that does not look like a key."""
    found = _KEY.fullmatch(key)
    if not found:
        return ""
    end = found["rest"][-TOLD:] if len(found["rest"]) >= TOLD + UNTOLD else ""
    return f"{found['kind']}_{found['mode']}_…{end}"


def moves_money(*, secret_key, host=""):
    """Whether payments are real: with a live key, and where Stripe itself is asked."""
    return mode_of(secret_key) == Mode.LIVE and not host
