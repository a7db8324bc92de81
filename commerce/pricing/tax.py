"""Tax: the protocol of a calculator, and the flat table as one. Pure: rates come in as data.

Rounding rule: tax is computed for each line and for delivery on its own, after discounts, and rounded
half up to a minor unit; totals are sums of what was rounded. Where prices include tax, the tax is the
part `rate / (1 + rate)` of the amount.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from commerce.money import Money


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods go: ISO 3166 country and, where it has one, the region's code."""

    country: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Taxable:
    """An amount to tax; without a category it is delivery."""

    amount: Money
    category_id: int | None
    is_delivery: bool = False


@dataclass(frozen=True, slots=True)
class TaxShare:
    """One tax on one amount: `base` is without the tax, `amount` the tax."""

    name: str
    jurisdiction: str
    rate: Decimal
    base: Money
    amount: Money


class TaxCalculator(Protocol):
    def shares(self, place: Place, taxables: Sequence[Taxable], *, inclusive: bool) -> list[list[TaxShare]]:
        """The taxes of each taxable, in order. Amounts are in minor units of one currency."""
        ...


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of the flat table; an empty region or no category stand for all."""

    country: str
    region: str
    category_id: int | None
    name: str
    rate: Decimal
    taxes_delivery: bool


class FlatTable:
    """Taxes by country, region and category. The narrowest row wins: region first, then category."""

    def __init__(self, rates: Sequence[Rate]):
        self.rates = rates

    def shares(self, place, taxables, *, inclusive):
        return [self._share(place, taxable, inclusive) for taxable in taxables]

    def _share(self, place, taxable, inclusive):
        row = self._row(place, taxable)
        if row is None or not row.rate:
            return []
        part = row.rate / (1 + row.rate) if inclusive else row.rate
        tax = taxable.amount.times(part)
        base = taxable.amount - tax if inclusive else taxable.amount
        jurisdiction = f"{row.country}-{row.region}" if row.region else row.country
        return [TaxShare(row.name, jurisdiction, row.rate, base, tax)]

    def _row(self, place, taxable):
        rows = [
            row
            for row in self.rates
            if row.country == place.country
            and row.region in ("", place.region)
            and row.category_id in (None, taxable.category_id)
            and (row.taxes_delivery or not taxable.is_delivery)
        ]
        return max(rows, key=lambda row: (row.region != "", row.category_id is not None), default=None)
