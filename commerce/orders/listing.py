"""The list of orders: a filter that an address says, and pages of what it lets through.

Whatever acts on a list (the screen, a bulk action, an export, the way to the next order) takes the same
filter, and so the same orders. Pages begin after an order, not at a count: a new order moves none of them.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, Subquery, Sum, When
from django.http import QueryDict
from django.utils.functional import cached_property

from commerce.orders.facets import FACETS, LONGEST, OPEN_DISPUTES, TABS, late
from commerce.orders.models import Order, OrderAddress, OrderLine
from commerce.orders.queries import orders_listed
from commerce.orders.search import found_by

NEWEST_FIRST = ("-placed_at", "-pk")
OLDEST_FIRST = ("placed_at", "pk")
A_PAGE = 50
COUNTED_TO = 1000


@dataclass(frozen=True)
class Chip:
    """A facet in words, and the address's query without it."""

    label: str
    words: str
    without: str


@dataclass(frozen=True)
class OrderFilter:
    """Which orders: those of a tab, that a text is said of, that have all these facets (name and text).

    `unread` are facets that can't be read. They narrow nothing, and stay in the address and its field until
    they are mended or taken away: whoever meant them would act on more than they meant.
    """

    tab: str = ""
    text: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, data):
        """The filter of an address's query."""
        said = [(name, text) for name in FACETS if (text := _clean(data.get(name)))]
        facets = tuple(pair for pair in said if _is_read(*pair))
        unread = tuple(pair for pair in said if not _is_read(*pair))
        tab = data.get("view", "")
        return cls(tab if tab in TABS else "", _clean(data.get("q")), facets, unread)

    @classmethod
    def parse(cls, query):
        """The filter that `query` wrote."""
        return cls.read(QueryDict(query))

    @property
    def tab_shown(self):
        """Open work, until something is looked for: that may be done with."""
        return self.tab or ("all" if self.text else "open")

    @property
    def tab_label(self):
        return TABS[self.tab_shown].label

    @property
    def query(self):
        """What an address says of it: the same filter has one spelling."""
        return urlencode(self._pairs())

    @property
    def place(self):
        """What an address that comes from here says of it, which is never nothing."""
        return self.query or "view=open"

    @property
    def link(self):
        """The query of a link to an order, which leads back and on within this filter."""
        return urlencode({"from": self.place})

    @property
    def is_narrowed(self):
        return bool(self.text or self.facets)

    @property
    def is_everything(self):
        """Whether it is all orders there are."""
        return self.tab_shown == "all" and not self.is_narrowed

    @cached_property
    def condition(self) -> Q:
        """On orders, at this moment."""
        asked = TABS[self.tab_shown].condition()
        if self.text:
            asked &= found_by(self.text)
        for name, text in self.facets:
            facet = FACETS[name]
            asked &= facet.ask(facet.read(text))
        return asked

    @property
    def orders(self):
        """All orders that it lets through, the newest first."""
        return Order.objects.filter(self.condition).order_by(*NEWEST_FIRST)

    @cached_property
    def chips(self):
        """Each thing it is narrowed by, with the query that is left without it."""
        return [
            Chip(FACETS[name].label, FACETS[name].say(FACETS[name].read(text)), self.without(name).query)
            for name, text in self.facets
        ]

    @property
    def left_out(self):
        """Each facet that can't be read as it was typed, with the query that is left without it."""
        return [Chip(FACETS[name].label, text, self.without(name).query) for name, text in self.unread]

    def has(self, name):
        """Whether it is narrowed by a facet."""
        return any(known == name for known, _text in self.facets)

    def without(self, name):
        """The same filter without one facet."""
        facets, unread = (
            tuple(pair for pair in pairs if pair[0] != name) for pairs in (self.facets, self.unread)
        )
        return replace(self, facets=facets, unread=unread)

    @property
    def without_text(self):
        """The same filter with nothing looked for; the tab stays that is seen."""
        return replace(self, tab=self.tab_shown, text="")

    @property
    def kept(self):
        """What may be written down of it: neither what was looked for nor what could be anything."""
        return OrderFilter(self.tab_shown, "", self.facets)

    @property
    def bare(self):
        """The tab alone."""
        return OrderFilter(self.tab_shown)

    def in_tab(self, tab):
        """What a tab shows of it: the tab is another place to look for the same."""
        return replace(self, tab=tab)

    def _pairs(self):
        named = [("view", self.tab)] if self.tab else []
        return [*named, *([("q", self.text)] if self.text else []), *self.facets, *self.unread]


