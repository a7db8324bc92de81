"""Quotes of plain data, in fractions. The numbers in brackets are the rules of docs/money.md."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

DECIMALS = {"JPY": 0, "USD": 2, "KWD": 3}
STEPS = {"KWD": 10}  # (1)
FIFTY = ("USD", "EUR", "JPY", "CHF", "CAD", "AUD")
LEAST_CHARGED = {**dict.fromkeys(FIFTY, 50), "GBP": 30, "SEK": 300, "DKK": 250}  # (20)
UNION = {"DE", "AT", "NL", "FR"}


@dataclass
class Row:
    country: str
    region: str
    category: int | None
    tax: str
    name: str
    rate: Fraction
    taxes_delivery: bool


@dataclass
class Line:
    unit: int
    quantity: int
    category: int | None


@dataclass
class Discount:
    """An amount off the lines at these places."""

    amount: int
    lines: list[int]


@dataclass
class Cart:
    currency: str
    includes_tax: bool
    area: list[str]
    country: str
    region: str
    lines: list[Line]
    delivery: int
    rows: list[Row]
    discounts: list[Discount] = field(default_factory=list)
    has_vat_id: bool = False
    is_exempt: bool = False
    gift_cards: list[int] = field(default_factory=list)


@dataclass
class Taxes:
    """Of one line or of delivery: (name, amount) of each tax that is due, and what is taken out."""

    due: list[tuple[str, int]] = field(default_factory=list)
    taken_out: int = 0

    @property
    def amount(self):
        return sum(amount for _name, amount in self.due)


@dataclass
class Answer:
    discounts: list[int]
    lines: list[Taxes]
    delivery: Taxes
    items: int
    discount: int
    tax: int
    relief: int
    total: int
    by_card: list[int]
    to_pay: int
    major: Fraction


def answer(cart: Cart) -> Answer:
    amounts = [line.unit * line.quantity for line in cart.lines]
    shares = discount_shares(amounts, cart.discounts, STEPS.get(cart.currency, 1))
    taxed = [amount - share for amount, share in zip(amounts, shares, strict=True)]
    lines = [taxes_of(cart, amount, line.category) for amount, line in zip(taxed, cart.lines, strict=True)]
    delivery = taxes_of(cart, cart.delivery, None, is_delivery=True)
    tax = sum(line.amount for line in lines) + delivery.amount
    relief = sum(line.taken_out for line in lines) + delivery.taken_out
    total = sum(amounts) - sum(shares) + cart.delivery + (0 if cart.includes_tax else tax) - relief  # (18)
    by_card = card_shares(total, cart.gift_cards, LEAST_CHARGED.get(cart.currency, 0))
    return Answer(
        discounts=shares,
        lines=lines,
        delivery=delivery,
        items=sum(amounts),
        discount=sum(shares),
        tax=tax,
        relief=relief,
        total=total,
        by_card=by_card,
        to_pay=total - sum(by_card),
        major=Fraction(total, 10 ** DECIMALS[cart.currency]),  # (1)
    )


def card_shares(total, cards, least):
    """(19) and (20)"""
    payable = min(sum(cards), total)
    if 0 < total - payable < least <= total:
        payable = total - least
    shares = []
    for balance in cards:
        shares.append(min(balance, payable - sum(shares)))
    return shares


def discount_shares(amounts, discounts, step):
    """(6)"""
    left = list(amounts)
    for discount in discounts:
        weights = [left[place] for place in discount.lines]
        for place, share in zip(
            discount.lines, split(min(discount.amount, sum(weights)), weights, step), strict=True
        ):
            left[place] -= share
    return [amount - rest for amount, rest in zip(amounts, left, strict=True)]


def taxes_of(cart, amount, category, *, is_delivery=False):
    """(11) to (17)"""
    home = cart.area[0]
    is_business_abroad = cart.has_vat_id and cart.country != home and {cart.country, home} <= UNION
    is_export = cart.includes_tax and cart.country not in cart.area
    is_due = not (cart.is_exempt or is_business_abroad or is_export)
    place = (cart.country, cart.region)
    if not is_due and cart.country not in cart.area:
        place = (home, "")
    rows = rows_for(cart.rows, place, category, is_delivery)
    whole = 1 + sum(row.rate for row in rows) if cart.includes_tax else 1
    step = STEPS.get(cart.currency, 1)
    taxes = [(row.name, rounded(amount * row.rate / whole, step)) for row in rows]
    if is_due:
        return Taxes(due=taxes)
    return Taxes(taken_out=sum(tax for _name, tax in taxes) if cart.includes_tax else 0)


def rows_for(rows, place, category, is_delivery):
    """(8) to (10)"""
    country, region = place
    counting = [
        row
        for row in rows
        if row.country == country and row.region in {"", region} and row.category in {None, category}
    ]
    winners = []
    for tax in dict.fromkeys(row.tax for row in counting):
        rivals = [row for row in counting if row.tax == tax]
        in_region = [row for row in rivals if row.region] or rivals
        winners.append(([row for row in in_region if row.category is not None] or in_region)[0])
    return [row for row in winners if row.rate > 0 and (row.taxes_delivery or not is_delivery)]


def rounded(exact, step):
    """(3) for amounts that are not negative."""
    return floor(exact / step + Fraction(1, 2)) * step


def split(amount, weights, step):
    """(4)"""
    weights = weights if sum(weights) else [1] * len(weights)
    exact = [Fraction(amount * weight, sum(weights) * step) for weight in weights]
    parts = [floor(share) for share in exact]
    losers = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in losers[: amount // step - sum(parts)]:
        parts[place] += 1
    return [part * step for part in parts]


def refunds_of(paid, quantity, parts, step):
    """(23) and (24): what refunds of so many units each give back."""
    units = split(paid, [1] * quantity, step)
    given = []
    for part in parts:
        upto = sum(parts[: len(given)]) + part
        given.append(sum(units[:upto]) - sum(given))
    return given
