"""Whatever happens in whatever order: counters, holds and ledger tell the same story."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.errors import Refused
from commerce.stock import operations
from commerce.stock.models import StockHold, StockMovement
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of

OPENING = 4


def hold(order, variants, quantity):
    until = clock.now() + timedelta(minutes=5)
    operations.hold_stock(order=order, quantities=_each(variants, quantity), until=until, by=SYSTEM)


def allocate(order, variants, quantity):
    operations.allocate_holds(order=order, quantities=_each(variants, quantity), by=SYSTEM)


def ship(order, variants, quantity):
    operations.ship_stock(order=order, quantities=_each(variants, quantity), by=SYSTEM)


def release(order, variants, quantity):
    operations.release_holds(order=order, by=SYSTEM)


def free(order, variants, quantity):
    operations.free_allocation(order=order, by=SYSTEM)


def receive(order, variants, quantity):
    operations.receive_stock(
        stock_item=stock_of(variants[0]), quantity=quantity, reason="Delivery", by=SYSTEM
    )


def correct(order, variants, quantity):
    item = stock_of(variants[0])
    operations.correct_stock(
        stock_item=item, on_hand=quantity - 1, expected=item.on_hand, reason="Count", by=SYSTEM
    )


def _each(variants, quantity):
    return {variant.pk: quantity for variant in variants}


steps = st.lists(
    st.tuples(
        st.sampled_from([hold, allocate, ship, release, free, receive, correct]),
        st.integers(0, 2),
        st.sampled_from([(0,), (1,), (0, 1)]),
        st.integers(1, 3),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_every_sequence_keeps_the_books(taken):
    variants = [make_product(stock=OPENING), make_product(stock=OPENING)]
    orders = [bare_order() for _ in range(3)]
    for step, order, chosen, quantity in taken:
        before = [books(variant) for variant in variants]
        try:
            step(orders[order], [variants[number] for number in chosen], quantity)
        except Refused:
            assert [books(variant) for variant in variants] == before
        for variant in variants:
            check(variant)


def books(variant):
    item = stock_of(variant)
    return item.on_hand, item.allocated, item.held, item.movements.count()


def check(variant):
    item = stock_of(variant)
    lines = StockMovement.objects.filter(stock_item=item)
    goods = lines.aggregate(on_hand=Sum("on_hand_change"), allocated=Sum("allocated_change"))
    holds = StockHold.objects.filter(stock_item=item)
    held = sum(hold.quantity for hold in holds if hold.status == "held")
    owed = sum(hold.quantity - hold.shipped for hold in holds if hold.status == "allocated")
    assert item.on_hand >= 0
    assert (item.on_hand, item.allocated) == (goods["on_hand"], goods["allocated"])
    assert (item.allocated, item.held) == (owed, held)
    last = lines.first()
    assert (last.on_hand_after, last.allocated_after) == (item.on_hand, item.allocated)
    shipped = -(lines.filter(kind="shipped").aggregate(sum=Sum("on_hand_change"))["sum"] or 0)
    brought = (
        lines.filter(kind__in=["received", "corrected"])
        .exclude(reason="Opening")
        .aggregate(sum=Sum("on_hand_change"))["sum"]
        or 0
    )
    assert item.on_hand + shipped - brought == OPENING
