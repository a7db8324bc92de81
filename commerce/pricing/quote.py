"""The quote: what a cart costs, computed once and stored with the order. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from commerce.cart.signed import Source
from commerce.credit.rules import Card, Paid, Unused, pay_by
from commerce.discounts.rules import Applied, Decision, Missed
from commerce.errors import BelowMinimum
from commerce.money import Money, total
from commerce.pricing.tax import (
    EVERYBODY,
    Place,
    Taxable,
    TaxCalculator,
    Taxed,
    TaxShare,
    Terms,
    Treatment,
    tax_each,
)
from commerce.shipping.queries import Delivery

NOWHERE = Source()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the shopper saw of a line, for the order to keep, and where it was added from."""

    image_id: int | None = None
    path: str = ""
    revision_id: int | None = None
    source: Source = NOWHERE


UNSEEN = Shown()


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A line of the quote; `discount` and `taxes` are its own shares, of all its units.

    `taken_out` are taxes that its price holds and that are not charged.
    """

    variant_id: int
    sku: str
    title: str
    options: str
    quantity: int
    unit: Money
    grams: int
    tax_category_id: int | None
    discount: Money
    taxes: tuple[TaxShare, ...] = ()
    shown: Shown = UNSEEN
    taken_out: tuple[TaxShare, ...] = ()

    @property
    def amount(self):
        """The units before discounts."""
        return self.unit * self.quantity

    @property
    def tax(self):
        return total((share.amount for share in self.taxes), self.unit.currency)

    @property
    def relief(self):
        return total((share.amount for share in self.taken_out), self.unit.currency)

    @property
    def tax_rate(self):
        return sum((share.rate for share in self.taxes), Decimal(0))


@dataclass(frozen=True, slots=True)
class Quote:
    """What is asked of the shopper, to the minor unit. `total` is what it costs; `credits` are cards that pay
    of it, and `to_pay` is what will be charged."""

    market: str
    currency: str
    prices_include_tax: bool
    lines: tuple[QuoteLine, ...]
    place: Place | None = None
    delivery: Delivery | None = None
    delivery_taxes: tuple[TaxShare, ...] = ()
    discounts: tuple[Applied, ...] = ()
    missed: tuple[Missed, ...] = ()
    delivery_taken_out: tuple[TaxShare, ...] = ()
    terms: Terms = EVERYBODY
    taxed_by: str = "table"
    credits: tuple[Paid, ...] = ()
    unused_credits: tuple[Unused, ...] = ()

    @property
    def items(self):
        return total((line.amount for line in self.lines), self.currency)

    @property
    def discount(self):
        return total((line.discount for line in self.lines), self.currency)

    @property
    def delivery_price(self):
        return self.delivery.price if self.delivery else Money(0, self.currency)

    @property
    def delivery_discount(self):
        return total((applied.delivery for applied in self.discounts), self.currency)

    @property
    def missed_codes(self):
        """The codes in the cart that take nothing off, each with the reason."""
        return tuple(missed for missed in self.missed if missed.terms.code)

    @property
    def almost_free(self):
        """The automatic free delivery that the cart is too small for, or None."""
        if any(applied.is_delivery for applied in self.discounts):
            return None
        offers = (
            missed
            for missed in self.missed
            if missed.is_delivery and not missed.terms.code and isinstance(missed.why, BelowMinimum)
        )
        return min(offers, key=lambda missed: missed.why.missing, default=None)

    @property
    def delivery_tax(self):
        return total((share.amount for share in self.delivery_taxes), self.currency)

    @property
    def delivery_relief(self):
        return total((share.amount for share in self.delivery_taken_out), self.currency)

    @property
    def tax(self):
        return total((line.tax for line in self.lines), self.currency) + self.delivery_tax

    @property
    def relief(self):
        """Tax that the prices hold and that is not charged."""
        return total((line.relief for line in self.lines), self.currency) + self.delivery_relief

    @property
    def treatment(self):
        if self.place is None:
            return Treatment.EXEMPT if self.terms.exemption else Treatment.TAXED
        return self.terms.treatment(self.place, inclusive=self.prices_include_tax)

    @property
    def total(self):
        added = Money(0, self.currency) if self.prices_include_tax else self.tax
        return self.items - self.discount + self.delivery_price - self.delivery_discount + added - self.relief

    @property
    def credit(self):
        """What gift cards and store credit pay of the total."""
        return total((paid.amount for paid in self.credits), self.currency)

    @property
    def to_pay(self):
        """What the payment provider is asked for."""
        return self.total - self.credit

    @property
    def tax_summary(self):
        """(name, amount) of each tax, summed over lines and delivery, in order of appearance."""
        sums = {}
        for share in [*(share for line in self.lines for share in line.taxes), *self.delivery_taxes]:
            sums[share.name] = sums.get(share.name, Money(0, self.currency)) + share.amount
        return list(sums.items())

    @property
    def grams(self):
        return sum(line.grams * line.quantity for line in self.lines)

    @property
    def is_final(self):
        """Everything that decides the total is known."""
        return self.place is not None and self.delivery is not None

    @property
    def digest(self):
        """The same for two quotes that a shopper would call the same: goods, amounts, delivery, place."""
        words = [self.market, self.currency, str(self.total.minor), str(self.tax.minor)]
        words += [
            f"{line.sku}×{line.quantity}@{line.unit.minor}-{line.discount.minor}" for line in self.lines
        ]
        if self.place:
            words.append(f"{self.place.country}-{self.place.region}")
        if self.terms.vat_id or self.treatment is not Treatment.TAXED:
            words.append(f"{self.treatment}:{self.terms.vat_id}-{self.relief.minor}")
        if self.delivery:
            words.append(f"{self.delivery.code}@{self.delivery.price.minor}")
        words += [f"{applied.terms.id}:{applied.amount.minor}" for applied in self.discounts]
        words += [f"credit {paid.card.account_id}:{paid.amount.minor}" for paid in self.credits]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()


def with_discounts(quote: Quote, decision: Decision) -> Quote:
    """The quote with what applies to it taken off; its taxes are computed afterwards."""
    nothing = Money(0, quote.currency)
    shares = [applied.shares for applied in decision.applied]
    lines = tuple(
        replace(line, discount=sum((share[index] for share in shares), start=nothing))
        for index, line in enumerate(quote.lines)
    )
    return replace(quote, lines=lines, discounts=decision.applied, missed=decision.missed)


def with_credit(quote: Quote, cards: Sequence[Card], now: datetime) -> Quote:
    """The quote as its cards pay it. A payment, and no discount: nothing else of the quote moves."""
    paid, unused = pay_by(cards, quote.total, now)
    return replace(quote, credits=paid, unused_credits=unused)


def with_taxes(quote: Quote, calculator: TaxCalculator) -> Quote:
    """The quote with the taxes of its place; without a place, unchanged."""
    if quote.place is None:
        return quote
    taxables = [Taxable(line.amount - line.discount, line.tax_category_id) for line in quote.lines]
    if quote.delivery:
        taxables.append(Taxable(quote.delivery.price - quote.delivery_discount, None, is_delivery=True))
    taxed = tax_each(calculator, quote.place, taxables, inclusive=quote.prices_include_tax, terms=quote.terms)
    delivery = taxed[-1] if quote.delivery else Taxed()
    return replace(
        quote,
        lines=_taxed(quote.lines, taxed),
        delivery_taxes=delivery.due,
        delivery_taken_out=delivery.taken_out,
    )


def _taxed(lines: Sequence[QuoteLine], taxed: Sequence[Taxed]) -> tuple[QuoteLine, ...]:
    return tuple(
        replace(line, taxes=each.due, taken_out=each.taken_out)
        for line, each in zip(lines, taxed, strict=False)
    )
