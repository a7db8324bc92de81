"""What happens to stock. Each is safe to ask for twice, and each is all or nothing.

Every operation runs a fixed number of queries, however many items an order has.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.db.models import Case, F, PositiveIntegerField, Value, When

from commerce.catalogue.models import Variant
from commerce.errors import NotAllocated, OutOfStock, StockMoved
from commerce.events import StockChanged
from commerce.shop.queries import desk_settings
from commerce.stock.counters import (
    Step,
    hand_out,
    lock_held_items,
    lock_item,
    lock_items_of,
    shift,
    take,
    write_ledger,
)
from commerce.stock.models import Location, StockHold, StockItem, StockMovement
from commerce.trail.operations import Area, Change, write_trail
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce

Status = StockHold.Status
Kind = StockMovement.Kind
# Why units of a cancelled order are no longer there; what a colleague wrote may name somebody.
WRITTEN_OFF = "Its order was cancelled, and it can't be sold again."


@transaction.atomic
def hold_stock(*, order, quantities: dict[int, int], until: datetime, by: Actor) -> None:
    """Keep units for an order until it is paid; all of them, or OutOfStock names what is short.

    What the order holds already is only kept longer, and what it let go is taken anew.
    """
    items = lock_items_of(quantities)
    if uncounted := quantities.keys() - {item.variant_id for item in items}:
        raise OutOfStock(*_skus(uncounted))
    known = _holds_on(items, order)
    free = [item for item in items if item.pk not in known or known[item.pk].status == Status.RELEASED]
    steps = {item.pk: Step(held=quantities[item.variant_id]) for item in free}
    if steps and not take(steps):
        raise OutOfStock(*_skus(item.variant_id for item in free if item.available < steps[item.pk].held))
    kept = {pk: hold.quantity for pk, hold in known.items() if hold.status == Status.HELD}
    taken = {pk: step.held for pk, step in steps.items()}
    _write_holds(order, kept | taken, Status.HELD, until)
    _announce_change(item.variant_id for item in free)


@transaction.atomic
def release_holds(*, order, by: Actor) -> bool:
    """Give back what an order holds; false where it holds nothing any more."""
    items, holds = lock_held_items(order, Status.HELD)
    if not holds:
        return False
    shift({hold.stock_item_id: Step(held=-hold.quantity) for hold in holds})
    _end_holds(holds)
    _announce_change(item.variant_id for item in items)
    return True


@transaction.atomic
def allocate_holds(*, order, quantities: dict[int, int], by: Actor) -> None:
    """Turn what a paid order held into goods that are its own.

    Where the hold ended meanwhile the units are allocated all the same: the money is taken, so the
    item is short now and a person must see it.
    """
    items = lock_items_of(quantities)
    if quantities.keys() - {item.variant_id for item in items}:
        open_stock_items(variant_ids=quantities)
        items = lock_items_of(quantities)
    known = _holds_on(items, order)
    open_ = [item for item in items if item.pk not in known or known[item.pk].status != Status.ALLOCATED]
    if not open_:
        return
    held = {pk: hold.quantity for pk, hold in known.items() if hold.status == Status.HELD}
    steps = {
        item.pk: Step(allocated=quantities[item.variant_id], held=-held.get(item.pk, 0)) for item in open_
    }
    shift(steps)
    allocated = {pk: step.allocated for pk, step in steps.items()}
    _write_holds(order, allocated, Status.ALLOCATED, until=order.placed_at)
    write_ledger(items=open_, steps=steps, kind=Kind.ALLOCATED, by=by, document=order.number)
    _announce_change(item.variant_id for item in open_)


@transaction.atomic
def allocate_more(*, order, quantities: dict[int, int], by: Actor, is_paid: bool = False) -> None:
    """Give a paid order more units than it had: all of them, or OutOfStock names what is short.

    What `is_paid` is given all the same, for the money is taken: the item is short then.
    """
    items = lock_items_of(quantities)
    if uncounted := quantities.keys() - {item.variant_id for item in items}:
        raise OutOfStock(*_skus(uncounted))
    short = [item.variant_id for item in items if item.available < quantities[item.variant_id]]
    if short and not is_paid:
        raise OutOfStock(*_skus(short))
    known = _holds_on(items, order)
    steps = {item.pk: Step(allocated=quantities[item.variant_id]) for item in items}
    shift(steps)
    owned = {pk: _owned(known[pk]) if pk in known else 0 for pk in steps}
    shipped = {pk: hold.shipped for pk, hold in known.items()}
    _write_holds(
        order,
        {pk: owned[pk] + step.allocated for pk, step in steps.items()},
        Status.ALLOCATED,
        until=order.placed_at,
        shipped=shipped,
    )
    write_ledger(items=items, steps=steps, kind=Kind.ALLOCATED, by=by, document=order.number)
    _announce_change(quantities)


def _owned(hold):
    """The units that are an order's by a hold: of one that ended, those that left."""
    return hold.quantity if hold.status == Status.ALLOCATED else hold.shipped


