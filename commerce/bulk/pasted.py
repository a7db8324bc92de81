"""Tracking numbers as they are pasted: which parcel is which order's, and which rows are wrong. Pure."""

import csv
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from commerce.shipping.carriers.manual import carrier_of, known_name, plain_number

LONGEST_CARRIER, LONGEST_NUMBER = 40, 80
HEADS = {"number", "order", "order number"}
SEPARATORS = "\t;,"


@dataclass
class Parcels:
    """Carrier and tracking number by the order's number, where each stands, and wrong rows: (which, why)."""

    by_number: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def among(self, known):
        """The same of known orders alone; a row that names another is wrong."""
        others = [
            (place, _not_chosen(number)) for number, place in self.places.items() if number not in known
        ]
        mine = {number: parcel for number, parcel in self.by_number.items() if number in known}
        return Parcels(mine, self.places, sorted([*self.wrong, *others]))


def _not_chosen(number):
    return _("%(number)s is not among the chosen orders.") % {"number": number}


def read_parcels(text: str) -> Parcels:
    """Rows of order, carrier, tracking number; without a carrier it is told from the number, if it can be."""
    parcels = Parcels()
    for place, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        if not any(cells) or (place == 1 and cells[0].casefold() in HEADS):
            continue
        if problem := _take(parcels, place, cells):
            parcels.wrong.append((place, problem))
    return parcels


def _take(parcels, place, cells):
    """Take a row, or say what is wrong with it."""
    if len(cells) not in (2, 3):
        return _("Three columns are needed: order, carrier, tracking number.")
    number, carrier, tracking = cells[0].upper(), known_name(cells[1]) if len(cells) == 3 else "", cells[-1]
    tracking = plain_number(tracking)
    if not number or not tracking:
        return _("The order or the tracking number is missing.")
    if len(carrier) > LONGEST_CARRIER or len(tracking) > LONGEST_NUMBER:
        return _("That is too long.")
    if number in parcels.by_number:
        return _("%(number)s stands in an earlier row already.") % {"number": number}
    parcels.by_number[number] = (carrier or carrier_of(tracking), tracking)
    parcels.places[number] = place
    return ""


def _cells(line):
    """The cells of a row, by whichever separator comes first in it."""
    separator = next((mark for mark in line if mark in SEPARATORS), ",")
    try:
        [cells] = csv.reader([line], delimiter=separator)
    except (csv.Error, ValueError):
        return [line]
    return [cell.strip() for cell in cells]
