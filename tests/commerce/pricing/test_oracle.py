"""The shop and an oracle that shares no code with it agree on random carts, to the minor unit."""

import ast
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from commerce.credit.rules import Card
from commerce.money import Money, zero
from commerce.pricing.quote import Quote, QuoteLine, with_credit, with_taxes
from commerce.pricing.tax import FlatTable, Place, Rate, Terms
from commerce.refunds.rules import GivenBack, LineLeft, Sold
from commerce.shipping.queries import Delivery
from kinsite.foundation import clock
from tests.oracle import quotes as oracle
from tests.oracle.carts import draw

VAT_IDS = {"DE": "DE123456789", "AT": "ATU12345678", "NL": "NL123456789B01", "FR": "FRAB123456789"}
# What at least a fifth of the carts must have, or agreeing proves little.
COVERED = [
    "several lines",
    "several discounts",
    "tax inclusive",
    "tax exclusive",
    "delivery taxed",
    "0 decimals",
    "2 decimals",
    "3 decimals",
    "gift card",
]
# What at least some must have.
TOUCHED = [
    "several taxes",
    "half a unit",
    "reverse charge",
    "export",
    "exempt",
    "relief",
    "covered by cards",
    "several cards",
]


def quoted(cart) -> Quote:
    """The shop's quote of an oracle's cart."""
    amounts = [Money(line.unit, cart.currency) * line.quantity for line in cart.lines]
    lines = tuple(
        QuoteLine(
            variant_id=place,
            sku=f"SKU-{place}",
            title="Thing",
            options="",
            quantity=line.quantity,
            unit=Money(line.unit, cart.currency),
            grams=0,
            tax_category_id=line.category,
            discount=share,
        )
        for place, (line, share) in enumerate(zip(cart.lines, _shares(amounts, cart), strict=True))
    )
    quote = Quote(
        market="m",
        currency=cart.currency,
        prices_include_tax=cart.includes_tax,
        lines=lines,
        place=Place(cart.country, cart.region),
        delivery=Delivery(
            "standard", "Standard", Money(cart.delivery, cart.currency), date(2026, 1, 5), date(2026, 1, 7)
        ),
        terms=Terms(
            area=tuple(cart.area),
            vat_id=VAT_IDS.get(cart.country, "") if cart.has_vat_id else "",
            exemption="a reason" if cart.is_exempt else "",
        ),
    )
    table = FlatTable(
        [
            Rate(
                row.country,
                row.region,
                row.category,
                row.name,
                Decimal(row.rate.numerator) / row.rate.denominator,
                row.taxes_delivery,
                row.tax,
            )
            for row in cart.rows
        ]
    )
    cards = [
        Card(pk, "gift_card", "WARM", cart.currency, Money(balance, cart.currency))
        for pk, balance in enumerate(cart.gift_cards)
    ]
    return with_credit(with_taxes(quote, table), cards, clock.now())


def _shares(amounts, cart):
    """Each line's share of the discounts, by the shop's own splitting."""
    left = list(amounts)
    for discount in cart.discounts:
        weights = [left[place].minor for place in discount.lines]
        whole = Money(min(discount.amount, sum(weights)), cart.currency)
        for place, share in zip(discount.lines, whole.split(weights), strict=True):
            left[place] -= share
    return [amount - rest for amount, rest in zip(amounts, left, strict=True)]


def said(quote):
    """A quote in the oracle's words."""
    return {
        "discounts": [line.discount.minor for line in quote.lines],
        "lines": [_taxes(line.taxes, line.relief) for line in quote.lines],
        "delivery": _taxes(quote.delivery_taxes, quote.delivery_relief),
        "items": quote.items.minor,
        "discount": quote.discount.minor,
        "tax": quote.tax.minor,
        "relief": quote.relief.minor,
        "total": quote.total.minor,
        "by_card": [paid.amount.minor for paid in quote.credits],
        "to_pay": quote.to_pay.minor,
        "major": Fraction(quote.total.major),
    }


