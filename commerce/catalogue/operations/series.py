"""What was decided of the prices of some variants, under their lock, and the rows that follow from it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import datetime

from commerce.catalogue.limits import needs_second
from commerce.catalogue.models import Price, PriceChange, Variant
from commerce.catalogue.rules import prior_price
from commerce.catalogue.timeline import in_the_way, timeline
from commerce.errors import PlanInTheWay, PriceMove, PricesMoved
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor

Key = tuple[int, int]


class Series:
    """The prices of variants by (variant id, price list id), all in one transaction."""

    def __init__(self, keys: Iterable[Key]):
        self.keys = sorted(set(keys))
        of_these = {
            "variant__in": {variant_id for variant_id, _list in self.keys},
            "price_list__in": {list_id for _variant, list_id in self.keys},
        }
        variants = Variant.objects.filter(pk__in=of_these["variant__in"]).order_by("pk")
        self.product_ids = sorted({variant.product_id for variant in self._held(variants)})
        # Under the lock: who waited for a colleague's price decides after it.
        self.now = clock.now()
        self.changes = _by_key(PriceChange.objects.filter(**of_these).select_related("price_list"))
        self.prices = _by_key(Price.objects.filter(**of_these).order_by("valid_from"))
        self._adopt()

    def compare(self, seen: Mapping[Key, Money | None]) -> None:
        """Raise PricesMoved where what was seen is not what is in force."""
        moves = []
        for key, money in seen.items():
            change = self.running(key)
            actual = change.money if change else None
            if actual != money:
                moves.append(PriceMove(key=key, seen=money, actual=actual, change=change))
        if moves:
            raise PricesMoved(moves)

    def running(self, key: Key) -> PriceChange | None:
        """The decision that is in force now."""
        price = self._running_price(key)
        return next((change for change in self.changes[key] if price and change.pk == price.change_id), None)

    def in_force(self, key: Key, moment: datetime) -> PriceChange | None:
        """The decision that is in force at another moment, as planned."""
        stretch = _stretch_at(timeline(self.changes[key]), moment)
        return stretch.change if stretch else None

    def lasting(self, key: Key) -> PriceChange | None:
        """The decision that would be in force now if nothing ran for a while only."""
        stretch = _stretch_at(timeline(change for change in self.changes[key] if change.lasts), self.now)
        return stretch.change if stretch else None

    def find(self, change: PriceChange) -> PriceChange:
        """The same decision as it stands under the lock."""
        key = change.variant_id, change.price_list_id
        return next(known for known in self.changes[key] if known.pk == change.pk)

    def strays(self, new: PriceChange, percent: int, approved: Collection[int]) -> bool:
        """Whether a decision changes what it costs by more than one colleague decides alone."""
        key = new.variant_id, new.price_list_id
        before, running = self.changes[key], self.running(key)
        after = [*before, new]
        if self._gives_way(running, new):
            ended = copy(running)
            ended.ended_at = self.now
            after = [ended if change is running else change for change in after]
        return needs_second(before, after, now=self.now, percent=percent, approved=approved)

    def refuse_contrary(self, new: PriceChange) -> None:
        """Raise PlanInTheWay where a planned price contradicts."""
        if contrary := in_the_way(self.changes[new.variant_id, new.price_list_id], new, self.now):
            raise PlanInTheWay(new, contrary)

    def _gives_way(self, running, new):
        """What runs for a while ends where something that lasts begins now."""
        return new.lasts and new.valid_from == self.now and running and not running.lasts

    def add(self, new: PriceChange) -> None:
        """Take in a decision; where it lasts and begins now, what runs for a while ends."""
        key = new.variant_id, new.price_list_id
        self.refuse_contrary(new)
        running = self.running(key)
        if self._gives_way(running, new):
            self.end(running, self.now, Actor(new.actor_kind, new.actor_id, new.actor_label))
        self.changes[key].append(new)

    def end(self, change: PriceChange, moment: datetime, by: Actor) -> None:
        change.ended_at, change.ended_by_id, change.ended_by_label = moment, by.id, by.label

    def write(self) -> None:
        """Keep the decisions, and let the rows from now on say what follows from them."""
        changes = [change for key in self.keys for change in self.changes[key]]
        PriceChange.objects.bulk_create([change for change in changes if change.pk is None])
        ended = [change for change in changes if change.ended_at and change.ended_at >= self.now]
        PriceChange.objects.bulk_update(ended, ["ended_at", "ended_by_id", "ended_by_label"])
        stale, shortened, fresh = [], [], []
        for key in self.keys:
            self._follow(key, stale, shortened, fresh)
        Price.objects.filter(pk__in=[price.pk for price in stale]).delete()
        Price.objects.bulk_update(shortened, ["valid_until"])
        Price.objects.bulk_create(fresh)

    def _follow(self, key, stale, moved, fresh):
        """What of one variant's rows goes, ends at another time, or is new. The past stays as it is."""
        told = timeline(self.changes[key])
        running = self._running_price(key)
        planned = {_said(price): price for price in self.prices[key] if price.valid_from > self.now}
        current = _stretch_at(told, self.now)
        goes_on = running and current and current.change.pk == running.change_id
        if running:
            self._end(running, current.valid_until if goes_on else self.now, moved)
        for stretch in told:
            if stretch.valid_until is not None and stretch.valid_until <= self.now:
                continue
            if goes_on and stretch is current:
                continue
            price = self._price(key, stretch, told)
            if planned.pop(_said(price), None) is None:
                fresh.append(price)
        stale += planned.values()

    def _end(self, price, moment, moved):
        if price.valid_until != moment:
            price.valid_until = moment
            moved.append(price)

    def _price(self, key, stretch, told):
        begin = max(stretch.valid_from, self.now)
        return Price(
            variant_id=key[0],
            price_list_id=key[1],
            change=stretch.change,
            minor=stretch.minor,
            prior_minor=prior_price(told, begin),
            valid_from=begin,
            valid_until=stretch.valid_until,
        )

    def _running_price(self, key):
        return _stretch_at(self.prices[key], self.now)

    def _adopt(self):
        """Take rows that were written before decisions were kept for what somebody decided."""
        bare = []
        for key in self.keys:
            begins = {price.valid_from for price in self.prices[key]}
            for price in self.prices[key]:
                if price.change_id is None:
                    goes_on = price.valid_until in begins
                    price.change = PriceChange(
                        variant_id=key[0],
                        price_list_id=key[1],
                        minor=price.minor,
                        is_reduction=price.prior_minor is not None,
                        valid_from=price.valid_from,
                        valid_until=None if goes_on else price.valid_until,
                        actor_kind=SYSTEM.kind,
                        actor_label=SYSTEM.label,
                        at=price.valid_from,
                    )
                    bare.append(price)
        self._keep([price.change for price in bare])
        for price in bare:
            price.change_id = price.change.pk
            self.changes[price.variant_id, price.price_list_id].append(price.change)
        self._tie(bare)

    def _held(self, variants):
        return variants.select_for_update(no_key=True)

    def _keep(self, changes):
        PriceChange.objects.bulk_create(changes)

    def _tie(self, prices):
        Price.objects.bulk_update(prices, ["change"])


class SeriesAsRead(Series):
    """The same to look at only: nothing is locked, and nothing is written down."""

    def write(self) -> None:
        raise TypeError("what was read without a lock is not written")

    def _held(self, variants):
        return variants

    def _keep(self, changes):
        for number, change in enumerate(changes, start=1):
            change.pk = -number

    def _tie(self, prices):
        pass


def _stretch_at(stretches, moment):
    """The one that is true at a moment, if one is."""
    true = (
        stretch
        for stretch in stretches
        if stretch.valid_from <= moment and (stretch.valid_until is None or moment < stretch.valid_until)
    )
    return next(true, None)


def _said(price):
    return price.change_id, price.valid_from, price.valid_until, price.prior_minor


def _by_key(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.variant_id, row.price_list_id].append(row)
    return found