def short_of(*, quantities: dict[int, int]) -> list[str]:
    """The SKUs of which fewer can be sold than these units; nothing is locked or kept."""
    items = StockItem.objects.filter(variant__in=quantities, location__is_default=True)
    enough = {item.variant_id for item in items if item.available >= quantities[item.variant_id]}
    return list(_skus(quantities.keys() - enough))


def lacking(*, quantities: dict[int, int]) -> list[str]:
    """The SKUs of which fewer are on hand than other orders and these units need, locked until the end."""
    items = lock_items_of(quantities)
    short = [item.variant_id for item in items if item.on_hand - item.allocated < quantities[item.variant_id]]
    uncounted = quantities.keys() - {item.variant_id for item in items}
    return list(_skus([*short, *uncounted]))


@transaction.atomic
def free_allocation(*, order, by: Actor) -> bool:
    """Give back what an order was allocated and has not been shipped; false where there is nothing."""
    items, holds = lock_held_items(order, Status.ALLOCATED)
    if not holds:
        return False
    steps = {hold.stock_item_id: Step(allocated=hold.shipped - hold.quantity) for hold in holds}
    shift(steps)
    _end_holds(holds)
    write_ledger(items=items, steps=steps, kind=Kind.FREED, by=by, document=order.number)
    _announce_change(item.variant_id for item in items)
    return True


@transaction.atomic
def write_off_allocation(*, order, by: Actor) -> bool:
    """As free_allocation(), of what can't be sold again: off the shelf too, as many units as lie there."""
    items, holds = lock_held_items(order, Status.ALLOCATED)
    if not holds:
        return False
    owed = {hold.stock_item_id: hold.quantity - hold.shipped for hold in holds}
    steps = {
        item.pk: Step(on_hand=-min(item.on_hand, owed[item.pk]), allocated=-owed[item.pk]) for item in items
    }
    shift(steps)
    _end_holds(holds)
    facts = {"reason": WRITTEN_OFF, "document": order.number}
    write_ledger(items=items, steps=steps, kind=Kind.CORRECTED, by=by, **facts)
    variants = Variant.objects.in_bulk([item.variant_id for item in items])
    for item in items:
        item.variant = variants[item.variant_id]
    write_trail(
        changes=[
            _counted(item, "on_hand", item.on_hand, item.on_hand + steps[item.pk].on_hand, WRITTEN_OFF)
            for item in items
            if steps[item.pk].on_hand
        ],
        by=by,
    )
    _announce_change(item.variant_id for item in items)
    return True


@transaction.atomic
def free_units(*, order, quantities: dict[int, int], by: Actor) -> None:
    """Give back some of the units allocated to an order and not shipped. Raises NotAllocated."""
    items = lock_items_of(quantities)
    known = _holds_on(items, order)
    if beyond := [
        item.variant_id
        for item in items
        if item.pk not in known
        or known[item.pk].status != Status.ALLOCATED
        or known[item.pk].quantity - known[item.pk].shipped < quantities[item.variant_id]
    ]:
        raise NotAllocated(*_skus(beyond))
    steps = {item.pk: Step(allocated=-quantities[item.variant_id]) for item in items}
    shift(steps)
    whole = [hold for hold in known.values() if hold.quantity == -steps[hold.stock_item_id].allocated]
    _end_holds(whole)
    part = [hold.pk for hold in known.values() if hold not in whole]
    freed = _per_item({pk: -step.allocated for pk, step in steps.items()})
    StockHold.objects.filter(pk__in=part).update(quantity=F("quantity") - freed)
    write_ledger(items=items, steps=steps, kind=Kind.FREED, by=by, document=order.number)
    _announce_change(quantities)


