"""Proof that no event of an order's timeline was changed, lost or slipped in."""

from collections import namedtuple
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.db.models import Max

from commerce.orders.models import Order
from commerce.orders.timeline import CHAINED, hash_of, seal_of
from commerce.trail.chain import Break

# So many neighbouring ids are read by one statement; and after so many days each was looked at.
BLOCK = 1000
ROUND = 7
Link = namedtuple("Link", [*CHAINED, "at", "hash"])


def broken_timelines() -> Iterator[Break]:
    """The first break of each order's timeline, block by block, however many there are."""
    return _broken_in(range(_last_block() + 1))


def broken_timelines_of_day(day: date) -> Iterator[Break]:
    """The same of every seventh block: whatever day it is, after a week each order was looked at once."""
    return _broken_in(range(day.toordinal() % ROUND, _last_block() + 1, ROUND))


def broken_timeline(order_id: int) -> Iterator[Break]:
    """The first break of one order's timeline."""
    return _broken(Order.objects.filter(pk=order_id))


def _last_block():
    return (Order.objects.aggregate(last=Max("pk"))["last"] or 0) // BLOCK


def _broken_in(blocks: Iterable[int]):
    for block in blocks:
        yield from _broken(Order.objects.filter(pk__gte=block * BLOCK, pk__lt=(block + 1) * BLOCK))


def _broken(orders):
    """Orders and events come by one statement: what is written meanwhile is in both or in neither."""
    fields = [f"events__{name}" for name in Link._fields]
    rows = orders.order_by("pk", "events__sequence").values_list("pk", "timeline_seal", *fields)
    for (pk, seal), found in groupby(rows, key=lambda row: row[:2]):
        links = [Link(*row[2:]) for row in found]
        if broken := _first_break(links if links[0].hash is not None else [], seal):
            yield Break(f"order/{pk}", *broken)


def _first_break(links, sealed):
    """Where a timeline does not follow from itself, or does not end as it was sealed, and why."""
    before, seal = "", ""
    for expected, link in enumerate(links, 1):
        if link.sequence != expected:
            return expected, f"row {expected} is gone"
        if link.previous_hash != before:
            return expected, "it does not follow from the row before"
        if link.hash != hash_of(link):
            return expected, "it says something else than when it was written"
        before, seal = link.hash, seal_of(seal, link.hash)
    if seal == sealed:
        return None
    return _unsealed(links, sealed)


def _unsealed(links, sealed):
    """Which row the seal does not stand for: one too many at the end, or the first that is missing."""
    seal = ""
    for link in links:
        if seal == sealed:
            return link.sequence, "it was written past the shop"
        seal = seal_of(seal, link.hash)
    return len(links) + 1, "rows were cut off, or written anew"
