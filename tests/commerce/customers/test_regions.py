"""Regions as wallets write them."""

import pytest

from commerce.customers.rules import address_rules, region_code


@pytest.mark.parametrize("text", ["NY", "ny", "New York", " new york "])
def test_a_region_is_known_by_its_code_and_by_its_name(text):
    assert region_code(text, address_rules("US").regions) == "NY"


def test_what_is_no_region_stays_as_it_was_typed():
    assert region_code("Narnia", address_rules("US").regions) == "Narnia"
    assert region_code("Sachsen", address_rules("DE").regions) == "Sachsen"


@pytest.mark.parametrize("country", ["US", "CA", "AU"])
def test_every_code_is_its_own(country):
    regions = address_rules(country).regions
    assert [region_code(code, regions) for code, _name in regions] == [code for code, _name in regions]
    assert [region_code(name, regions) for _code, name in regions] == [code for code, _name in regions]
