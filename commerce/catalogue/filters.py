"""What a listing can be narrowed by, what a shopper asks of it, and how many products each value leaves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import Case, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from commerce.catalogue.choices import named
from commerce.catalogue.facets import (
    AttributeLabel,
    AttributeValue,
    AttributeValueLabel,
    OptionLabel,
    OptionValue,
    OptionValueLabel,
)
from commerce.catalogue.listing import ListingVariant
from commerce.catalogue.rules import RANKING, Availability

AVAILABILITY = "availability"
PRICE = "price"
# What is announced as reduced is found like any value, by a facet that its price gives it.
SALE, REDUCED = "sale", "on"
# What a shopper may ask for, and which rows answer it: what is nearly gone is still there.
STATES = {
    Availability.IN_STOCK: (Availability.IN_STOCK, Availability.FEW_LEFT),
    Availability.FEW_LEFT: (Availability.FEW_LEFT,),
    Availability.SOLD_OUT: (Availability.SOLD_OUT,),
}
# What is said of some variants of a product together: the best that is left, and from which price on.
BEST = Min(Case(*(When(availability=state, then=Value(rank)) for rank, state in enumerate(RANKING))))
FROM_MINOR = Coalesce(Min("minor", filter=~Q(availability=Availability.SOLD_OUT)), Min("minor"))
# A variant counts for a value where it misses no group that is asked for, or only the value's own.
NOT_ONE_OF = "not facets && %s::varchar[]"
COUNTS = """
with sold as (
    select
        row_id, minor, facets || array['']::varchar[] as facets,
        case availability when 'in_stock' then 0 when 'few_left' then 1 else 2 end as rank,
        {misses} as misses, case {missed} end as missed
    from commerce_listingvariant where row_id in ({listed})
),
taken as (
    select row_id, value, rank, minor, misses = 0 or misses = 1 and missed = split_part(value, ':', 1) as fits
    from sold cross join lateral unnest(facets) as value
),
product as (
    select
        value,
        min(rank) as first,
        coalesce(min(minor) filter (where rank < 2), min(minor)) as from_minor,
        min(rank) filter (where fits) as best,
        coalesce(min(minor) filter (where fits and rank < 2), min(minor) filter (where fits)) as best_minor
    from taken group by row_id, value
)
select
    value, case value when '' then first end, case value when '' then best end, count(*),
    count(*) filter (
        where (value = '' or best = any(%s)) and best_minor >= %s and best_minor <= coalesce(%s, best_minor)
    ),
    min(from_minor), max(from_minor)
from product group by 1, 2, 3
"""


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

    @property
    def facets(self) -> dict[str, list[str]]:
        """What each group asks of a variant: one of these."""
        return {
            group: [f"{group}:{value}" for value in values]
            for group, values in self.values.items()
            if group != AVAILABILITY
        }

    @property
    def states(self) -> tuple[Availability, ...]:
        """What may be left of a product, or nothing where that was not asked."""
        wanted = (STATES[value] for value in self.values.get(AVAILABILITY, ()))
        return tuple(state for states in wanted for state in states)


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


def narrowed(rows: QuerySet, narrowing: Narrowing) -> QuerySet:
    """The rows of products that are what is asked for, taken for those of their variants alone that match.

    So oak, 160 and in stock have to be true of one variant, and without an option a product is what its
    card says it is.
    """
    if not narrowing:
        return rows
    picked = [Q(facets__overlap=facets) for facets in narrowing.facets.values()]
    taken = ListingVariant.objects.filter(*picked).values("row").annotate(best=BEST, from_minor=FROM_MINOR)
    if narrowing.states:
        taken = taken.filter(best__in=[RANKING.index(state) for state in narrowing.states])
    if narrowing.low is not None:
        taken = taken.filter(from_minor__gte=narrowing.low)
    if narrowing.high is not None:
        taken = taken.filter(from_minor__lte=narrowing.high)
    return rows.filter(pk__in=taken.values("row"))


def tally(rows: QuerySet, narrowing: Narrowing) -> Tally:
    """Count the values of listing rows in one query.

    The values of a group are counted as if nothing were picked in it, since each is another choice.
    """
    whole, left, prices = Counter(), Counter(), []
    for value, first, best, count, kept, low, high in _counted(rows, narrowing):
        if value:
            whole[value], left[value] = count, kept
            continue
        prices += [low, high]
        for asked, states in STATES.items():
            word = f"{AVAILABILITY}:{asked}"
            whole[word] += count if RANKING[first] in states else 0
            left[word] += kept if best is not None and RANKING[best] in states else 0
    return Tally(+whole, +left, min(prices, default=None), max(prices, default=None))


def _counted(rows, narrowing):
    """Of each value: how many products have it and how many would be left, and between which prices.

    Products themselves are counted under no value, by what is left of them: of all, and of what matches.
    """
    listed, params = rows.order_by().values("pk").query.sql_with_params()
    groups = narrowing.facets
    misses = [NOT_ONE_OF for _group in groups]
    sql = COUNTS.format(
        listed=listed,
        misses=" + ".join(["0", *(f"({miss})::int" for miss in misses)]),
        missed=" ".join(f"when {miss} then %s" for miss in misses) or "when false then ''",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                *groups.values(),
                *(fact for group, facets in groups.items() for fact in (facets, group)),
                *params,
                [RANKING.index(state) for state in narrowing.states or RANKING],
                narrowing.low or 0,
                narrowing.high,
            ],
        )
        return cursor.fetchall()
