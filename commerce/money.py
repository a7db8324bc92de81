"""Money: whole minor units and a currency. Rounding happens here and nowhere else.

The number of decimals and the way an amount is written come from Unicode CLDR, through Babel.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from babel.numbers import format_currency, get_currency_precision, get_group_symbol

# As people type amounts: 1234.50, 1234,50, 1,234.50 and 1.234,50.
TYPED = (
    re.compile(r"([0-9]{1,12})(?:\.([0-9]+))?"),
    re.compile(r"([0-9]{1,12}),([0-9]{1,2})"),
    re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)"),
    re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)"),
)
# Threes that could be thousands, whichever sign parts them.
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3}){1,3}")


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, yen, fils) of an ISO 4217 currency.

    >>> Money(100, "EUR").split([1, 1, 1])
    [Money(minor=34, currency='EUR'), Money(minor=33, currency='EUR'), Money(minor=33, currency='EUR')]
    """

    minor: int
    currency: str

    def __post_init__(self):
        if type(self.minor) is not int:
            raise TypeError(f"minor units are whole numbers, not {self.minor!r}")

    @property
    def exponent(self) -> int:
        """How many decimals the currency has: 0 for JPY, 2 for EUR, 3 for KWD."""
        return get_currency_precision(self.currency)

    @property
    def step(self) -> int:
        """The smallest sum that is charged: ten minor units where a currency has three decimals, else one.

        Stripe asks for it: https://docs.stripe.com/currencies#three-decimal
        """
        return 10 if self.exponent > 2 else 1

    @property
    def major(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-self.exponent)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        if type(quantity) is not int:
            raise TypeError("multiply money by whole quantities; shares are made by times() and split()")
        return Money(self.minor * quantity, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def times(self, factor: Decimal | Fraction) -> "Money":
        """The share `factor` of the amount in whole steps, half a step rounded up (away from zero).

        Exact before it is rounded: 14 cents at 12 % within are 3/28, 1.5 cents, which no decimal says.
        """
        exact = abs(self.minor * Fraction(factor)) / self.step
        rounded = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator) * self.step
        return Money(rounded if self.minor * factor >= 0 else -rounded, self.currency)

    def split(self, weights: Sequence[int]) -> list["Money"]:
        """Split by weights so that the parts sum to the whole: the largest remainders get a step more.

        Equal remainders go to the earlier part, so a split is the same every time. Where all weights
        are zero the parts are as equal as can be. What is not in whole steps is split in minor units.
        """
        if not weights:
            raise ValueError("nothing to split among")
        if any(weight < 0 for weight in weights):
            raise ValueError("weights are never negative")
        shares = list(weights) if sum(weights) else [1] * len(weights)
        step = 1 if self.minor % self.step else self.step
        total, sign, amount = sum(shares), -1 if self.minor < 0 else 1, abs(self.minor) // step
        parts = [amount * share // total for share in shares]
        remainders = sorted(range(len(shares)), key=lambda i: (-(amount * shares[i] % total), i))
        for i in remainders[: amount - sum(parts)]:
            parts[i] += 1
        return [Money(sign * part * step, self.currency) for part in parts]

    def written(self, locale: str) -> str:
        """The amount as people of a locale write it: `$129.00`, `129,00 €`."""
        return format_currency(self.major, self.currency, locale=locale.replace("-", "_"))

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__} do not mix")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor


def zero(currency: str) -> Money:
    return Money(0, currency)


def total(amounts, currency: str) -> Money:
    """The sum of amounts, zero of `currency` where there are none."""
    return sum(amounts, start=zero(currency))


def digits_of(text: str, language: str = "") -> tuple[str, str] | None:
    """The digits before and after the decimal sign of an amount as people type it; None where nobody can say.

    A dot is the decimal sign; a comma is one where no thousands could be meant; thousands are understood
    where both stand, and where the sign for them in the `language`, if it is known, parts all threes.
    """
    if language:
        thousands = get_group_symbol(language.replace("-", "_"))
        if GROUPED.fullmatch(text) and set(re.sub("[0-9]", "", text)) == {thousands}:
            return text.replace(thousands, ""), ""
    for form in TYPED:
        if found := form.fullmatch(text):
            return re.sub(r"[.,]", "", found[1]), found[2] or ""
    return None
