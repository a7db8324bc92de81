"""What an amendment comes to. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commerce.money import Money, total
from commerce.pricing.quote import Quote, QuoteLine
from commerce.pricing.tax import TaxShare
from commerce.refunds.rules import Refundable
from commerce.shipping.queries import Delivery


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to change: units to take out, by line; units to put in, by variant; and the code
    of another delivery, or nothing where it stays."""

    cut: Mapping[int, int] = field(default_factory=dict)
    added: Mapping[int, int] = field(default_factory=dict)
    delivery: str = ""

    def __bool__(self):
        return any(self.cut.values()) or any(self.added.values()) or bool(self.delivery)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wish in money. `added` is a quote of what is put in; its delivery is by how much it gets dearer."""

    wish: Wish
    added: Quote
    cut_goods: Money
    cut_delivery: Money
    delivery: Delivery | None = None

    @property
    def cut(self) -> Money:
        """All that is taken out, tax within."""
        return self.cut_goods + self.cut_delivery

    @property
    def difference(self) -> Money:
        """What is left to pay; below zero it is given back."""
        return self.added.total - self.cut

    @property
    def given_back(self) -> Money:
        return max(-self.difference, Money(0, self.added.currency))

    @property
    def offset(self) -> Money:
        """What of the taken out pays for the put in."""
        return min(self.added.total, self.cut)


def worth_of_cut(wish: Wish, refundable: Refundable) -> Money:
    """What a refund of the units to take out would give. Raises ValueError where there are not so many."""
    lines = (refundable.line(line_id).amount_of(units) for line_id, units in wish.cut.items())
    return total(lines, refundable.currency)


def delivery_step(price: Money, paid: Money, paid_with_tax: Money) -> tuple[Money, Money]:
    """From a delivery to another one: by how much its price rises, and what of the old one is given back.

    `paid` is the old one after its discount, in prices as shown; `paid_with_tax` with what was added to it.
    """
    nothing = Money(0, price.currency)
    if price >= paid:
        return price - paid, nothing
    given, _kept = paid_with_tax.split([(paid - price).minor, price.minor])
    return nothing, given


def as_rows(lines: tuple[QuoteLine, ...]) -> list[dict]:
    """Quoted lines as plain data: all that an order line stores."""
    return [
        {
            "variant_id": line.variant_id,
            "title": line.title,
            "sku": line.sku,
            "options": line.options,
            "quantity": line.quantity,
            "unit_minor": line.unit.minor,
            "tax_rate": str(line.tax_rate),
            "tax_minor": line.tax.minor,
            "relief_minor": line.relief.minor,
            "grams": line.grams,
            "image_id": line.shown.image_id,
            "path": line.shown.path,
            "revision_id": line.shown.revision_id,
            "taxes": tax_rows(line.taxes),
        }
        for line in lines
    ]


def tax_rows(taxes: tuple[TaxShare, ...]) -> list[dict]:
    """Taxes as plain data: all that an order stores of one."""
    return [
        {
            "name": share.name,
            "jurisdiction": share.jurisdiction,
            "rate": str(share.rate),
            "base_minor": share.base.minor,
            "amount_minor": share.amount.minor,
        }
        for share in taxes
    ]
