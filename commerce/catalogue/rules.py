"""Decisions about prices and about what a listing says, without a database."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Protocol

from commerce.catalogue.listing import Availability

# European law: what a reduced price is compared with is the lowest of the 30 days before.
LOOK_BACK = timedelta(days=30)
# From the best that can be said.
RANKING = [Availability.IN_STOCK, Availability.FEW_LEFT, Availability.SOLD_OUT]


class Priced(Protocol):
    """A price that is true for a stretch of time; `is_reduction` where it is announced as one."""

    minor: int
    is_reduction: bool
    valid_from: datetime
    valid_until: datetime | None


def lowest_before(prices: Iterable[Priced], moment: datetime) -> int | None:
    """The lowest price, in minor units, that was true in the 30 days before a moment."""
    since = moment - LOOK_BACK
    lived = [
        price.minor
        for price in prices
        if price.valid_from < moment and (price.valid_until is None or price.valid_until > since)
    ]
    return min(lived, default=None)


def prior_price(prices: Iterable[Priced], at: datetime) -> int | None:
    """What is struck through beside the price of a moment: the lowest of the 30 days before its reduction.

    None where no reduction is announced, and where the rule leaves none: the price was as low before, or is
    the first. A reduction that only grows, without a pause, began with its first step.
    """
    began = current = None
    for price in sorted((price for price in prices if price.valid_from <= at), key=attrgetter("valid_from")):
        goes_on = current and current.valid_until == price.valid_from and price.minor <= current.minor
        if not price.is_reduction:
            began = None
        elif began is None or not goes_on:
            began = price.valid_from
        current = price
    if began is None or (current.valid_until is not None and current.valid_until <= at):
        return None
    lowest = lowest_before(prices, began)
    return lowest if lowest is not None and lowest > current.minor else None


def availability_of(available: int, threshold: int) -> Availability:
    """What is said about so many units."""
    if available <= 0:
        return Availability.SOLD_OUT
    return Availability.FEW_LEFT if available <= threshold else Availability.IN_STOCK


def best_availability(availabilities: Iterable[Availability]) -> Availability:
    """What is said about a product: the best that is true of one of its variants."""
    return min(availabilities, key=RANKING.index, default=Availability.SOLD_OUT)
