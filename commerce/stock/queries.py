"""What is there to sell, and whose time is over."""

from collections.abc import Iterable

from commerce.stock.models import AVAILABLE, StockHold, StockItem
from kinsite.foundation import clock


def available(variant_ids: Iterable[int]) -> dict[int, int]:
    """How many units of each can be bought now; never below zero, and zero for what is not counted."""
    ids = list(variant_ids)
    items = StockItem.objects.filter(variant__in=ids, location__is_default=True)
    known = dict(items.values_list("variant_id", AVAILABLE))
    return {variant_id: max(0, known.get(variant_id, 0)) for variant_id in ids}


def orders_holding_too_long(limit: int = 500) -> list[int]:
    """Ids of orders whose holds are over, the oldest first."""
    over = StockHold.objects.filter(status=StockHold.Status.HELD, expires_at__lte=clock.now())
    found = over.order_by("expires_at").values_list("order_id", flat=True)[:limit]
    return list(dict.fromkeys(found))
