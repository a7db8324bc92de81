"""VAT ids of businesses in the European Union: how each country writes them. Pure.

The patterns are those of the Commission's own check (VIES, frequently asked questions, "What is the format
of a VAT number?", https://ec.europa.eu/taxation_customs/vies/#/faq). The form is checked, not whether the
id was given to anybody: that is what VIES answers, and what staff ask there.
"""

import re

# ISO 3166 country: the prefix it is written with, and what follows.
FORMATS = {
    "AT": ("AT", r"U\d{8}"),
    "BE": ("BE", r"[01]\d{9}"),
    "BG": ("BG", r"\d{9,10}"),
    "CY": ("CY", r"\d{8}[A-Z]"),
    "CZ": ("CZ", r"\d{8,10}"),
    "DE": ("DE", r"\d{9}"),
    "DK": ("DK", r"\d{8}"),
    "EE": ("EE", r"\d{9}"),
    "ES": ("ES", r"[A-Z0-9]\d{7}[A-Z0-9]"),
    "FI": ("FI", r"\d{8}"),
    "FR": ("FR", r"[A-Z0-9]{2}\d{9}"),
    "GR": ("EL", r"\d{9}"),
    "HR": ("HR", r"\d{11}"),
    "HU": ("HU", r"\d{8}"),
    "IE": ("IE", r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}"),
    "IT": ("IT", r"\d{11}"),
    "LT": ("LT", r"\d{9}|\d{12}"),
    "LU": ("LU", r"\d{8}"),
    "LV": ("LV", r"\d{11}"),
    "MT": ("MT", r"\d{8}"),
    "NL": ("NL", r"\d{9}B\d{2}"),
    "PL": ("PL", r"\d{10}"),
    "PT": ("PT", r"\d{9}"),
    "RO": ("RO", r"\d{2,10}"),
    "SE": ("SE", r"\d{12}"),
    "SI": ("SI", r"\d{8}"),
    "SK": ("SK", r"\d{10}"),
}
LONGEST = 20


def has_vat_ids(country: str) -> bool:
    return country in FORMATS


def vat_id_of(text: str, country: str) -> str:
    """The id as it is written on an invoice, where it has the form of the country's ids; else nothing.

    Spaces, dots and hyphens are passed over, and the prefix may be missing.
    """
    prefix, pattern = FORMATS.get(country, ("", ""))
    bare = re.sub(r"[\s.\-]", "", text[: 2 * LONGEST]).upper().removeprefix(prefix)
    return prefix + bare if prefix and re.fullmatch(pattern, bare, re.ASCII) else ""
