"""The price grid: a field for each variant and price list, and a change that is planned for some of them."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.forms.amounts import MoneyField
from commerce.backoffice.forms.prices import PeriodForm
from commerce.catalogue.models import Collection, Variant
from commerce.catalogue.operations import NewPrice
from commerce.markets.models import PriceList
from commerce.money import Money

CELL = re.compile(r"seen-([0-9]{1,18})-[0-9]{1,18}")


class FindForm(forms.Form):
    """Which variants the grid shows."""

    q = forms.CharField(label=_("Product or SKU"), max_length=100, required=False)
    collection = forms.ModelChoiceField(
        Collection.objects.all(), label=_("Collection"), required=False, empty_label=_("All")
    )


class GridForm(forms.Form):
    """What each cell costs, and what it cost when it was looked at."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = {cell["key"]: (row["variant"], cell) for row in rows for cell in row["cells"]}
        for key, (variant, cell) in self.cells.items():
            price, price_list = cell["price"], cell["list"]
            self.fields[field_of("price", key)] = MoneyField(
                currency=price_list.currency,
                required=False,
                label=f"{variant.sku}, {price_list.name}",
                initial=price.money.major if price else None,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 9, "autocomplete": "off"}),
            )
            self.fields[field_of("seen", key)] = forms.IntegerField(
                required=False,
                min_value=0,
                initial=price.minor if price else None,
                widget=forms.HiddenInput,
            )

    @staticmethod
    def variants_of(data) -> list[int]:
        """Ids of the variants that a grid was sent with."""
        return sorted({int(found[1]) for name in data if (found := CELL.fullmatch(name))})

    def clean(self):
        facts = super().clean()
        self.prices, self.seen = [], {}
        for key, (variant, cell) in self.cells.items():
            name = field_of("price", key)
            minor, money = facts.get(field_of("seen", key)), facts.get(name)
            seen = None if minor is None else Money(minor, cell["list"].currency)
            if name in self.errors or money == seen:
                continue
            if money is None:
                self.add_error(
                    name, _("A variant is taken off sale by retiring it, not by emptying its price.")
                )
                continue
            self.prices.append(NewPrice(variant=variant, price_list=cell["list"], money=money))
            self.seen[key] = seen
        return facts

    def show_moved(self, key, money) -> None:
        """From now on the form counts from the price that is in force."""
        name = self.add_prefix(field_of("seen", key))
        self.data = {**dict(self.data.items()), name: "" if money is None else money.minor}


class PlanForm(PeriodForm):
    """One change for all variants that are picked."""

    class Way:
        PERCENT, AMOUNT = "percent", "amount"

    field_order = ["price_list", "way", "number"]
    variants = forms.ModelMultipleChoiceField(
        Variant.objects.filter(retired_at=None),
        required=True,
        error_messages={"required": _("Pick the variants in the table first.")},
        widget=forms.MultipleHiddenInput,
    )
    price_list = forms.ModelChoiceField(
        PriceList.objects.order_by("pk"), label=_("Price list"), empty_label=None
    )
    way = forms.ChoiceField(
        label=_("How"),
        choices=[(Way.PERCENT, _("By percent (e.g. -20)")), (Way.AMOUNT, _("To an amount"))],
        initial=Way.PERCENT,
        widget=forms.RadioSelect,
    )
    number = forms.DecimalField(label=_("Percent or amount"), max_digits=12, decimal_places=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_reduction"].initial = True
        self.order_fields(self.field_order)

    def clean(self):
        facts = super().clean()
        if not {"way", "number", "price_list"} <= facts.keys():
            return facts
        facts["percent"] = facts["money"] = None
        if facts["way"] == self.Way.PERCENT:
            facts["percent"] = facts["number"]
            if not Decimal(-100) < facts["number"] <= Decimal(1000):
                self.add_error("number", _("By more than -100 and at most 1000 percent."))
            return facts
        try:
            amount = MoneyField(currency=facts["price_list"].currency, label=_("Amount"))
            facts["money"] = amount.clean(facts["number"])
        except ValidationError as problem:
            self.add_error("number", problem)
        return facts

    @property
    def facts(self):
        """What plan_prices takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("way", "number")}


def field_of(what, key):
    variant_id, list_id = key
    return f"{what}-{variant_id}-{list_id}"
