"""Which price is true when, of all that was decided. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from commerce.catalogue.prices import PriceChange


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time for which one decision is in force without a pause."""

    change: PriceChange
    valid_from: datetime
    valid_until: datetime | None

    @property
    def minor(self) -> int:
        return self.change.minor

    @property
    def is_reduction(self) -> bool:
        return self.change.is_reduction


def timeline(changes: Iterable[PriceChange]) -> list[Stretch]:
    """What is true from when until when: at each moment a price for a while before one that lasts, and among
    their like the one that began last. What it interrupted runs again by itself.
    """
    standing = [change for change in changes if not change.is_withdrawn]
    moments = {change.valid_from for change in standing} | {change.ends_at for change in standing}
    steps = [*sorted(moments - {None}), None]
    found: list[Stretch] = []
    for start, end in pairwise(steps):
        change = _in_force(standing, start)
        if change is None:
            continue
        before = found[-1] if found else None
        if before and before.change is change and before.valid_until == start:
            found[-1] = replace(before, valid_until=end)
        else:
            found.append(Stretch(change, start, end))
    return found


def in_the_way(changes: Iterable[PriceChange], new: PriceChange, now: datetime) -> PriceChange | None:
    """A planned price that the new one contradicts, if there is one.

    What runs gives way, and what begins now lets a shorter plan interrupt it. Of planned prices for a while a
    later one may lie inside of a longer one, which then goes on; two that overlap otherwise, or begin in the
    same moment, leave open which of them was meant.
    """
    for change in changes:
        if change.is_withdrawn or change.valid_from <= now:
            continue
        if change.valid_from == new.valid_from and change.lasts == new.lasts:
            return change
        if change.lasts or new.lasts or not _overlap(change, new):
            continue
        if not _interrupts(new, change) and not (new.valid_from <= now and _interrupts(change, new)):
            return change
    return None


def _in_force(changes, moment):
    running = [
        change
        for change in changes
        if change.valid_from <= moment and (change.ends_at is None or moment < change.ends_at)
    ]
    return max(running, key=lambda c: (not c.lasts, c.valid_from, c.at), default=None)


def _overlap(one, other):
    return one.valid_from < other.ends_at and other.valid_from < one.ends_at


def _interrupts(inner, outer):
    return outer.valid_from < inner.valid_from and inner.valid_until <= outer.ends_at
