"""What the statement of a bank or a card says of a charge, and which suffixes Stripe takes for it."""

from kinsite.sandbox.stripe.account import DESCRIPTOR, PREFIX
from kinsite.sandbox.stripe.errors import InvalidRequest

LONGEST = 22
FORBIDDEN = "<>\\'\"*"


def check_suffix(suffix: str) -> None:
    """Refuse what can't stand on a statement. What is too long is cut when it is printed."""
    if any(sign in FORBIDDEN for sign in suffix):
        raise InvalidRequest(
            f"The statement descriptor suffix may not contain any of: {' '.join(FORBIDDEN)}",
            param="statement_descriptor_suffix",
        )
    if not any(sign.isascii() and sign.isalpha() for sign in suffix):
        raise InvalidRequest(
            "The statement descriptor suffix must contain at least one Latin character.",
            param="statement_descriptor_suffix",
        )


def descriptors_of(intent: dict, method: dict) -> dict:
    """The fields of a charge: a suffix is for cards."""
    suffix = intent["statement_descriptor_suffix"] if method["type"] == "card" else None
    return {
        "calculated_statement_descriptor": f"{PREFIX}* {suffix}".upper()[:LONGEST] if suffix else DESCRIPTOR,
        "statement_descriptor_suffix": suffix,
    }
