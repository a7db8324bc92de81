"""What members of a crowd do with stock."""

from datetime import timedelta

from commerce.orders.models import Order
from commerce.stock.operations import allocate_holds, free_allocation, hold_stock, release_holds
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def hold(order_id, *quantities):
    """Hold [variant, quantity] pairs, in the order they are named."""
    order = Order.objects.get(pk=order_id)
    until = clock.now() + timedelta(minutes=30)
    hold_stock(order=order, quantities=dict(quantities), until=until, by=SYSTEM)
    return "held"


def release(order_id):
    return release_holds(order=Order.objects.get(pk=order_id), by=SYSTEM)


def allocate(order_id, *quantities):
    allocate_holds(order=Order.objects.get(pk=order_id), quantities=dict(quantities), by=SYSTEM)
    return "allocated"


def come_and_go(order_id, *quantities):
    """Hold, let go, hold again, allocate, give back: everything an order may do to others' items."""
    order = Order.objects.get(pk=order_id)
    hold(order_id, *quantities)
    release_holds(order=order, by=SYSTEM)
    hold(order_id, *quantities)
    allocate_holds(order=order, quantities=dict(quantities), by=SYSTEM)
    free_allocation(order=order, by=SYSTEM)
    return "gone"
