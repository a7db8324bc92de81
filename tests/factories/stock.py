"""Stock that came in through the door."""

from commerce.stock.models import Location, StockItem
from commerce.stock.operations import open_stock_items, receive_stock, set_threshold
from kinsite.foundation.actors import SYSTEM


def make_location():
    return Location.objects.get_or_create(code="main", defaults={"name": "Main", "is_default": True})[0]


def make_stock(variant, on_hand, *, threshold=2) -> StockItem:
    make_location()
    open_stock_items(variant_ids=[variant.pk])
    item = stock_of(variant)
    if item.threshold != threshold:
        set_threshold(stock_item=item, threshold=threshold, by=SYSTEM)
    if on_hand:
        receive_stock(stock_item=item, quantity=on_hand, reason="Opening", by=SYSTEM)
    return stock_of(variant)


def stock_of(variant_or_sku) -> StockItem:
    """Its counters as they are now."""
    sku = variant_or_sku if isinstance(variant_or_sku, str) else variant_or_sku.sku
    return StockItem.objects.get(variant__sku=sku, location__is_default=True)
