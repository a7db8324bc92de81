"""What the page of a listing shows of its filters: read from an address, and written into others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from babel.numbers import format_decimal
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commerce.catalogue.filters import (
    AVAILABILITY,
    PRICE,
    RATING,
    REDUCED,
    SALE,
    STARS,
    FilterGroup,
    FilterValue,
    Narrowing,
    Tally,
)
from commerce.catalogue.rules import Availability
from commerce.money import Money, digits_of

FROM, TO, SORT, PAGE, WORDS = "price_from", "price_to", "sort", "page", "q"
# Names that mean something else in an address: no option or attribute of such a code is filtered by.
RESERVED = {AVAILABILITY, PRICE, RATING, SALE, FROM, TO, SORT, PAGE, WORDS}
# Nothing costs more, and a database can count it.
LONGEST_AMOUNT = 12
EXAMPLE = Decimal("1200.50")
# So much of what is no amount is repeated.
REPEATED = 40
# So many groups stand open; the others open where something is picked in them.
OPEN_GROUPS = 2


def offered_groups(groups: Iterable[FilterGroup]) -> list[FilterGroup]:
    """The groups that an address can name, then what else a card shows: stock, stars, a reduced price."""
    words = {
        Availability.IN_STOCK: _("In stock"),
        Availability.FEW_LEFT: _("Few left"),
        Availability.SOLD_OUT: _("Sold out"),
    }
    states = [FilterValue(state.value, label) for state, label in words.items()]
    named = [group for group in groups if group.code not in RESERVED]
    stars = [FilterValue(str(least), _("%(count)d stars and more") % {"count": least}) for least in STARS]
    return [
        *named,
        FilterGroup(AVAILABILITY, _("Availability"), states),
        FilterGroup(RATING, _("Rating"), stars),
        FilterGroup(SALE, _("Offers"), [FilterValue(REDUCED, pgettext("badge", "Sale"))]),
    ]


def read_narrowing(asked: QueryDict, groups: Iterable[FilterGroup], market) -> Narrowing:
    """What an address asks for. What it names that is not known is passed over."""
    values = {}
    for group in groups:
        wanted = set(asked.getlist(group.code))
        if picked := tuple(value.code for value in group.values if value.code in wanted):
            values[group.code] = picked
    low, high = (_minor(asked.get(name, ""), market) for name in (FROM, TO))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Narrowing(values, low, high)


def unread_amounts(asked: QueryDict, market) -> dict[str, str]:
    """What was typed as a price and is none, by the name of its field."""
    typed = {name: asked.get(name, "").strip() for name in (FROM, TO)}
    return {name: text[:REPEATED] for name, text in typed.items() if text and _minor(text, market) is None}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one listing as somebody asked for them, in the words of a market."""

    narrowing: Narrowing
    groups: list[FilterGroup]
    tally: Tally
    currency: str
    language: str
    sort: str
    unread: Mapping[str, str] = field(default_factory=dict)
    # What else the address says that no filter does, such as the words of a search.
    kept: Mapping[str, str] = field(default_factory=dict)

    def query(self, narrowing: Narrowing | None = None) -> QueryDict:
        """An address's query for a narrowing, this one unless another is given; the order stays."""
        narrowing = self.narrowing if narrowing is None else narrowing
        query = QueryDict(mutable=True)
        query.update(self.kept)
        for group in self.groups:
            if group.code in narrowing.values:
                query.setlist(group.code, narrowing.values[group.code])
        for name, minor in ((FROM, narrowing.low), (TO, narrowing.high)):
            if minor is not None:
                query[name] = self._plain(minor)
        if self.sort:
            query[SORT] = self.sort
        return query

    @property
    def swatch_names(self) -> dict[str, str]:
        """What each colour that is shown as a dot is called."""
        return {value.swatch: value.label for group in self.groups for value in group.values if value.swatch}

    def shown(self) -> dict:
        """As content/components/filters.html takes them; nothing where nothing can be told apart."""
        groups = [shown for group in self.groups if (shown := self._shown(group))]
        for place, group in enumerate(groups):
            group["is_open"] = place < OPEN_GROUPS or bool(group["picked"])
        chips = self._chips()
        return {
            "groups": groups,
            "price": self._price(),
            "chips": chips,
            "picked": len(chips),
            "kept": self.kept,
            "clear": self._address(Narrowing()),
        }

    def _shown(self, group):
        """Values that this listing never has are left out; what would show nothing can't be picked."""
        picked = self.narrowing.values.get(group.code, ())
        values = []
        for value in group.values:
            facet = f"{group.code}:{value.code}"
            is_picked, count = value.code in picked, self.tally.left.get(facet, 0)
            if is_picked or facet in self.tally.whole:
                values.append(
                    {
                        "code": value.code,
                        "label": value.label,
                        "colour": value.swatch,
                        "count": count,
                        "is_picked": is_picked,
                        "is_dead": not count and not is_picked,
                    }
                )
        # One value alone tells nothing apart, unless it is one that not all have.
        if not picked and len(values) < (1 if group.code in (RATING, SALE) else 2):
            return None
        return {"code": group.code, "label": group.label, "values": values, "picked": len(picked)}

    def _price(self):
        tally = self.tally
        if not self.narrowing.has_price and not self.unread and tally.lowest == tally.highest:
            return None
        names = {"low": self.narrowing.low, "high": self.narrowing.high}
        names |= {"lowest": tally.lowest, "highest": tally.highest}
        told = {name: "" if minor is None else self._plain(minor) for name, minor in names.items()}
        typed = {"low": self.unread.get(FROM), "high": self.unread.get(TO)}
        return {
            "currency": self.currency,
            **told,
            **{name: text for name, text in typed.items() if text},
            "problems": [self._problem(text) for text in self.unread.values()],
        }

    def _problem(self, text):
        example = format_decimal(EXAMPLE, "#,##0.00", locale=self.language.replace("-", "_"))
        words = _("“%(text)s” can't be read as a price, so it narrows nothing. Write it like %(example)s.")
        return words % {"text": text, "example": example}

    def _chips(self):
        """What is applied, each with the address that leaves it out."""
        chips = []
        for group in self.groups:
            for value in group.values:
                if value.code in self.narrowing.values.get(group.code, ()):
                    without = self.narrowing.without(group.code, value.code)
                    chips.append({"group": group.label, "label": value.label, "url": self._address(without)})
        if self.narrowing.has_price:
            without = self.narrowing.without(PRICE)
            chips.append(
                {"group": _("Price"), "label": self._price_in_words(), "url": self._address(without)}
            )
        return chips

    def _price_in_words(self):
        low, high = (
            None if minor is None else Money(minor, self.currency).written(self.language)
            for minor in (self.narrowing.low, self.narrowing.high)
        )
        if low and high:
            return _("%(low)s to %(high)s") % {"low": low, "high": high}
        return _("from %(low)s") % {"low": low} if low else _("up to %(high)s") % {"high": high}

    def _address(self, narrowing):
        return f"?{self.query(narrowing).urlencode()}"

    def _plain(self, minor):
        """As somebody would type it: 100 rather than 100.00."""
        amount = Money(minor, self.currency).major
        return str(int(amount) if amount == int(amount) else amount)


def _minor(text, market):
    """An amount somebody typed, in minor units; nothing where it is none, or finer than the currency."""
    exponent = Money(0, market.currency).exponent
    whole, rest = digits_of(text.strip(), market.language) or ("", "")
    if not whole or len(whole) > LONGEST_AMOUNT or len(rest) > exponent:
        return None
    return int(whole + rest.ljust(exponent, "0"))
