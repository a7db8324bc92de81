"""What a quote says, to the minor unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commerce.money import Money
from commerce.pricing.quote import Quote, QuoteLine, with_taxes
from commerce.pricing.tax import FlatTable, Place, Rate
from commerce.shipping.queries import Delivery

FURNITURE, BOOKS = 1, 2
NEW_YORK = Place("US", "NY")


def line(minor, quantity=1, *, sku="A", category=FURNITURE, currency="USD", discount=0):
    return QuoteLine(
        variant_id=1,
        sku=sku,
        title="Thing",
        options="",
        quantity=quantity,
        unit=Money(minor, currency),
        grams=100,
        tax_category_id=category,
        discount=Money(discount, currency),
    )


def delivery(minor, currency="USD"):
    return Delivery("standard", "Standard", Money(minor, currency), date(2026, 1, 5), date(2026, 1, 7))


def quote(*lines, inclusive=False, place=NEW_YORK, fee=900, currency="USD"):
    return Quote("us", currency, inclusive, lines, place=place, delivery=delivery(fee, currency))


TABLE = FlatTable(
    [
        Rate("US", "NY", None, "NY sales tax", Decimal("0.08875"), True),
        Rate("US", "CA", None, "CA sales tax", Decimal("0.0725"), False),
        Rate("DE", "", None, "VAT 19 %", Decimal("0.19"), True),
        Rate("DE", "", BOOKS, "VAT 7 %", Decimal("0.07"), True),
    ]
)


def test_tax_is_added_a_line_at_a_time():
    found = with_taxes(quote(line(333), line(333, sku="B"), fee=0), TABLE)
    # 8.875 % of 3.33 is 0.2955375: 30 cents a line, and not 59 for both.
    assert [each.tax.minor for each in found.lines] == [30, 30]
    assert found.total.minor == 666 + 60


def test_included_tax_is_part_of_the_price():
    found = with_taxes(
        quote(line(11900, currency="EUR"), inclusive=True, place=Place("DE"), fee=595, currency="EUR"), TABLE
    )
    assert found.lines[0].tax.minor == 1900
    assert found.delivery_tax.minor == 95
    assert found.total.minor == 11900 + 595
    assert found.lines[0].taxes[0].base.minor == 10000


def test_the_narrowest_rate_wins():
    found = with_taxes(
        quote(line(1070, category=BOOKS, currency="EUR"), inclusive=True, place=Place("DE"), currency="EUR"),
        TABLE,
    )
    assert found.lines[0].taxes[0].name == "VAT 7 %"
    assert found.lines[0].tax.minor == 70


def test_delivery_is_taxed_only_where_the_table_says_so():
    assert with_taxes(quote(line(1000), place=Place("US", "CA")), TABLE).delivery_tax.minor == 0
    assert with_taxes(quote(line(1000), place=Place("US", "NY")), TABLE).delivery_tax.minor == 80


def test_no_tax_where_the_table_has_none():
    found = with_taxes(quote(line(1000), place=Place("US", "OR")), TABLE)
    assert (found.tax.minor, found.total.minor) == (0, 1900)


def test_discounts_lower_what_is_taxed():
    found = with_taxes(quote(line(10000, discount=2000), fee=0), TABLE)
    assert found.tax.minor == 710
    assert found.total.minor == 8710


@pytest.mark.parametrize(
    "changed",
    [
        quote(line(1000, 2)),
        quote(line(1001)),
        quote(line(1000, sku="B")),
        quote(line(1000), fee=901),
        quote(line(1000), place=Place("US", "CA")),
        quote(line(1000, discount=1)),
    ],
)
def test_a_quote_that_asks_for_something_else_has_another_digest(changed):
    assert quote(line(1000)).digest == quote(line(1000)).digest
    assert changed.digest != quote(line(1000)).digest


def test_taxes_of_one_name_are_summed_for_the_receipt():
    found = with_taxes(quote(line(333), line(333, sku="B")), TABLE)
    assert found.tax_summary == [("NY sales tax", found.tax)]


def test_a_quote_without_a_place_knows_no_added_tax():
    bare = replace(quote(line(1000)), place=None, delivery=None)
    found = with_taxes(bare, TABLE)
    assert (found.tax.minor, found.total.minor, found.is_final) == (0, 1000, False)
