"""The grid of variants: measures, prices and what counts as low, each beside what was seen."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.assortment.grid import LOW_AT, MEASURES, Cell
from commerce.backoffice.forms.base import WholeField
from commerce.backoffice.forms.price_grid import GridForm

COLUMNS = {
    "grams": (_("Grams"), 0, 1_000_000),
    "width_mm": (_("Width in mm"), 1, 100_000),
    "depth_mm": (_("Depth in mm"), 1, 100_000),
    "height_mm": (_("Height in mm"), 1, 100_000),
    LOW_AT: (_("Low at"), 0, 1_000_000),
}
ALWAYS = ("grams", LOW_AT)
ROW = re.compile(r"seen-[a-z_]+-([0-9]{1,18})")


class VariantGridForm(GridForm):
    """What each variant measures, costs and when it counts as low. Rows have `items` by variant."""

    def __init__(self, *args, rows, columns, **kwargs):
        super().__init__(*args, rows=rows, **kwargs)
        self.facts_shown = {}
        for row in rows:
            for column in columns:
                value = value_of(row, column)
                if column == LOW_AT and row["item"] is None:
                    continue
                key = row["variant"].pk, column
                label, least, most = COLUMNS[column]
                self.facts_shown[key] = value
                self.fields[name_of(key)] = WholeField(
                    label=f"{row['variant'].sku}, {label}",
                    required=False,
                    min_value=least,
                    max_value=most,
                    initial=value,
                )
                self.fields[seen_of(key)] = WholeField(
                    required=False, initial=value, widget=forms.HiddenInput
                )

    @staticmethod
    def variants_of(data) -> list[int]:
        """Ids of the variants that a grid was sent with."""
        return sorted({int(found[1]) for name in data if (found := ROW.fullmatch(name))})

    def clean(self):
        facts = super().clean()
        self.changed = []
        for key in self.facts_shown:
            name = name_of(key)
            value, seen = facts.get(name), facts.get(seen_of(key))
            if name in self.errors or value == seen:
                continue
            if value is None and key[1] in ALWAYS:
                self.add_error(name, _("It needs a number."))
                continue
            self.changed.append(Cell(*key, seen=seen, value=value))
        return facts

    def show_moved_cell(self, key, actual) -> None:
        """From now on the form counts from what is there."""
        self.data = {**dict(self.data.items()), seen_of(key): "" if actual is None else actual}


def value_of(row, column):
    if column in MEASURES:
        return getattr(row["variant"], column)
    return row["item"] and row["item"].threshold


def name_of(key):
    variant_id, column = key
    return f"{column}-{variant_id}"


def seen_of(key):
    return f"seen-{name_of(key)}"
