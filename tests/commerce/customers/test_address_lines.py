"""A parcel is addressed as the post of its country reads it."""

from types import SimpleNamespace

import pytest

from commerce.customers.rules import address_lines


def at(country, **fields):
    rest = {"name": "Anna Meyer", "line1": "12 Quiet Street", "line2": "", "region": ""}
    return SimpleNamespace(country=country, **{**rest, **fields})


@pytest.mark.parametrize(
    ("country", "fields", "town"),
    [
        ("US", {"city": "New York", "region": "NY", "postcode": "10001"}, ["New York, NY 10001"]),
        ("CA", {"city": "Ottawa", "region": "ON", "postcode": "K1A 0B1"}, ["Ottawa ON K1A 0B1"]),
        ("DE", {"city": "Berlin", "postcode": "10115"}, ["10115 Berlin"]),
        ("GB", {"city": "London", "postcode": "N1 9GU"}, ["London", "N1 9GU"]),
        ("US", {"city": "", "region": "NY", "postcode": ""}, ["NY"]),
    ],
)
def test_the_town_stands_as_its_country_writes_it(country, fields, town):
    lines = address_lines(at(country, **fields), "en")
    assert lines[:2] == ["Anna Meyer", "12 Quiet Street"]
    assert lines[2:-1] == town


def test_a_second_line_of_the_street_has_a_line_of_its_own_and_the_country_is_named_in_the_language():
    address = at("DE", line2="Hinterhaus", city="Berlin", postcode="10115")
    assert address_lines(address, "de") == [
        *["Anna Meyer", "12 Quiet Street", "Hinterhaus"],
        *["10115 Berlin", "Deutschland"],
    ]


def test_what_looks_like_a_place_of_the_form_is_left_as_it_was_written():
    assert address_lines(at("DE", line1="%C %n 7", city="Berlin", postcode="10115"), "en")[1] == "%C %n 7"