@transaction.atomic
def put_back(*, quantities: dict[int, int], document: str, by: Actor, reason: str = "") -> None:
    """Count units that came back, and can be sold again, as on hand."""
    items = lock_items_of(quantities)
    steps = {item.pk: Step(on_hand=quantities[item.variant_id]) for item in items}
    shift(steps)
    write_ledger(items=items, steps=steps, kind=Kind.RESTOCKED, by=by, reason=reason, document=document)
    _announce_change(item.variant_id for item in items)


@transaction.atomic
def ship_stock(*, order, quantities: dict[int, int], by: Actor) -> None:
    """Let an order's units leave the house: never more than are allocated to it and not shipped yet."""
    items = lock_items_of(quantities)
    known = _holds_on(items, order)
    left = {
        item.variant_id: known[item.pk].quantity - known[item.pk].shipped
        for item in items
        if item.pk in known and known[item.pk].status == Status.ALLOCATED
    }
    if beyond := [variant_id for variant_id, n in quantities.items() if n > left.get(variant_id, 0)]:
        raise NotAllocated(*_skus(beyond))
    steps = {
        item.pk: Step(on_hand=-quantities[item.variant_id], allocated=-quantities[item.variant_id])
        for item in items
    }
    if not hand_out(steps):
        raise OutOfStock(*_skus(i.variant_id for i in items if i.on_hand < quantities[i.variant_id]))
    leaving = _per_item({item.pk: quantities[item.variant_id] for item in items})
    StockHold.objects.filter(order_id=order.pk, stock_item__in=items).update(shipped=F("shipped") + leaving)
    write_ledger(items=items, steps=steps, kind=Kind.SHIPPED, by=by, document=order.number)
    _announce_change(quantities)


@transaction.atomic
def keep_stock(*, order, quantities: dict[int, int], by: Actor) -> None:
    """Undo ship_stock(): the units never left. They are on hand, and the order's, as before."""
    items = lock_items_of(quantities)
    known = _holds_on(items, order)
    if beyond := [
        item.variant_id
        for item in items
        if item.pk not in known or known[item.pk].shipped < quantities[item.variant_id]
    ]:
        raise NotAllocated(*_skus(beyond))
    steps = {
        item.pk: Step(on_hand=quantities[item.variant_id], allocated=quantities[item.variant_id])
        for item in items
    }
    shift(steps)
    staying = _per_item({item.pk: quantities[item.variant_id] for item in items})
    StockHold.objects.filter(order_id=order.pk, stock_item__in=items).update(shipped=F("shipped") - staying)
    write_ledger(items=items, steps=steps, kind=Kind.STAYED, by=by, document=order.number)
    _announce_change(quantities)


@transaction.atomic
def receive_stock(
    *, stock_item: StockItem, quantity: int, reason: str, by: Actor, document: str = ""
) -> None:
    """Count goods in that arrived."""
    if quantity < 1:
        raise ValueError("receive one unit or more; a correction takes units away")
    item = lock_item(stock_item)
    steps = {item.pk: Step(on_hand=quantity)}
    shift(steps)
    write_ledger(items=[item], steps=steps, kind=Kind.RECEIVED, by=by, reason=reason, document=document)
    counts = item.on_hand, item.on_hand + quantity
    write_trail(changes=[_counted(stock_item, "on_hand", *counts, reason)], by=by)
    _announce_change([item.variant_id])


