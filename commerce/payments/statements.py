"""What a customer's card statement says after the account's own prefix: `KIN* WORKSPACE`. Pure.

The rules are Stripe's: https://docs.stripe.com/get-started/account/statement-descriptors
"""

import re

from django.utils.translation import gettext_lazy as _

LONGEST = 22
# A prefix has so many characters; where it is not known, the longest is supposed.
SHORTEST_PREFIX, LONGEST_PREFIX = 2, 10
SEPARATOR = "* "
LONGEST_SUFFIX = LONGEST - SHORTEST_PREFIX - len(SEPARATOR)
FORBIDDEN = "<>\\'\"*"

_PRINTABLE = re.compile(r"[ -~]*", re.ASCII)
_LETTER = re.compile(r"[A-Za-z]", re.ASCII)

UNWRITABLE = _("Use Latin letters, digits and signs without accents.")
HAS_FORBIDDEN = _("These signs are not allowed: < > \\ ' \" *")
LACKS_LETTER = _("At least one letter is needed.")


def complaint(suffix):
    """Why a suffix can't stand on a statement, in words; nothing for one that can, and for none."""
    if not suffix:
        return ""
    if not _PRINTABLE.fullmatch(suffix):
        return UNWRITABLE
    if any(sign in suffix for sign in FORBIDDEN):
        return HAS_FORBIDDEN
    return "" if _LETTER.search(suffix) else LACKS_LETTER


def room_after(prefix):
    """How long a suffix may be after a prefix; after one that is not known, what fits in any case."""
    return LONGEST - len(SEPARATOR) - (len(prefix) or LONGEST_PREFIX)


def statement(prefix, suffix):
    """What a card statement shows, in capitals as banks print it."""
    return f"{prefix}{SEPARATOR}{suffix}".upper() if suffix else prefix.upper()
