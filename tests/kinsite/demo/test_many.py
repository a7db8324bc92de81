"""Orders by the million are orders all the same: chained, summed up, findable, and kept apart from others."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commerce.catalogue.models import Variant
from commerce.customers.models import Customer
from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order, OrderEvent, OrderStatus, PaymentState
from commerce.orders.proof import broken_timeline, broken_timelines
from commerce.orders.search import found_by
from commerce.refunds.models import Refund
from commerce.stock.models import StockItem
from kinsite.demo.many import seed
from kinsite.foundation.actors import staff
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, start
from tests.factories.staff import make_colleague

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 600


def indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'commerce%' ORDER BY 1")
        return cursor.fetchall()


@pytest.fixture
def many(shop, monkeypatch):
    monkeypatch.setattr(seed, "BATCH", 100)
    before = indexes()
    seed.seed_orders(COUNT, say=lambda line: None)
    assert indexes() == before


def test_what_is_made_is_whole(many):
    assert Order.objects.count() == COUNT
    assert Customer.objects.count() == COUNT * 4 // 10
    assert Variant.objects.filter(sku__startswith="MANY-").count() == COUNT
    assert list(broken_timelines()) == []
    for order in Order.objects.prefetch_related("lines", "payments", "events"):
        lines, [payment] = order.lines.all(), order.payments.all()
        assert order.version == len(order.events.all()) + 1 >= 4
        assert order.items_minor == sum(line.unit_minor * line.quantity for line in lines)
        tax = sum(line.tax_minor for line in lines) + order.delivery_tax_minor
        assert order.tax_minor == tax == sum(order.taxes.values_list("amount_minor", flat=True))
        added = 0 if order.prices_include_tax else tax
        assert order.total_minor == order.items_minor + order.delivery_minor + added == payment.amount_minor
        given_back = sum(order.refunds.values_list("amount_minor", flat=True))
        assert payment.refunded_minor == given_back
        assert (order.payment_state == PaymentState.VOID) == (order.status == OrderStatus.CANCELLED)
    assert Refund.objects.exists() and Shipment.objects.exists()
    assert set(Order.objects.values_list("status", flat=True)) >= {"cancelled", "shipped", "delivered"}


def test_colleagues_share_the_work_and_one_has_most_of_it(shop):
    clara, ben = make_colleague(), make_colleague()
    seed.seed_orders(COUNT, say=lambda line: None)
    acts = OrderEvent.objects.filter(actor_kind="staff")
    assert acts.filter(actor_id=clara.pk).count() > 3 * acts.filter(actor_id=ben.pk).count() > 0
    assert set(acts.values_list("actor_id", "actor_label")) == {
        (person.pk, staff(person).label) for person in (clara, ben)
    }
    assert list(broken_timeline(acts.filter(actor_id=ben.pk).first().order_id)) == []


def test_stock_waits_for_what_is_open(many):
    waiting = {}
    for line in Order.objects.filter(status=OrderStatus.PAID).values_list(
        "lines__variant", "lines__quantity"
    ):
        waiting[line[0]] = waiting.get(line[0], 0) + line[1]
    allocated = StockItem.objects.filter(allocated__gt=0).values_list("variant", "allocated")
    assert dict(allocated) == waiting


def test_they_are_found_and_the_next_order_has_the_next_number(many, stripe):
    order = Order.objects.latest("pk")
    assert order in Order.objects.filter(found_by(order.email))
    assert order in Order.objects.filter(found_by(order.addresses.get(kind="shipping").name))
    make_product("DESK-OAK", price=12900, stock=5)
    start(cart_with(("DESK-OAK", 1)))
    placed = Order.objects.latest("pk")
    assert int(placed.number[3:]) == int(order.number[3:]) + 1


def test_where_nobody_could_buy_and_where_it_is_no_demo_it_is_refused(db, settings):
    with pytest.raises(CommandError, match="for the demo"):
        call_command("seed_orders", count=1)
    settings.DEMO = True
    with pytest.raises(CommandError, match="seed_demo"):
        call_command("seed_orders", count=1)
    with pytest.raises(CommandError, match="1 or more"):
        call_command("seed_orders", count=0, stdout=StringIO())
