"""Takings of some days: of closed ones as they were closed, of others from orders and refunds themselves."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, Max, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from commerce.amendments.models import Amendment
from commerce.figures.models import DayFigures
from commerce.money import Money
from commerce.orders.models import Order, PaymentState
from commerce.refunds.models import Refund, RefundStatus
from kinsite.foundation import clock

PERIODS = (1, 7, 30)
# From a moment on, until before another.
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Takings:
    """What a currency brought: sales less what was given back."""

    currency: str
    orders: int = 0
    sold_minor: int = 0
    refunds: int = 0
    refunded_minor: int = 0

    @property
    def net(self):
        return Money(self.sold_minor - self.refunded_minor, self.currency)

    def __add__(self, other):
        return replace(
            self,
            currency=other.currency,
            orders=self.orders + other.orders,
            sold_minor=self.sold_minor + other.sold_minor,
            refunds=self.refunds + other.refunds,
            refunded_minor=self.refunded_minor + other.refunded_minor,
        )


@dataclass(frozen=True)
class Compared:
    """So many days up to now, and as many before them up to the same time of day."""

    days: int
    now: Takings
    before: Takings

    @property
    def change(self):
        """In whole percent; nothing where there was nothing before."""
        before = self.before.net.minor
        return round(100 * (self.now.net.minor - before) / before) if before > 0 else None


NOTHING = Takings("")


def shop_zone():
    """The time zone of the shop's days: a colleague's own does not move takings to another day."""
    return timezone.get_default_timezone()


def begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=shop_zone())


def last_closed_day():
    return DayFigures.objects.aggregate(last=Max("day"))["last"]


def counted_days(*stretches: Stretch):
    """Takings by (day, currency) within stretches of time, counted from orders and refunds themselves."""
    found = defaultdict(lambda: NOTHING)
    sold = Order.objects.filter(_within("paid_at", stretches))
    for day, currency, count, minor in _by_day(sold, "paid_at", "total_minor"):
        found[day, currency] += Takings(currency, orders=count, sold_minor=minor)
    for day, currency, minor in _put_in_later(stretches):
        found[day, currency] += Takings(currency, sold_minor=minor)
    was_given = Q(status=RefundStatus.SUCCEEDED) | Q(came_back_at__isnull=False)
    given = Refund.objects.filter(was_given, _within("settled_at", stretches))
    came_back = Refund.objects.filter(_within("came_back_at", stretches), came_back_at__isnull=False)
    for day, currency, _count, minor in _by_day(came_back, "came_back_at", "amount_minor"):
        found[day, currency] += Takings(currency, sold_minor=minor)
    reserved = Order.objects.filter(
        _within("cancelled_at", stretches), paid_at__isnull=False, payment_state=PaymentState.VOID
    )
    let_go = _by_day(reserved, "cancelled_at", F("total_minor") - F("credit_minor"))
    for day, currency, count, minor in (*_by_day(given, "settled_at", "amount_minor"), *let_go):
        found[day, currency] += Takings(currency, refunds=count, refunded_minor=minor)
    return dict(found)


def _within(field, stretches):
    stretches = (Q(**{f"{field}__gte": begin, f"{field}__lt": end}) for begin, end in stretches)
    return reduce(or_, stretches)


def _put_in_later(stretches):
    """(day, currency, minor units) of what was put into orders after they were paid: sold on the day it was
    put in, and not on the day that the order, whose total holds it, was paid."""
    made = Amendment.objects.filter(made_at__isnull=False).filter(
        _within("made_at", stretches) | _within("order__paid_at", stretches)
    )
    facts = made.values_list("made_at", "order__paid_at", "currency", "added_minor")
    for made_at, paid_at, currency, minor in facts:
        for moment, signed in ((made_at, minor), (paid_at, -minor)):
            if any(begin <= moment < end for begin, end in stretches):
                yield timezone.localdate(moment, shop_zone()), currency, signed


def _by_day(rows, moment, amount):
    return (
        rows.order_by()
        .annotate(day=TruncDate(moment, tzinfo=shop_zone()))
        .values("day", "currency")
        .annotate(count=Count("pk"), amount=Sum(amount))
        .values_list("day", "currency", "count", "amount")
    )


def takings(periods=PERIODS) -> dict[str, list[Compared]]:
    """By currency, each of some periods up to now beside the one before.

    The period before ends at the same time of day, so that a morning is compared with a morning.
    """
    now = clock.now()
    today = timezone.localdate(now, shop_zone())
    longest = max(periods)
    days = _days(today - timedelta(days=2 * longest - 1), now)
    so_far = now - begin_of(today)
    begins = [begin_of(today - timedelta(days=length)) for length in periods]
    cut = counted_days(*((begin, begin + so_far) for begin in begins))
    currencies = sorted({currency for _day, currency in days})
    return {
        currency: [
            Compared(
                length,
                _sum(days, currency, today, length),
                # Of its last day only the hours that this day has had so far.
                _sum(days, currency, today - timedelta(days=length + 1), length - 1)
                + cut.get((today - timedelta(days=length), currency), Takings(currency)),
            )
            for length in periods
        ]
        for currency in currencies
    }


def _days(since, until):
    """Takings of each day from `since` on: closed ones as they were closed."""
    closed = last_closed_day()
    days = {
        (row.day, row.currency): Takings(
            row.currency, row.orders, row.sold_minor, row.refunds, row.refunded_minor
        )
        for row in DayFigures.objects.filter(day__gte=since)
    }
    open_since = max(since, closed + timedelta(days=1)) if closed else since
    return days | counted_days((begin_of(open_since), until))


def _sum(days, currency, last, length):
    wanted = (days.get((last - timedelta(days=back), currency)) for back in range(length))
    return sum((found for found in wanted if found), start=Takings(currency))
