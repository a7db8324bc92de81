"""How many of something a cart may hold, and what of it counts. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why a line is left out of the total. It blocks only itself."""

    NOT_SOLD = "not_sold"
    SOLD_OUT = "sold_out"
    OVER_LIMIT = "over_limit"


class Bound(StrEnum):
    """What keeps a line from growing further."""

    STOCK = "stock"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Room:
    """How many units of one variant fit, and what the bound is."""

    units: int
    bound: Bound


@dataclass(frozen=True, slots=True)
class Wish:
    """A line as far as it decides about room: `limit` is for all variants of the product together."""

    product_id: int
    wanted: int
    is_sold: bool
    available: int
    limit: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counts of a wish, why nothing does, and how far the line could go."""

    counted: int
    problem: Problem | None
    room: Room


def room_for(*, available: int, limit: int, others: int = 0) -> Room:
    """The room of a variant, beside `others` units of the same product."""
    within_limit = max(limit - others, 0)
    if available < within_limit:
        return Room(max(available, 0), Bound.STOCK)
    return Room(within_limit, Bound.LIMIT)


def judge(wishes: Iterable[Wish]) -> list[Verdict]:
    """Judge the lines of a cart together, in their order: the earlier line has the first claim."""
    wishes = list(wishes)
    wanted = Counter()
    for wish in wishes:
        wanted[wish.product_id] += _obtainable(wish)
    counted, verdicts = Counter(), []
    for wish in wishes:
        mine = room_for(available=wish.available, limit=wish.limit, others=counted[wish.product_id])
        units = min(wish.wanted, mine.units) if wish.is_sold else 0
        counted[wish.product_id] += units
        others = wanted[wish.product_id] - _obtainable(wish)
        room = room_for(available=wish.available, limit=wish.limit, others=others)
        verdicts.append(Verdict(units, _problem(wish, units), room))
    return verdicts


def _obtainable(wish):
    return min(wish.wanted, max(wish.available, 0)) if wish.is_sold else 0


def _problem(wish, counted):
    if not wish.is_sold:
        return Problem.NOT_SOLD
    if wish.available <= 0:
        return Problem.SOLD_OUT
    return None if counted else Problem.OVER_LIMIT
