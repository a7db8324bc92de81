"""Decisions about prices and about what a listing says, without a database."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from commerce.catalogue.listing import Availability
from commerce.catalogue.prices import Price

# European law: what a reduced price is compared with is the lowest of the 30 days before.
LOOK_BACK = timedelta(days=30)
# From the best that can be said.
RANKING = [Availability.IN_STOCK, Availability.FEW_LEFT, Availability.SOLD_OUT]


def lowest_before(prices: Iterable[Price], moment: datetime) -> int | None:
    """The lowest price, in minor units, that was true in the 30 days before a moment."""
    since = moment - LOOK_BACK
    lived = [
        price.minor
        for price in prices
        if price.valid_from < moment and (price.valid_until is None or price.valid_until > since)
    ]
    return min(lived, default=None)


def highest_prior(prices: Iterable[Price], moment: datetime, minor: int) -> int | None:
    """What a price from this moment on may at most be called reduced from; None where nothing is known.

    A reduction that goes on, at the same price or lower, keeps what it was reduced from at first.
    """
    prices = list(prices)
    known = lowest_before(prices, moment)
    for price in prices:
        runs = price.valid_from < moment and (price.valid_until is None or price.valid_until >= moment)
        if runs and price.prior_minor and minor <= price.minor:
            return max(known, price.prior_minor)
    return known


def availability_of(available: int, threshold: int) -> Availability:
    """What is said about so many units."""
    if available <= 0:
        return Availability.SOLD_OUT
    return Availability.FEW_LEFT if available <= threshold else Availability.IN_STOCK


def best_availability(availabilities: Iterable[Availability]) -> Availability:
    """What is said about a product: the best that is true of one of its variants."""
    return min(availabilities, key=RANKING.index, default=Availability.SOLD_OUT)
