"""Tax: what is due, the protocol of a calculator, and the flat table as one. Pure: rates come in as data.

Rounding rule: each tax is computed for each line and for delivery on its own, after discounts, exactly, and
then rounded half up to a minor unit; totals are sums of what was rounded. Where prices include tax, a tax is
the part `rate / (1 + all rates of that line)` of the amount. docs/money.md has every rule of money.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from commerce.money import Money, total
from commerce.pricing.vat_ids import has_vat_ids, vat_id_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where goods go: ISO 3166 country and, where it has one, the region's code."""

    country: str
    region: str = ""
    postcode: str = ""


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


class Treatment(StrEnum):
    """Why tax is due, or is not."""

    TAXED = "taxed"
    REVERSE_CHARGE = "reverse_charge"
    EXEMPT = "exempt"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Terms:
    """Who sells and who buys, as far as taxes ask.

    `area` are the countries whose tax the market's prices hold, the seller's own first. `exemption` is why
    the buyer pays none.
    """

    area: tuple[str, ...] = ()
    vat_id: str = ""
    exemption: str = ""

    @property
    def home(self) -> str:
        return self.area[0] if self.area else ""

    def treatment(self, place: Place, *, inclusive: bool) -> Treatment:
        """The first that is true: exempt, business abroad within the area of VAT ids, outside the area."""
        if self.exemption:
            return Treatment.EXEMPT
        is_abroad = place.country != self.home
        if is_abroad and has_vat_ids(self.home) and vat_id_of(self.vat_id, place.country):
            return Treatment.REVERSE_CHARGE
        if inclusive and self.area and place.country not in self.area:
            return Treatment.EXPORT
        return Treatment.TAXED


EVERYBODY = Terms()


@dataclass(frozen=True, slots=True)
class Taxed:
    """What became of one taxable: the taxes due, or those its price held and that are taken out of it."""

    due: tuple[TaxShare, ...] = ()
    taken_out: tuple[TaxShare, ...] = ()


def tax_each(calculator, place: Place, taxables: Sequence[Taxable], *, inclusive, terms) -> list[Taxed]:
    """The taxes of each taxable under the terms.

    Where none is due, prices that include tax lose the tax a private buyer there would have paid within;
    outside the area, the tax of the seller's own country.
    """
    treatment = terms.treatment(place, inclusive=inclusive)
    if treatment is Treatment.TAXED:
        return [Taxed(tuple(due)) for due in calculator.shares(place, taxables, inclusive=inclusive)]
    if not inclusive:
        return [Taxed() for _taxable in taxables]
    held = Place(terms.home) if place.country not in terms.area else place
    return [Taxed((), tuple(within)) for within in calculator.shares(held, taxables, inclusive=True)]


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of the flat table; an empty region or no category stand for all."""

    country: str
    region: str
    category_id: int | None
    name: str
    rate: Decimal
    taxes_delivery: bool
    tax: str = ""


class FlatTable:
    """Taxes by country, region and category. Of one tax's rows the narrowest wins: region first, then
    category; different taxes of a place (a state's and a city's) add up."""

    def __init__(self, rates: Sequence[Rate]):
        self.rates = rates

    def shares(self, place, taxables, *, inclusive):
        return [self._shares(place, taxable, inclusive) for taxable in taxables]

    def _shares(self, place, taxable, inclusive):
        rows = self._rows(place, taxable)
        whole = 1 + sum(Fraction(row.rate) for row in rows) if inclusive else 1
        taxes = [taxable.amount.times(Fraction(row.rate) / whole) for row in rows]
        base = taxable.amount - total(taxes, taxable.amount.currency) if inclusive else taxable.amount
        return [
            TaxShare(row.name, _jurisdiction(row), row.rate, base, tax)
            for row, tax in zip(rows, taxes, strict=True)
        ]

    def _rows(self, place, taxable):
        """The row of each tax that counts here; those that take nothing are left out."""
        narrowest = {}
        for row in self.rates:
            if (
                row.country == place.country
                and row.region in ("", place.region)
                and row.category_id in (None, taxable.category_id)
            ):
                known = narrowest.get(row.tax)
                if known is None or _width(row) > _width(known):
                    narrowest[row.tax] = row
        return [
            row for row in narrowest.values() if row.rate and (row.taxes_delivery or not taxable.is_delivery)
        ]


def _width(row):
    return (row.region != "", row.category_id is not None)


def _jurisdiction(row):
    return f"{row.country}-{row.region}" if row.region else row.country