@transaction.atomic
def correct_stock(*, stock_item: StockItem, on_hand: int, expected: int, reason: str, by: Actor) -> None:
    """Set what is on hand to what was counted.

    `expected` is the number that was counted against; where it moved meanwhile StockMoved says what is
    there now, and nothing is changed.
    """
    if on_hand < 0 or not reason.strip():
        raise ValueError("a correction counts what is there, and says why")
    item = lock_item(stock_item)
    if item.on_hand != expected:
        raise StockMoved(expected=expected, actual=item.on_hand)
    if on_hand == expected:
        return
    steps = {item.pk: Step(on_hand=on_hand - expected)}
    shift(steps)
    write_ledger(items=[item], steps=steps, kind=Kind.CORRECTED, by=by, reason=reason)
    write_trail(changes=[_counted(stock_item, "on_hand", expected, on_hand, reason)], by=by)
    _announce_change([item.variant_id])


@transaction.atomic
def set_threshold(*, stock_item: StockItem, threshold: int, by: Actor) -> None:
    """Say from how many units on the item counts as low."""
    set_thresholds(thresholds={stock_item.pk: threshold}, by=by)


@transaction.atomic
def set_thresholds(*, thresholds: Mapping[int, int], by: Actor) -> None:
    """Say of many items, by id, from how many units on each counts as low."""
    items = StockItem.objects.filter(pk__in=thresholds).order_by("pk").select_for_update(no_key=True)
    changed = [item for item in items if item.threshold != thresholds[item.pk]]
    noted = [_counted(item, "threshold", item.threshold, thresholds[item.pk]) for item in changed]
    for item in changed:
        item.threshold = thresholds[item.pk]
    StockItem.objects.bulk_update(changed, ["threshold"])
    write_trail(changes=noted, by=by)
    _announce_change(item.variant_id for item in changed)


@transaction.atomic
def open_stock_items(*, variant_ids: Iterable[int]) -> None:
    """Start counting variants that are not counted yet, at zero in the default location."""
    facts = {"location": Location.objects.get(is_default=True), "threshold": desk_settings().low_at}
    StockItem.objects.bulk_create(
        [StockItem(variant_id=pk, **facts) for pk in sorted(variant_ids)], ignore_conflicts=True
    )


@transaction.atomic
def count_variants_of(*, product_ids: Iterable[int]) -> None:
    """Start counting what these products sell and nobody counts yet, once there is a place to keep it."""
    uncounted = Variant.objects.filter(product__in=list(product_ids)).exclude(
        stock_items__location__is_default=True
    )
    variant_ids = list(uncounted.values_list("pk", flat=True))
    if variant_ids and Location.objects.filter(is_default=True).exists():
        open_stock_items(variant_ids=variant_ids)


def _counted(stock_item, what, before, after, reason=""):
    """What a colleague changed of an item, for the trail."""
    return Change(
        area=Area.STOCK,
        key=stock_item.pk,
        name=stock_item.variant.sku,
        what=what,
        before=str(before),
        after=str(after),
        reason=reason,
    )


def _holds_on(items, order):
    """The order's holds on locked items, by item."""
    holds = StockHold.objects.filter(order_id=order.pk, stock_item__in=items)
    return {hold.stock_item_id: hold for hold in holds}


def _write_holds(order, quantities, status, until, shipped=MappingProxyType({})):
    StockHold.objects.bulk_create(
        [
            StockHold(
                order_id=order.pk,
                stock_item_id=pk,
                quantity=quantity,
                status=status,
                shipped=shipped.get(pk, 0),
                expires_at=until,
            )
            for pk, quantity in quantities.items()
        ],
        update_conflicts=True,
        unique_fields=["order", "stock_item"],
        update_fields=["status", "quantity", "shipped", "expires_at"],
    )


def _end_holds(holds):
    StockHold.objects.filter(pk__in=[hold.pk for hold in holds]).update(status=Status.RELEASED)


def _per_item(numbers):
    whens = [When(stock_item_id=item_id, then=Value(number)) for item_id, number in numbers.items()]
    return Case(*whens, output_field=PositiveIntegerField())


def _skus(variant_ids):
    return Variant.objects.filter(pk__in=list(variant_ids)).order_by("sku").values_list("sku", flat=True)


def _announce_change(variant_ids):
    if changed := tuple(sorted(variant_ids)):
        announce(StockChanged(changed))
