"""Prices: each true for a stretch of time, never two at once, and none of the past ever changed.

What was decided is kept as it was; which price is true when is told anew after each decision, from now on.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from commerce.catalogue.models import PriceChange, Variant
from commerce.catalogue.operations.approving import propose
from commerce.catalogue.operations.noting import decided, ended
from commerce.catalogue.operations.series import Key, Series, SeriesAsRead
from commerce.catalogue.proposals import PriceLimit, PriceProposal
from commerce.errors import NotPriced, PastPrice, PriceInForce
from commerce.events import OfferChanged
from commerce.markets.models import PriceList
from commerce.money import CurrencyMismatch, Money
from commerce.trail.operations import write_trail
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPrice:
    """What a variant is to cost in a price list: from now unless `from_` says, lasting without `until`."""

    variant: Variant
    price_list: PriceList
    money: Money
    is_reduction: bool = False
    from_: datetime | None = None
    until: datetime | None = None

    @property
    def key(self) -> tuple[int, int]:
        return self.variant.pk, self.price_list.pk


def set_price(*, by: Actor, **facts) -> list[PriceProposal]:
    """Set one price; `facts` are those of a NewPrice."""
    return set_prices(prices=[NewPrice(**facts)], by=by)


@transaction.atomic
def set_prices(
    *,
    prices: Iterable[NewPrice],
    by: Actor,
    seen: Mapping[tuple[int, int], Money | None] | None = None,
) -> list[PriceProposal]:
    """Set prices, all of them or none, in a fixed number of queries.

    After a price with an end that of before runs again by itself. One without an end lasts until the next
    that is planned to last; where it begins now, it ends what runs for a while. PlanInTheWay where a planned
    price contradicts, PastPrice where one was to begin before now.

    `seen` says which prices were looked at, by variant and price list: PricesMoved where others are in force
    meanwhile. What takes the place of a price that was seen ends with it, and is announced as it was.

    What a colleague changes by more than the limit of its price list is not set but proposed; returned is
    what waits for a second one.
    """
    prices, seen = list(prices), seen or {}
    series = Series([price.key for price in prices])
    now = series.now
    for price in prices:
        _check(price, now)
    series.compare(seen)
    limits, approved = _limits(series, by)
    written, beyond = [], []
    for price in prices:
        change = _change_of(price, series, seen, by)
        before, percent = series.in_force(price.key, change.valid_from), limits.get(price.price_list.pk)
        if percent is not None and series.strays(change, percent, approved):
            series.refuse_contrary(change)
            beyond.append((change, before))
            continue
        written.append(decided(change, before, now))
        series.add(change)
    series.write()
    write_trail(changes=written, by=by)
    announce(OfferChanged(tuple(series.product_ids)))
    return propose(beyond, now, by) if beyond else []


def prices_for_two(*, prices: Iterable[NewPrice], seen: Collection[Key], by: Actor) -> set[Key]:
    """Which of these prices would wait for a second colleague if they were set now. Nothing is changed."""
    prices = list(prices)
    series = SeriesAsRead([price.key for price in prices])
    limits, approved = _limits(series, by)
    return {
        price.key
        for price in prices
        if price.price_list.pk in limits
        and series.strays(_change_of(price, series, seen, by), limits[price.price_list.pk], approved)
    }


@transaction.atomic
def plan_prices(
    *,
    variants: Iterable[Variant],
    price_list: PriceList,
    by: Actor,
    money: Money | None = None,
    percent: Decimal | None = None,
    is_reduction: bool = False,
    from_: datetime | None = None,
    until: datetime | None = None,
) -> list[PriceProposal]:
    """Plan one change of many variants: to an amount, or by so many percent of what each costs by then.

    All of them or none. NotPriced where there is nothing that a percentage could be taken of; else as
    set_prices().
    """
    variants = list(variants)
    amounts = {variant.pk: money for variant in variants}
    if percent is not None:
        series = Series([(variant.pk, price_list.pk) for variant in variants])
        for variant in variants:
            change = series.in_force((variant.pk, price_list.pk), from_ or series.now)
            if change is None:
                raise NotPriced(variant.sku)
            amounts[variant.pk] = Money(change.minor, price_list.currency).times(1 + percent / 100)
    period = {"is_reduction": is_reduction, "from_": from_, "until": until}
    prices = [
        NewPrice(variant=variant, price_list=price_list, money=amounts[variant.pk], **period)
        for variant in variants
    ]
    return set_prices(prices=prices, by=by)


@transaction.atomic
def end_price(*, change: PriceChange, by: Actor) -> None:
    """Withdraw what is planned, or end now what runs for a while; the price of before runs instead.

    PriceInForce where neither can be: it is over, or lasts and has begun.
    """
    series = Series([(change.variant_id, change.price_list_id)])
    now, change = series.now, series.find(change)
    is_planned = change.valid_from > now
    if change.is_withdrawn or (change.ends_at and change.ends_at <= now) or (change.lasts and not is_planned):
        raise PriceInForce
    series.end(change, change.valid_from if is_planned else now, by)
    series.write()
    after = series.in_force((change.variant_id, change.price_list_id), change.ended_at)
    write_trail(changes=[ended(change, after, is_planned)], by=by)
    announce(OfferChanged(tuple(series.product_ids)))


def _limits(series, by):
    """The limits of a colleague by price list, and the decisions that two have taken."""
    if by.kind != "staff":
        return {}, ()
    lists = {list_id for _variant_id, list_id in series.keys}
    rows = PriceLimit.objects.filter(price_list__in=lists)
    limits = dict(rows.values_list("price_list_id", "alone_up_to_percent"))
    if not limits:
        return {}, ()
    variants = {variant_id for variant_id, _list_id in series.keys}
    decided_by_two = PriceProposal.objects.filter(variant__in=variants, change__isnull=False)
    return limits, set(decided_by_two.values_list("change_id", flat=True))


def _check(price, now):
    if price.from_ and price.from_ < now:
        raise PastPrice
    if price.until and price.until <= (price.from_ or now):
        raise ValueError("a price ends after it began")
    if price.money.currency != price.price_list.currency:
        raise CurrencyMismatch(f"{price.money.currency} in a price list of {price.price_list.currency}")


def _change_of(price, series, seen, by):
    seen_change = series.running(price.key) if price.key in seen else None
    return _decided(_as_seen(price, seen_change), by, series.now)


def _as_seen(price, change):
    """The price for as long as that whose place it takes, announced as that was."""
    if change is None or price.from_ or price.until:
        return price
    until = None if change.lasts else change.ends_at
    return replace(price, until=until, is_reduction=price.is_reduction or change.is_reduction)


def _decided(price, by, now):
    return PriceChange(
        variant=price.variant,
        price_list=price.price_list,
        minor=price.money.minor,
        is_reduction=price.is_reduction,
        valid_from=price.from_ or now,
        valid_until=price.until,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        at=now,
    )
