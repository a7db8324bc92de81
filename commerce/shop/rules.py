"""How numbers of orders and invoices are written. Pure."""

import re

# Capitals, digits and dashes; it ends without a digit, so that the number after it can't run into it.
PREFIX = re.compile(r"[A-Z](?:[A-Z0-9-]{0,7}[A-Z-])?")
LONGEST_PREFIX = 9
DIGITS = (1, 9)


def number_of(prefix: str, digits: int, sequence: int) -> str:
    """A number as people read it, with at least so many digits."""
    return f"{prefix}{sequence:0{digits}}"
