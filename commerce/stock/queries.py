"""What is there to sell."""

from collections.abc import Iterable
from dataclasses import dataclass

from commerce.stock.models import AVAILABLE, StockHold, StockItem, StockMovement


@dataclass(frozen=True, slots=True)
class OrderedUnits:
    """Of a variant that a paid order was allocated: how many wait to be shipped, and how many left."""

    waiting: int
    shipped: int


def units_of(order) -> dict[int, OrderedUnits]:
    """Where the units of a paid order are, by variant."""
    holds = StockHold.objects.filter(order_id=order.pk, status=StockHold.Status.ALLOCATED)
    rows = holds.values_list("stock_item__variant", "quantity", "shipped")
    return {variant_id: OrderedUnits(quantity - shipped, shipped) for variant_id, quantity, shipped in rows}


def places_of(order) -> dict[int, str]:
    """Where an order's units are kept or were taken from, by variant."""
    holds = StockHold.objects.filter(order=order).exclude(status=StockHold.Status.RELEASED)
    found: dict[int, list[str]] = {}
    for hold in holds.select_related("stock_item__location").order_by("stock_item"):
        found.setdefault(hold.stock_item.variant_id, []).append(hold.stock_item.location.name)
    return {variant: ", ".join(names) for variant, names in found.items()}


def movements_of(order):
    """What an order did to stock, oldest first, with the variants."""
    moved = StockMovement.objects.filter(document=order.number)
    return list(moved.select_related("stock_item__variant").order_by("pk"))


def available(variant_ids: Iterable[int]) -> dict[int, int]:
    """How many units of each can be bought now; never below zero, and zero for what is not counted."""
    ids = list(variant_ids)
    items = StockItem.objects.filter(variant__in=ids, location__is_default=True)
    known = dict(items.values_list("variant_id", AVAILABLE))
    return {variant_id: max(0, known.get(variant_id, 0)) for variant_id in ids}


def default_items(variant_ids: Iterable[int]) -> dict[int, StockItem]:
    """What is counted of variants in the default location, by variant."""
    items = StockItem.objects.filter(variant__in=list(variant_ids), location__is_default=True)
    return {item.variant_id: item for item in items}
