"""Cells of a grid, saved together: those that changed, and none where a colleague changed one meanwhile."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from commerce.catalogue.models import Variant
from commerce.catalogue.operations import NewPrice, measure_variants, set_prices
from commerce.catalogue.proposals import PriceProposal
from commerce.errors import CellMove, CellsMoved, PricesMoved
from commerce.money import Money
from commerce.stock.models import StockItem
from commerce.stock.operations import set_thresholds
from kinsite.foundation.actors import Actor

MEASURES = ("grams", "width_mm", "depth_mm", "height_mm")
LOW_AT = "low_at"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a variant is to have in a column, and what was seen there."""

    variant_id: int
    column: str
    seen: int | None
    value: int | None

    @property
    def key(self) -> tuple[int, str]:
        return self.variant_id, self.column


@transaction.atomic
def save_grid(
    *,
    cells: Iterable[Cell],
    prices: Iterable[NewPrice],
    seen: Mapping[tuple[int, int], Money | None],
    by: Actor,
) -> list[PriceProposal]:
    """Save measures, thresholds and prices that changed, all of them or none.

    Returned are the prices that wait for a second colleague, as set_prices() does.

    CellsMoved says what is another now than it was seen, of all three kinds. PlanInTheWay as in set_prices().
    """
    cells, prices = list(cells), list(prices)
    # As set_prices() locks them, so that two grids never wait for each other.
    ids = sorted({cell.variant_id for cell in cells} | {price.variant.pk for price in prices})
    variants = Variant.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).in_bulk()
    items = {item.variant_id: item for item in _items(ids)}
    moves = [move for cell in cells if (move := _move_of(cell, variants, items))]
    price_moves, waiting = (), []
    try:
        with transaction.atomic():
            if prices:
                waiting = set_prices(prices=prices, seen=seen, by=by)
    except PricesMoved as problem:
        price_moves = problem.moves
    if moves or price_moves:
        raise CellsMoved(moves, price_moves)
    _measure(cells, variants, by)
    thresholds = {items[cell.variant_id].pk: cell.value for cell in cells if cell.column == LOW_AT}
    if thresholds:
        set_thresholds(thresholds=thresholds, by=by)
    return waiting


def _items(variant_ids):
    items = StockItem.objects.filter(variant__in=variant_ids, location__is_default=True).order_by("pk")
    return items.select_for_update(no_key=True)


def _move_of(cell, variants, items):
    if cell.column == LOW_AT:
        item = items.get(cell.variant_id)
        actual = item.threshold if item else None
    else:
        actual = getattr(variants[cell.variant_id], cell.column)
    return None if actual == cell.seen else CellMove(key=cell.key, seen=cell.seen, actual=actual)


def _measure(cells, variants, by):
    changed = defaultdict(dict)
    for cell in cells:
        if cell.column in MEASURES:
            changed[cell.variant_id][cell.column] = cell.value
    if changed:
        kept = {pk: {name: getattr(variants[pk], name) for name in MEASURES} for pk in changed}
        measure_variants(measures={pk: kept[pk] | facts for pk, facts in changed.items()}, by=by)
