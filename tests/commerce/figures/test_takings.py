"""Takings: sales less what was given back, by the shop's days; a day that is over stays as it was."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.figures.models import DayFigures
from commerce.figures.operations import close_days
from commerce.figures.queries import takings
from commerce.orders.models import Order, PaymentState
from commerce.orders.operations import cancel_order
from commerce.payments.protocols import RefundReport
from commerce.refunds.models import Refund
from commerce.refunds.operations import record_refund, retry_refund, send_refund
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.captures import make_authorised_order
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.refunds import CLERK, give_back, make_paid_order

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def noon():
    with clock.travel(NOON):
        yield NOON


@pytest.fixture
def tray(shop):
    return make_product("TRAY", price=5000, stock=99)


def sold(variant, minor, at):
    order = make_order(variant)
    Order.objects.filter(pk=order.pk).update(paid_at=at, total_minor=minor)
    return order


def net(currency="USD"):
    return {found.days: (found.now.net.minor, found.before.net.minor) for found in takings()[currency]}


def test_each_period_stands_beside_the_one_before_up_to_the_same_hour(noon, tray):
    for minor, ago in [
        (1, timedelta(hours=1)),
        (10, timedelta(days=1, hours=1)),
        # Yesterday afternoon: later in the day than it is today.
        (100, timedelta(hours=20)),
        (1000, timedelta(days=6)),
        (10_000, timedelta(days=8)),
        (100_000, timedelta(days=29)),
        (1_000_000, timedelta(days=40)),
        (10_000_000, timedelta(days=61)),
    ]:
        sold(tray, minor, noon - ago)
    seen = net()
    assert seen == {1: (1, 10), 7: (1111, 10_000), 30: (111_111, 1_000_000)}
    assert [found.change for found in takings()["USD"]] == [-90, -89, -89]
    close_days()
    assert net() == seen


def test_a_day_that_is_over_stays_as_it_was_counted(noon, tray):
    order = sold(tray, 500, noon - timedelta(days=2))
    assert close_days() == 2
    assert close_days() == 0
    Order.objects.filter(pk=order.pk).update(total_minor=900)
    sold(tray, 70, noon - timedelta(days=1))
    assert net()[7] == (500, 0)
    assert set(DayFigures.objects.values_list("day__day", "orders", "sold_minor")) == {(8, 1, 500), (9, 0, 0)}


def test_the_shops_midnight_divides_days(noon, tray, settings):
    settings.TIME_ZONE = "America/New_York"
    # Eleven in the evening of the ninth, in New York.
    sold(tray, 500, datetime(2027, 3, 10, 4, tzinfo=UTC))
    assert net()[1] == (0, 0)
    close_days()
    assert DayFigures.objects.get(sold_minor=500).day.day == 9


def test_what_is_given_back_counts_on_its_own_day(shop, stripe):
    make_product("TRAY", price=5000, stock=99)
    order = make_paid_order(stripe, ("TRAY", 2))
    assert net()[1] == (order.total_minor, 0)
    refund = give_back(order, units={order.lines.get().pk: 1})
    Order.objects.filter(pk=order.pk).update(paid_at=clock.now() - timedelta(days=3))
    assert Refund.objects.get(pk=refund.pk).settled_at
    assert net()[1] == (-refund.amount_minor, 0)
    assert net()[7] == (order.total_minor - refund.amount_minor, 0)


def test_what_came_back_of_a_refund_counts_on_the_day_it_came_back(shop, stripe):
    make_product("TRAY", price=5000, stock=99)
    order = make_paid_order(stripe, ("TRAY", 2))
    refund = give_back(order, goodwill=500)
    earlier = clock.now() - timedelta(days=3)
    Order.objects.update(paid_at=earlier)
    Refund.objects.update(settled_at=earlier)
    close_days()
    intent_id = order.payments.get().intent_id
    failed = RefundReport(refund.provider_id, intent_id, refund.amount, "failed", failure_code="declined")
    record_refund(refund=refund, report=failed, by=SYSTEM)
    assert (net()[1], net()[7]) == ((500, 0), (order.total_minor, 0))
    # Counted anew the days say the same.
    DayFigures.objects.all().delete()
    close_days()
    assert net()[7] == (order.total_minor, 0)

    retry_refund(refund=refund, by=CLERK)
    send_refund(refund=refund)
    assert (net()[1], net()[7]) == ((0, 0), (order.total_minor - 500, 0))


def test_what_was_reserved_and_is_let_go_is_no_sale(shop, stripe):
    make_product("TRAY", price=5000, stock=99)
    order = make_authorised_order(stripe, ("TRAY", 1))
    assert net()[1] == (order.total_minor, 0)
    cancel_order(order=order, by=CLERK)
    Order.objects.filter(pk=order.pk).update(payment_state=PaymentState.VOID)
    assert net()[1] == (0, 0)


def test_currencies_are_never_added(noon, tray):
    sold(tray, 500, noon)
    Order.objects.filter(pk=sold(tray, 900, noon).pk).update(currency="EUR")
    with clock.travel(noon + timedelta(minutes=1)):
        assert set(takings()) == {"USD", "EUR"}
        assert (net("USD")[1], net("EUR")[1]) == ((500, 0), (900, 0))


def test_as_many_statements_for_a_month_of_orders_as_for_one(noon, tray):
    sold(tray, 1, noon - timedelta(days=1))
    with CaptureQueriesContext(
        connection,
    ) as few:
        takings()
    for ago in range(20):
        sold(tray, 1, noon - timedelta(days=ago))
    with CaptureQueriesContext(connection) as many:
        takings()
    assert len(few) == len(many) <= 18
