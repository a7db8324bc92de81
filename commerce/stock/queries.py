"""What is there to sell."""

from collections.abc import Iterable

from commerce.stock.models import AVAILABLE, StockItem


def available(variant_ids: Iterable[int]) -> dict[int, int]:
    """How many units of each can be bought now; never below zero, and zero for what is not counted."""
    ids = list(variant_ids)
    items = StockItem.objects.filter(variant__in=ids, location__is_default=True)
    known = dict(items.values_list("variant_id", AVAILABLE))
    return {variant_id: max(0, known.get(variant_id, 0)) for variant_id in ids}
