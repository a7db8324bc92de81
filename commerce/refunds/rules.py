"""What may be given back of an order, and how much a unit is. Pure.

A line's part of what was paid is split among its units by largest remainder, earlier units first. A refund
of n units gives what the units refunded so far and these n are worth together, less what was given for
the former. So any sequence of partial refunds of a line, failed ones among them, ends at exactly what was
paid for it, and never above.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from commerce.credit.rules import name_of, shares_of
from commerce.money import Money, total
from commerce.payments.rules import method_words

# What a customer reads of a refund, by its status; some wait for the customer's own bank details.
FOR_CUSTOMERS = {
    "requested": _("We are sending it."),
    "sent": _("On its way: it takes 5–10 days at your bank until you see it."),
    "succeeded": _("Sent: it takes 5–10 days at your bank until you see it."),
}
SPENDABLE = _("It can be spent now.")
WAITS_FOR_CUSTOMER = _("Our payment provider wrote to you: please tell them where it should go.")


@dataclass(frozen=True, slots=True)
class Sold:
    """A line as it was paid: `paid` is after its discount and with its tax, which is `tax`."""

    line_id: int
    quantity: int
    paid: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What counted refunds gave back of a line, or are about to: deductions are not taken off."""

    quantity: int
    amount: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class LineLeft:
    """What is left of a line to refund."""

    sold: Sold
    before: GivenBack

    @property
    def quantity(self) -> int:
        return self.sold.quantity - self.before.quantity

    def amount_of(self, quantity: int) -> Money:
        """What the next so many units are worth, tax within."""
        return self._next(quantity, self.sold.paid, self.before.amount)

    def tax_of(self, quantity: int) -> Money:
        """The tax within that."""
        return self._next(quantity, self.sold.tax, self.before.tax)

    def _next(self, quantity, whole, given):
        if not 0 <= quantity <= self.quantity:
            raise ValueError(f"{quantity} of {self.quantity} units")
        if not quantity:
            return Money(0, whole.currency)
        units = whole.split([1] * self.sold.quantity)
        return total(units[: self.before.quantity + quantity], whole.currency) - given


@dataclass(frozen=True, slots=True)
class Refundable:
    """What may still be given back: of each line, of delivery, and in all.

    `credits` are what is left of each credit that paid of the order, in the order they were entered;
    `elsewhere` is what is left of its other payments, which takes a refund through them.
    """

    currency: str
    lines: tuple[LineLeft, ...]
    delivery: Money
    captured: Money
    refunded: Money
    refunding: Money
    credits: tuple[Money, ...] = ()
    elsewhere: Money | None = None

    @property
    def left_of_payment(self) -> Money:
        return self.captured - self.refunded - self.refunding

    @property
    def left_of_credit(self) -> Money:
        return total(self.credits, self.currency)

    @property
    def left(self) -> Money:
        return self.left_of_payment + self.left_of_credit

    @property
    def left_in_all(self) -> Money:
        """What may be given back by as many refunds as there are payments."""
        return self.left + self.elsewhere if self.elsewhere else self.left

    def by_credit(self, amount: Money) -> list[Money]:
        """What of an amount each credit gets: the payment first, as much as is left of it.

        Raises ValueError where the amount is more than what is left.
        """
        return shares_of(amount - min(amount, self.left_of_payment), self.credits)

    def line(self, line_id: int) -> LineLeft:
        return next(line for line in self.lines if line.sold.line_id == line_id)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to give back. Amounts are in minor units of the order's currency.

    `amount` may be lower than what units, delivery and goodwill come to: the rest is kept back. Without it
    all of that is given.
    """

    units: Mapping[int, int] = field(default_factory=dict)
    restocked: frozenset[int] = frozenset()
    delivery: int = 0
    goodwill: int = 0
    amount: int | None = None
    reason: str = ""
    message: str = ""
    notifies: bool = True
    to_store_credit: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """A wish in money."""

    lines: tuple[tuple[LineLeft, int], ...]
    delivery: Money
    goodwill: Money
    deduction: Money

    @property
    def computed(self) -> Money:
        units = (line.amount_of(quantity) for line, quantity in self.lines)
        return total(units, self.delivery.currency) + self.delivery + self.goodwill

    @property
    def amount(self) -> Money:
        return self.computed - self.deduction


def worth_of(wish: Wish, refundable: Refundable) -> Worth:
    """What a wish comes to.

    Raises ValueError where it asks for more units or delivery than are left, for lines of another order,
    for less than nothing, or for an amount above what its parts come to: a form has said so before.
    """
    currency = refundable.currency
    if min(wish.delivery, wish.goodwill, wish.amount or 0, *wish.units.values()) < 0:
        raise ValueError("less than nothing")
    if wish.units.keys() - {line.sold.line_id for line in refundable.lines}:
        raise ValueError("lines of another order")
    lines = tuple((refundable.line(line_id), n) for line_id, n in sorted(wish.units.items()) if n)
    if any(n > line.quantity for line, n in lines) or wish.delivery > refundable.delivery.minor:
        raise ValueError("more than is left")
    full = Worth(lines, Money(wish.delivery, currency), Money(wish.goodwill, currency), Money(0, currency))
    if wish.amount is None:
        return full
    if wish.amount > full.computed.minor:
        raise ValueError("more than its parts")
    return Worth(lines, full.delivery, full.goodwill, full.computed - Money(wish.amount, currency))


def everything(refundable: Refundable, *, reason: str, restocks: bool, notifies: bool = True) -> Wish | None:
    """The wish that leaves nothing captured, or None where nothing is left.

    Where earlier refunds gave more than their parts, less than the parts is left; where they gave less,
    goodwill makes up for it.
    """
    left = refundable.left.minor
    if left <= 0:
        return None
    units = {line.sold.line_id: line.quantity for line in refundable.lines if line.quantity}
    parts = refundable.delivery + total(
        (line.amount_of(line.quantity) for line in refundable.lines), refundable.currency
    )
    return Wish(
        units=units,
        restocked=frozenset(units) if restocks else frozenset(),
        delivery=refundable.delivery.minor,
        goodwill=max(0, left - parts.minor),
        amount=left,
        reason=reason,
        notifies=notifies,
    )


def paid_for(order, lines: Sequence) -> tuple[list[Sold], Money]:
    """The lines of an order as they were paid, and delivery likewise; together they are its total."""
    added = not order.prices_include_tax
    sold = [
        Sold(
            line_id=line.pk,
            quantity=line.quantity,
            paid=line.total
            - order.money(line.discount_minor + line.relief_minor)
            + order.money(line.tax_minor if added else 0),
            tax=order.money(line.tax_minor),
        )
        for line in lines
    ]
    delivery = order.delivery_minor - order.delivery_discount_minor - order.delivery_relief_minor
    return sold, order.money(delivery + (order.delivery_tax_minor if added else 0))


def where_words(refund) -> str:
    """Where a refund goes, as people know it: "Visa •••• 4242, Gift card •••• WARM"; empty where unknown."""
    places = [method_words(refund.payment)] if refund.sent else []
    for part in refund.credits.all():
        account = part.account or (part.use and part.use.account)
        places.append(account.name if account else name_of("store_credit", ""))
    return ", ".join(dict.fromkeys(filter(None, places)))


def words_for_customer(status: str, provider_status: str, is_sent: bool = True) -> str:
    """How a refund stands, in words for the customer; not `is_sent` are those to credit alone."""
    if status == "succeeded" and not is_sent:
        return SPENDABLE
    if status == "sent" and provider_status == "requires_action":
        return WAITS_FOR_CUSTOMER
    return FOR_CUSTOMERS[status]
