"""The flat table and who pays no tax, without a database."""

from decimal import Decimal

import pytest

from commerce.money import Money
from commerce.pricing.tax import FlatTable, Place, Rate, Taxable, Terms, Treatment, tax_each
from commerce.pricing.vat_ids import FORMATS, vat_id_of

BOOKS = 2
UNION = Terms(area=("DE", "AT", "FR"))


def rate(country, percent, *, region="", category=None, tax="", delivery=True):
    name = f"{country}{region} {percent} %"
    return Rate(country, region, category, name, Decimal(percent) / 100, delivery, tax)


TABLE = FlatTable(
    [
        rate("DE", "19"),
        rate("DE", "7", category=BOOKS),
        rate("AT", "20"),
        rate("US", "4", region="NY", tax="state"),
        rate("US", "4.5", region="NY", tax="city"),
        rate("US", "1", tax="state"),
        rate("US", "6", region="CA", tax="state", delivery=False),
    ]
)


def euros(minor, category=None, *, is_delivery=False):
    return Taxable(Money(minor, "EUR"), category, is_delivery)


def taxes(place, taxable, *, inclusive=False, terms=UNION):
    (found,) = tax_each(TABLE, place, [taxable], inclusive=inclusive, terms=terms)
    return [share.amount.minor for share in found.due], [share.amount.minor for share in found.taken_out]


def test_taxes_of_a_place_add_up_and_the_narrowest_of_each_wins():
    assert taxes(Place("US", "NY"), euros(1000)) == ([40, 45], [])
    assert taxes(Place("US", "TX"), euros(1000)) == ([10], [])


def test_several_included_taxes_are_parts_of_one_price():
    (found,) = tax_each(TABLE, Place("US", "NY"), [euros(10850)], inclusive=True, terms=Terms())
    assert [share.amount.minor for share in found.due] == [400, 450]
    assert {share.base.minor for share in found.due} == {10000}


def test_where_the_narrowest_row_leaves_delivery_untaxed_no_wider_one_steps_in():
    assert taxes(Place("US", "CA"), euros(1000, is_delivery=True)) == ([], [])


def test_half_a_unit_within_a_price_is_rounded_up():
    """14 at 12 % within is 1.5, which decimals only come near to from below."""
    table = FlatTable([rate("DE", "12")])
    (found,) = tax_each(table, Place("DE"), [euros(14)], inclusive=True, terms=UNION)
    assert found.due[0].amount.minor == 2


@pytest.mark.parametrize(
    ("place", "terms", "treatment"),
    [
        (Place("DE"), UNION, Treatment.TAXED),
        (Place("AT"), UNION, Treatment.TAXED),
        (Place("AT"), Terms(UNION.area, vat_id="ATU12345678"), Treatment.REVERSE_CHARGE),
        (Place("DE"), Terms(UNION.area, vat_id="DE123456789"), Treatment.TAXED),
        (Place("AT"), Terms(UNION.area, vat_id="DE123456789"), Treatment.TAXED),
        (Place("AT"), Terms(("US",), vat_id="ATU12345678"), Treatment.EXPORT),
        (Place("CH"), UNION, Treatment.EXPORT),
        (Place("CH"), Terms(UNION.area, exemption="NATO"), Treatment.EXEMPT),
    ],
)
def test_who_pays_no_tax(place, terms, treatment):
    assert terms.treatment(place, inclusive=True) == treatment


def test_prices_without_tax_know_no_export():
    assert UNION.treatment(Place("CH"), inclusive=False) == Treatment.TAXED


def test_what_is_not_charged_is_taken_out_of_prices_that_hold_it():
    business = Terms(UNION.area, vat_id="ATU12345678")
    assert taxes(Place("AT"), euros(12000), inclusive=True, terms=business) == ([], [2000])
    assert taxes(Place("AT"), euros(12000), inclusive=False, terms=business) == ([], [])


def test_outside_the_area_the_sellers_own_tax_is_taken_out():
    assert taxes(Place("CH"), euros(11900), inclusive=True) == ([], [1900])
    assert taxes(Place("CH"), euros(10700, BOOKS), inclusive=True) == ([], [700])


@pytest.mark.parametrize(
    ("typed", "country", "read"),
    [
        ("DE 123 456 789", "DE", "DE123456789"),
        ("123456789", "DE", "DE123456789"),
        ("atu12345678", "AT", "ATU12345678"),
        ("NL123456789B01", "NL", "NL123456789B01"),
        ("EL123456789", "GR", "EL123456789"),
        ("FR AB 123456789", "FR", "FRAB123456789"),
        ("DE12345678", "DE", ""),
        ("DE1234567890", "DE", ""),
        ("DE123456789", "AT", ""),
        ("DE١٢٣٤٥٦٧٨٩", "DE", ""),
        ("DE123456789\n", "DE", "DE123456789"),
        ("12-3456789", "US", ""),
        ("", "DE", ""),
        ("9" * 100_000, "RO", ""),
    ],
)
def test_vat_ids_have_the_form_of_their_country(typed, country, read):
    assert vat_id_of(typed, country) == read


def test_all_27_countries_of_the_union_have_a_form():
    assert len(FORMATS) == 27
