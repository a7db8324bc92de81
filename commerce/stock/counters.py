"""How counters move: rows locked in id order, then one statement for all of them, then the ledger.

Locking in id order keeps two orders with crossed items from waiting for each other; whoever has an
item's row has its holds as well. The statement itself checks and takes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Value, When

from commerce.stock.models import StockHold, StockItem, StockMovement
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """By how much the counters of one stock item move."""

    on_hand: int = 0
    allocated: int = 0
    held: int = 0


def lock_items_of(variant_ids: Iterable[int]) -> list[StockItem]:
    """The items of variants in the default location, as they are now and until the transaction ends."""
    return _lock(StockItem.objects.filter(variant__in=list(variant_ids), location__is_default=True))


def lock_held_items(order, status: StockHold.Status) -> tuple[list[StockItem], list[StockHold]]:
    """The items that an order has holds of this status on, and those holds as they are once locked."""
    items = _lock(StockItem.objects.filter(holds__order_id=order.pk, holds__status=status))
    holds = StockHold.objects.filter(order_id=order.pk, status=status, stock_item__in=items)
    held = {hold.stock_item_id: hold for hold in holds}
    return [item for item in items if item.pk in held], [held[item.pk] for item in items if item.pk in held]


def lock_item(stock_item: StockItem) -> StockItem:
    [locked] = _lock(StockItem.objects.filter(pk=stock_item.pk))
    return locked


def _lock(items):
    return list(items.order_by("pk").select_for_update(no_key=True, of=("self",)))


def take(steps: dict[int, Step]) -> bool:
    """Raise `held` of every item if all of them have enough to sell; else false, and the caller undoes."""
    enough = StockItem.objects.filter(on_hand__gte=F("allocated") + F("held") + each(steps, "held"))
    return _move(enough, steps)


def hand_out(steps: dict[int, Step]) -> bool:
    """Lower `on_hand` of every item if all of them have it on the shelf; else false."""
    there = StockItem.objects.filter(on_hand__gte=Value(0) - each(steps, "on_hand"))
    return _move(there, steps)


def shift(steps: dict[int, Step]) -> bool:
    """Move the counters whatever they are; the database refuses any that would become negative."""
    return _move(StockItem.objects.all(), steps)


def each(steps, counter):
    """The step of each row's own item, as an expression."""
    whens = [When(pk=pk, then=Value(getattr(step, counter))) for pk, step in steps.items()]
    return Case(*whens, default=Value(0), output_field=IntegerField())


def _move(items, steps):
    moving = [name for name in Step.__slots__ if any(getattr(step, name) for step in steps.values())]
    changes = {name: F(name) + each(steps, name) for name in moving}
    return items.filter(pk__in=steps).update(**changes) == len(steps)


def write_ledger(
    *,
    items: list[StockItem],
    steps: dict[int, Step],
    kind: StockMovement.Kind,
    by: Actor,
    reason: str = "",
    document: str = "",
) -> None:
    """Append a line for every item whose goods moved. `items` are as they were locked, before the step."""
    at = clock.now()
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_item=item,
            kind=kind,
            on_hand_change=step.on_hand,
            allocated_change=step.allocated,
            on_hand_after=item.on_hand + step.on_hand,
            allocated_after=item.allocated + step.allocated,
            reason=reason,
            document=document,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_label=by.label,
            at=at,
        )
        for item in items
        if (step := steps[item.pk]) and (step.on_hand or step.allocated)
    )