@dataclass(frozen=True)
class OrderPage:
    """A page of a list: its orders, where the pages beside it begin, and how many there are.

    `count` is told on the first page only, and no further than COUNTED_TO.
    """

    orders: list
    newer: int | None
    older: int | None
    count: int | None = None

    @property
    def is_more(self):
        """Whether there are more than were counted."""
        return self.count is not None and self.count > COUNTED_TO


def page_of(chosen, *, after=None, before=None, size=A_PAGE):
    """The page of a filter's orders that begins after an order (older) or ends before one (newer)."""
    anchor = Order.objects.filter(pk=after or before).only("placed_at").first() if after or before else None
    if anchor is None:
        return _first_page(chosen, size)
    if after:
        ids = _ids(beside(chosen.orders, anchor, older=True), size + 1)
        shown, more = ids[:size], len(ids) > size
        return OrderPage(rows(shown), shown[0] if shown else anchor.pk, shown[-1] if more else None)
    ids = _ids(beside(chosen.orders, anchor, older=False), size + 1)
    if len(ids) <= size:
        return _first_page(chosen, size)
    shown = ids[size - 1 :: -1]
    return OrderPage(rows(shown), shown[0], shown[-1])


def neighbours(order, chosen):
    """The next newer and the next older order in a filter, each with pk and number, or None."""
    return tuple(
        beside(chosen.orders, order, older=older).only("pk", "number").first() for older in (False, True)
    )


def newer_than(moment, chosen):
    """How many orders of a filter were placed after a moment, counted no further than COUNTED_TO."""
    newer = chosen.orders.filter(placed_at__gt=moment)[: COUNTED_TO + 1]
    return newer.aggregate(count=Count("pk"))["count"]


def beside(orders, anchor, *, older):
    """Those of `orders` after an order in the list, nearest first; or before it, nearest first."""
    if older:
        place = Q(placed_at__lt=anchor.placed_at) | Q(pk__lt=anchor.pk)
        return orders.filter(place, placed_at__lte=anchor.placed_at).order_by(*NEWEST_FIRST)
    place = Q(placed_at__gt=anchor.placed_at) | Q(pk__gt=anchor.pk)
    return orders.filter(place, placed_at__gte=anchor.placed_at).order_by(*OLDEST_FIRST)


def rows(ids):
    """Orders as the list shows them: units, what to look at twice, lateness and tags come along."""
    lines = OrderLine.objects.filter(order=OuterRef("pk")).order_by().values("order")
    disputed = Order.objects.filter(pk=OuterRef("pk"), payments__disputes__status__in=OPEN_DISPUTES)
    return list(
        orders_listed()
        .filter(pk__in=ids)
        .annotate(
            units=Subquery(lines.annotate(sum=Sum("quantity")).values("sum")),
            is_disputed=Exists(disputed),
            is_risky=risky(),
            is_late=Case(When(late(), then=True), default=False, output_field=BooleanField()),
        )
        .prefetch_related("tags")
        .order_by(*NEWEST_FIRST)
    )


def risky():
    """A card was declined, it goes to another country than it is billed to, or another order was disputed.

    In words on the customer's card of an order's page.
    """
    declined = Order.objects.filter(pk=OuterRef("pk"), payments__attempts__outcome="failed")
    billed = OrderAddress.objects.filter(order=OuterRef("pk"), kind=OrderAddress.Kind.BILLING)
    others = Order.objects.filter(customer=OuterRef("customer")).exclude(pk=OuterRef("pk"))
    return (
        Exists(declined)
        | Exists(billed.exclude(country=OuterRef("ship_country")))
        | Exists(others.filter(payments__disputes__is_inquiry=False))
    )


def _first_page(chosen, size):
    ids = _ids(chosen.orders, COUNTED_TO + 1)
    shown = ids[:size]
    return OrderPage(rows(shown), None, shown[-1] if len(ids) > size else None, count=len(ids))


def _ids(orders, limit):
    """Their ids alone, which an index holds; the orders of one page are read afterwards."""
    return list(orders.values_list("pk", flat=True)[:limit])


def _is_read(name, text):
    return FACETS[name].read(text) is not None


def _clean(text):
    """What was typed, without what no database keeps."""
    return (text or "").replace("\x00", "").strip()[:LONGEST]
