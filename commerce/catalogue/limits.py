"""Which changes of a price one colleague may decide alone. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta

from commerce.catalogue.prices import PriceChange
from commerce.catalogue.timeline import Stretch, timeline

# Many small steps of one day count as one.
ONE_STEP = timedelta(days=1)


def needs_second(
    before: list[PriceChange],
    after: list[PriceChange],
    *,
    now: datetime,
    percent: int,
    approved: Collection[int] = (),
) -> bool:
    """Whether from now on any moment has another price than was decided before, by more than the share.

    Compared with what is decided now, and with what was decided a day ago or by two colleagues since. What
    has no price yet is priced by one.
    """
    settled = [change for change in before if change.at <= now - ONE_STEP or change.pk in approved]
    new = timeline(after)
    return any(_strays(timeline(old), new, now, percent) for old in (before, settled))


def _strays(old: list[Stretch], new: list[Stretch], now, percent):
    moments = {now} | {stretch.valid_from for stretch in (*old, *new) if stretch.valid_from > now}
    return any(_is_far(_minor_at(old, moment), _minor_at(new, moment), percent) for moment in moments)


def _is_far(old, new, percent):
    return None not in (old, new) and abs(new - old) * 100 > percent * old


def _minor_at(stretches, moment):
    for stretch in stretches:
        if stretch.valid_from <= moment and (stretch.valid_until is None or moment < stretch.valid_until):
            return stretch.minor
    return None