def _taxes(shares, relief):
    return [(share.name, share.amount.minor) for share in shares], relief.minor


def expected(answer):
    """The oracle's answer in the words of said()."""
    return {
        "discounts": answer.discounts,
        "lines": [(line.due, line.taken_out) for line in answer.lines],
        "delivery": (answer.delivery.due, answer.delivery.taken_out),
        "items": answer.items,
        "discount": answer.discount,
        "tax": answer.tax,
        "relief": answer.relief,
        "total": answer.total,
        "by_card": answer.by_card,
        "to_pay": answer.to_pay,
        "major": answer.major,
    }


@pytest.mark.proof
def test_the_oracle_agrees_on_random_carts(so_many):
    carts, seen = so_many(500, of=10_000), Counter()
    for seed in range(carts):
        cart = draw(seed)
        quote, answer = quoted(cart), oracle.answer(cart)
        assert said(quote) == expected(answer), f"cart {seed}: {cart}"
        seen.update(_kinds(cart, quote, answer))
    shares = {kind: round(seen[kind] / carts, 2) for kind in COVERED}
    assert all(share >= 0.2 for share in shares.values()), shares
    assert [kind for kind in TOUCHED if not seen[kind]] == []


def _kinds(cart, quote, answer):
    """What a cart is a case of."""
    kinds = {
        "several lines": len(cart.lines) > 1,
        "several discounts": sum(discount.amount > 0 for discount in cart.discounts) > 1,
        "tax inclusive": cart.includes_tax,
        "tax exclusive": not cart.includes_tax,
        "delivery taxed": bool(answer.delivery.amount),
        f"{quote.total.exponent} decimals": True,
        "several taxes": any(len(line.due) > 1 for line in answer.lines),
        "half a unit": _has_half(cart, quote),
        quote.treatment.replace("_", " "): True,
        "relief": bool(answer.relief),
        "gift card": sum(answer.by_card) > 0,
        "several cards": sum(share > 0 for share in answer.by_card) > 1,
        "covered by cards": bool(answer.total) and not answer.to_pay,
    }
    return [kind for kind, is_true in kinds.items() if is_true]


def _has_half(cart, quote):
    """A tax falls exactly between two minor units."""
    for line in quote.lines:
        whole = 1 + sum(Fraction(share.rate) for share in line.taxes) if cart.includes_tax else 1
        amount = (line.amount - line.discount).minor
        if any((amount * Fraction(share.rate) / whole) % 1 == Fraction(1, 2) for share in line.taxes):
            return True
    return False


@pytest.mark.proof
def test_the_oracle_agrees_on_what_refunds_give_back(so_many):
    for seed in range(so_many(500, of=10_000)):
        chance = random.Random(f"refund {seed}")
        currency, step = chance.choice([("JPY", 1), ("KWD", 10)])
        quantity, paid = chance.randint(1, 12), chance.randrange(0, 5_000) * step
        parts, left = [], quantity
        while left:
            parts.append(chance.randint(1, left))
            left -= parts[-1]
        sold = Sold(1, quantity, Money(paid, currency), zero(currency))
        line, given = LineLeft(sold, GivenBack(0, zero(currency), zero(currency))), []
        for part in parts:
            amount = line.amount_of(part)
            given.append(amount.minor)
            before = GivenBack(line.before.quantity + part, line.before.amount + amount, line.before.tax)
            line = replace(line, before=before)
        assert given == oracle.refunds_of(paid, quantity, parts, step), f"refund {seed}"
        assert sum(given) == paid


def test_the_oracle_imports_nothing_of_the_shop():
    files = list(Path(oracle.__file__).parent.glob("*.py"))
    roots = set()
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text()))):
        if isinstance(node, ast.Import):
            roots |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add(".".join(node.module.split(".")[:2]))
    assert len(files) == 3
    assert roots == {"dataclasses", "fractions", "math", "random", "tests.oracle"}
