"""What a listing can be narrowed by, what a shopper asks of it, and how many products each value leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, F, Func, Max, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from commerce.catalogue.choices import named
from commerce.catalogue.facets import (
    AttributeLabel,
    AttributeValue,
    AttributeValueLabel,
    OptionLabel,
    OptionValue,
    OptionValueLabel,
)
from commerce.catalogue.rules import Availability

AVAILABILITY = "availability"
PRICE = "price"
# What a shopper may ask for, and which rows answer it: what is nearly gone is still there.
STATES = {
    Availability.IN_STOCK: (Availability.IN_STOCK, Availability.FEW_LEFT),
    Availability.FEW_LEFT: (Availability.FEW_LEFT,),
    Availability.SOLD_OUT: (Availability.SOLD_OUT,),
}
WORDS = ArrayField(TextField())
WHOLE, ASKED = "whole listing", "all that is asked"


@dataclass(frozen=True, slots=True)
class FilterValue:
    code: str
    label: str
    swatch: str = ""


@dataclass(slots=True)
class FilterGroup:
    """An option or attribute with its values, in the words of one language."""

    code: str
    label: str
    values: list[FilterValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked of a listing: one of the values of each group, and a price in minor units."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    low: int | None = None
    high: int | None = None

    def __bool__(self):
        return bool(self.values) or self.has_price

    @property
    def has_price(self) -> bool:
        return self.low is not None or self.high is not None

    def without(self, group: str, value: str = "") -> "Narrowing":
        """The same, but for one value, or for the price."""
        if group == PRICE:
            return replace(self, low=None, high=None)
        left = tuple(code for code in self.values[group] if code != value)
        others = {code: values for code, values in self.values.items() if code != group}
        return replace(self, values={**others, group: left} if left else others)

    def conditions(self) -> dict[str, Q]:
        """What each group demands of a row."""
        demands = {group: _one_of(group, values) for group, values in self.values.items()}
        if self.has_price:
            low = Q() if self.low is None else Q(from_minor__gte=self.low)
            demands[PRICE] = low if self.high is None else low & Q(from_minor__lte=self.high)
        return demands


@dataclass(frozen=True, slots=True)
class Tally:
    """How many products of a listing have each value, by `group:value`; and its lowest and highest price.

    `left` counts those that also have what the other groups ask for: so many a shopper would see.
    """

    whole: Mapping[str, int]
    left: Mapping[str, int]
    lowest: int | None
    highest: int | None


def filter_groups(language: str) -> list[FilterGroup]:
    """All options, then all attributes; of the same code they are one group."""
    options = OptionValue.objects.annotate(
        label=named(OptionValueLabel, "value", language, at=""),
        group_label=named(OptionLabel, "option", language),
    ).order_by("option__position", "option__code", "position", "code")
    attributes = AttributeValue.objects.annotate(
        label=named(AttributeValueLabel, "value", language, at=""),
        group_label=named(AttributeLabel, "attribute", language),
    ).order_by("attribute__position", "attribute__code", "position", "code")
    rows = [
        *options.values_list("option__code", "group_label", "code", "label", "swatch"),
        *attributes.values_list("attribute__code", "group_label", "code", "label", Value("")),
    ]
    groups: dict[str, FilterGroup] = {}
    for group, group_label, code, label, swatch in rows:
        found = groups.setdefault(group, FilterGroup(group, group_label))
        found.values.append(FilterValue(code, label, swatch))
    return list(groups.values())


def tally(rows: QuerySet, narrowing: Narrowing) -> Tally:
    """Count the values of listing rows in one query.

    The values of a group are counted as if nothing were picked in it, since each is another choice.
    """
    asked = narrowing.conditions()
    cuts = {WHOLE: []}
    if asked:
        cuts[ASKED] = list(asked.values())
        cuts |= {group: [q for other, q in asked.items() if other != group] for group in asked}
    first, *others = [_counts(rows.filter(*conditions), cut) for cut, conditions in cuts.items()]
    whole, left, prices = {}, {}, []
    for cut, value, count, low, high in first.union(*others, all=True):
        if cut == WHOLE:
            whole[value] = count
            prices += [low, high]
        group = value.partition(":")[0]
        if cut == (group if group in asked else ASKED if asked else WHOLE):
            left[value] = count
    return Tally(whole, left, min(prices, default=None), max(prices, default=None))


def _one_of(group: str, values: Iterable[str]) -> Q:
    if group == AVAILABILITY:
        return Q(availability__in=[state for value in values for state in STATES[value]])
    return Q(facets__overlap=[f"{group}:{value}" for value in values])


def _counts(rows, cut):
    """Of each value in these rows: how many have it, and between which prices."""
    said = {
        state: [f"{AVAILABILITY}:{asked}" for asked, states in STATES.items() if state in states]
        for state in Availability
    }
    states = Case(
        *(When(availability=state, then=Value(words, WORDS)) for state, words in said.items()),
        output_field=WORDS,
    )
    values = Func(Cast("facets", WORDS), states, function="array_cat", output_field=WORDS)
    return (
        rows.order_by()
        .annotate(said=Func(values, function="unnest", output_field=TextField(), set_returning=True))
        .values("said")
        .annotate(count=Count("pk"), low=Min("from_minor"), high=Max("from_minor"))
        .values_list(Value(cut, TextField()), F("said"), "count", "low", "high")
    )
