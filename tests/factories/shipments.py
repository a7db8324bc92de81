"""Orders that are paid and may be shipped, and what is said of them."""

from commerce.orders.models import Order
from tests.factories.refunds import CLERK, make_paid_order

__all__ = ["CLERK", "line_with", "make_paid_order", "units"]


def line_with(order: Order, sku: str) -> int:
    """The id of the order's line of a SKU."""
    return order.lines.get(sku=sku).pk


def units(order: Order) -> list[tuple]:
    """(SKU, sold, cancelled, packed, shipped) of each line as stored."""
    return list(
        order.lines.order_by("position").values_list(
            "sku", "quantity", "cancelled_quantity", "packed_quantity", "shipped_quantity"
        )
    )
