"""Closing days."""

from datetime import timedelta

from django.utils import timezone

from commerce.figures.models import DayFigures
from commerce.figures.queries import begin_of, counted_days, last_closed_day, shop_zone
from commerce.markets.models import Market
from commerce.orders.models import Order
from kinsite.foundation import clock

# What was begun before midnight has ended by then.
GRACE = timedelta(minutes=10)


def close_days() -> int:
    """Write the figures of all days that are over and not written yet; returns how many days.

    Twice does no harm: a day that is written stays as it is.
    """
    last = timezone.localdate(clock.now() - GRACE, shop_zone()) - timedelta(days=1)
    first = _first_open()
    if first is None or first > last:
        return 0
    counted = counted_days((begin_of(first), begin_of(last + timedelta(days=1))))
    currencies = {currency for _day, currency in counted} | _currencies()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    DayFigures.objects.bulk_create(
        [
            _row(day, currency, counted.get((day, currency)))
            for day in days
            for currency in sorted(currencies)
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return len(days)


def _first_open():
    closed = last_closed_day()
    if closed:
        return closed + timedelta(days=1)
    first = (
        Order.objects.filter(paid_at__isnull=False).order_by("paid_at").values_list("paid_at", flat=True)[:1]
    )
    return timezone.localdate(first[0], shop_zone()) if first else None


def _currencies():
    """A day on which nothing was sold is a figure too."""
    return set(Market.objects.values_list("price_list__currency", flat=True))


def _row(day, currency, found):
    facts = {name: getattr(found, name, 0) for name in ("orders", "sold_minor", "refunds", "refunded_minor")}
    return DayFigures(day=day, currency=currency, **facts)
