"""A quote with discounts: its total, the order's numbers and what refunds rely on are the same."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.discounts.rules import Facts, Line, decide
from commerce.money import Money, total
from commerce.pricing.quote import Quote, QuoteLine, with_discounts, with_taxes
from commerce.pricing.tax import FlatTable, Place, Rate
from commerce.refunds.rules import paid_for
from commerce.shipping.queries import Delivery
from tests.commerce.discounts.test_rules import carts


def quote_of(currency, lines, delivery, *, inclusive):
    return Quote(
        market="us",
        currency=currency,
        prices_include_tax=inclusive,
        lines=tuple(
            QuoteLine(
                variant_id=index,
                sku=f"SKU-{index}",
                title="Thing",
                options="",
                quantity=line.quantity,
                unit=line.unit,
                grams=1,
                tax_category_id=None,
                discount=Money(0, currency),
            )
            for index, line in enumerate(lines)
        ),
        place=Place("US", "NY"),
        delivery=Delivery("standard", "Standard", delivery, date(2026, 1, 5), date(2026, 1, 7)),
    )


def order_of(quote):
    """The columns that write_order() fills, and its lines."""
    order = SimpleNamespace(
        prices_include_tax=quote.prices_include_tax,
        delivery_minor=quote.delivery_price.minor,
        delivery_discount_minor=quote.delivery_discount.minor,
        delivery_tax_minor=quote.delivery_tax.minor,
        delivery_relief_minor=quote.delivery_relief.minor,
        money=lambda minor: Money(minor, quote.currency),
    )
    lines = [
        SimpleNamespace(
            pk=line.variant_id,
            quantity=line.quantity,
            total=line.amount,
            discount_minor=line.discount.minor,
            tax_minor=line.tax.minor,
            relief_minor=line.relief.minor,
        )
        for line in quote.lines
    ]
    return order, lines


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(carts(), st.booleans(), st.decimals("0", "0.3", places=5), st.booleans())
def test_what_is_charged_is_the_sum_of_what_is_stored(drawn, inclusive, rate, taxes_delivery):
    currency, lines, discounts, facts = drawn
    delivery = facts.delivery or Money(0, currency)
    bare = quote_of(currency, lines, delivery, inclusive=inclusive)
    decision = decide(lines, discounts, facts, currency)
    table = FlatTable([Rate("US", "NY", None, "Tax", Decimal(rate), taxes_delivery)])
    quote = with_taxes(with_discounts(bare, decision), table)

    sold, delivered = paid_for(*order_of(quote))
    assert total((line.paid for line in sold), currency) + delivered == quote.total
    assert all(line.paid.minor >= 0 for line in sold) and delivered.minor >= 0
    assert not any(
        amount.minor % amount.step for amount in (quote.total, delivered, *(line.paid for line in sold))
    )
    named = total((applied.amount for applied in quote.discounts), currency)
    assert named == quote.discount + quote.delivery_discount
    # Tax is of what is paid: of lines after their discounts, of delivery after its own.
    bases = total((share.base for line in quote.lines for share in line.taxes), currency)
    paid = quote.items - quote.discount
    if rate:
        goods_tax = total((line.tax for line in quote.lines), currency)
        assert bases == (paid - goods_tax if inclusive else paid)
    for share in quote.delivery_taxes:
        off = delivery - quote.delivery_discount
        assert share.base == (off - share.amount if inclusive else off)


@pytest.mark.parametrize(("inclusive", "base", "tax"), [(False, 400, 40), (True, 364, 36)])
def test_free_delivery_is_taxed_of_what_is_left_of_its_price(inclusive, base, tax):
    from tests.commerce.discounts.test_rules import NOW, free

    lines = [Line(1, frozenset(), Money(1000, "USD"), 1)]
    bare = quote_of("USD", lines, Money(900, "USD"), inclusive=inclusive)
    facts = Facts(NOW, delivery=Money(900, "USD"), cheapest_delivery=Money(500, "USD"))
    table = FlatTable([Rate("US", "NY", None, "Tax", Decimal("0.1"), taxes_delivery=True)])
    quote = with_taxes(with_discounts(bare, decide(lines, [free()], facts, "USD")), table)
    [share] = quote.delivery_taxes
    assert (quote.delivery_discount.minor, share.base.minor, share.amount.minor) == (500, base, tax)


def test_a_quote_with_another_discount_has_another_digest():
    from tests.commerce.discounts.test_rules import FACTS, free, off, percent

    lines = [Line(1, frozenset(), Money(1000, "USD"), 1)]
    bare = quote_of("USD", lines, Money(0, "USD"), inclusive=False)
    digests = {
        with_discounts(bare, decide(lines, discounts, FACTS, "USD")).digest
        for discounts in ([], [percent(10)], [off(100)], [off(100, id=7)], [percent(10), free()])
    }
    assert len(digests) == 5
