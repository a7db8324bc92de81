"""The columns of a sheet, and how their texts are read. Pure.

Amounts are read by one rule whatever the file's language (`digits_of`): what could be meant otherwise is
refused, not guessed.
"""

import re

from commerce.money import Money, digits_of, zero
from kinsite.foundation.sheets import Formula

PRODUCT, NAME, SKU, OPTIONS, TAX = "product", "name", "sku", "options", "tax_category"
GRAMS, LOW_AT = "grams", "low_at"
SIDES = ("width_mm", "depth_mm", "height_mm")
MEASURES = (GRAMS, *SIDES)
PRICE = "price_"
PLAIN = (PRODUCT, NAME, SKU, OPTIONS, TAX, *MEASURES, LOW_AT)
LIMITS = {GRAMS: (0, 1_000_000), LOW_AT: (0, 1_000_000)} | dict.fromkeys(SIDES, (1, 100000))
LENGTHS = {NAME: 160, SKU: 64, PRODUCT: 120}

WHOLE = re.compile(r"[0-9]{1,9}")
CODE = re.compile(r"[a-z0-9_-]+")
SKU_TEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Unread(Exception):
    """A cell can't be what its column asks for; `code` says why."""

    def __init__(self, code, detail=""):
        self.code, self.detail = code, str(detail)
        super().__init__(code)


def price_column(code: str) -> str:
    return f"{PRICE}{code}"


def read_whole(text: str, column: str) -> int:
    least, most = LIMITS[column]
    if not WHOLE.fullmatch(text):
        raise Unread("whole")
    number = int(text)
    if not least <= number <= most:
        raise Unread("range", f"{least}–{most}")
    return number


def read_amount(text: str, currency: str) -> Money:
    """An amount in major units; Unread where it is finer than the currency or could be meant otherwise."""
    exponent = zero(currency).exponent
    digits = digits_of(text)
    if digits is None or len(digits[1]) > exponent:
        raise Unread("amount")
    whole, rest = digits
    money = Money(int(whole + rest.ljust(exponent, "0")), currency)
    if money.minor >= 10**12 or money.minor % money.step:
        raise Unread("step" if money.minor % money.step else "amount")
    return money


def read_text(text: str, column: str) -> str:
    if len(text) > LENGTHS[column]:
        raise Unread("long", LENGTHS[column])
    if column == SKU and not SKU_TEXT.fullmatch(text):
        raise Unread("sku")
    if column == PRODUCT and not CODE.fullmatch(text):
        raise Unread("code")
    return text


def read_options(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of codes, as colour=oak; size=140."""
    pairs = []
    for part in text.split(";"):
        option, equals, value = (piece.strip() for piece in part.partition("="))
        if not (equals and option and value):
            raise Unread("options")
        pairs.append((option, value))
    if len({option for option, _value in pairs}) < len(pairs):
        raise Unread("options")
    return tuple(pairs)


def options_text(pairs) -> str:
    return "; ".join(f"{option}={value}" for option, value in pairs)


def refuse_formula(text: str) -> str:
    if isinstance(text, Formula):
        raise Unread("formula")
    return text
