"""Random carts for the oracle, the same ones every time."""

import random
from fractions import Fraction

from tests.oracle.quotes import STEPS, Cart, Discount, Line, Row

# Rates as tables have them, and some that fall on halves of a minor unit: 3/25, 3/5, 1/3 cut short.
RATES = [Fraction(text) for text in ("0.19", "0.07", "0.08875", "0.05", "0.12", "0.6", "0.25", "0.0975", "0")]
BOOKS, FURNITURE = 1, 2


def draw(seed) -> Cart:
    """The cart of a seed."""
    chance = random.Random(f"cart {seed}")
    currency = chance.choice(["JPY", "USD", "KWD"])
    step = STEPS.get(currency, 1)
    lines = [
        Line(
            unit=chance.choice([chance.randrange(0, 40), chance.randrange(1, 100_000)]) * step,
            quantity=chance.choice([1, 1, 2, 3, 7]),
            category=chance.choice([None, BOOKS, FURNITURE]),
        )
        for _ in range(chance.choice([1, 1, 2, 3, 5]))
    ]
    area = chance.sample(["DE", "AT", "NL", "US"], k=chance.randint(1, 3))
    return Cart(
        currency=currency,
        includes_tax=chance.random() < 0.5,
        area=area,
        country=chance.choice([*area, *area, "DE", "AT", "FR", "US", "CH"]),
        region=chance.choice(["", "NY", "CA"]),
        lines=lines,
        delivery=chance.choice([0, chance.randrange(1, 10_000), chance.randrange(100, 10_000)]) * step,
        rows=_table(chance),
        discounts=_discounts(chance, lines, step),
        has_vat_id=chance.random() < 0.2,
        is_exempt=chance.random() < 0.05,
        gift_cards=[
            chance.choice([chance.randrange(1, 20_000), chance.randrange(1, 300_000)]) * step
            for _ in range(chance.choice([0, 0, 1, 2]))
        ],
    )


def _table(chance):
    """No two rows of one country, region, category and tax; the order is as it comes."""
    rows = {}
    for _ in range(chance.randint(10, 30)):
        country, region = (
            chance.choice(["DE", "AT", "NL", "FR", "US", "US"]),
            chance.choice(["", "", "NY", "CA"]),
        )
        category, tax = chance.choice([None, None, BOOKS, FURNITURE]), chance.choice(["", "", "city"])
        name = f"Tax {len(rows)}"
        rate, taxes_delivery = chance.choice(RATES), chance.random() < 0.85
        rows[country, region, category, tax] = Row(country, region, category, tax, name, rate, taxes_delivery)
    return list(rows.values())


def _discounts(chance, lines, step):
    discounts = []
    for _ in range(chance.choice([0, 1, 2, 3])):
        places = sorted(chance.sample(range(len(lines)), k=chance.randint(1, len(lines))))
        worth = sum(lines[place].unit * lines[place].quantity for place in places)
        discounts.append(Discount(chance.randint(0, worth // 2 // step + 5) * step, places))
    return discounts
