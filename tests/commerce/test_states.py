"""Every pair of states: those on the map are walked, all others are refused and change nothing."""

import pytest

from commerce.customers.models import Consent, SubscriptionStatus
from commerce.errors import IllegalMove
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.orders.models import Order, OrderEvent, OrderStatus
from commerce.payments.models import Payment, PaymentStatus
from commerce.payments.settlements import Settlement, SettlementStatus
from commerce.states import move
from kinsite.foundation.actors import SYSTEM
from tests.factories.newsletter import make_asked
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def pairs(statuses):
    return [(origin, target) for origin in statuses for target in statuses]


def prove(record, origin, target, log=OrderEvent):
    model = type(record)
    model.objects.filter(pk=record.pk).update(status=origin)
    record.refresh_from_db()
    events = log.objects.count()
    if target in model.MOVES[origin]:
        move(record, target, by=SYSTEM)
        assert model.objects.get(pk=record.pk).status == target
        assert log.objects.count() == events + 1
    else:
        with pytest.raises(IllegalMove):
            move(record, target, by=SYSTEM)
        assert model.objects.get(pk=record.pk).status == origin
        assert log.objects.count() == events


@pytest.mark.parametrize(("origin", "target"), pairs(OrderStatus))
def test_orders_move_along_their_map(origin, target):
    prove(make_order(), origin, target)


@pytest.mark.parametrize(("origin", "target"), pairs(PaymentStatus))
def test_payments_move_along_their_map(origin, target):
    order = make_order()
    prove(Payment.objects.create(order=order, amount_minor=100, currency="USD"), origin, target)


@pytest.mark.parametrize(("origin", "target"), pairs(ShipmentStatus))
def test_parcels_move_along_their_map(origin, target):
    prove(Shipment.objects.create(order=make_order()), origin, target)


@pytest.mark.parametrize(("origin", "target"), pairs(SettlementStatus))
def test_settlements_move_along_their_map(origin, target):
    payment = make_order().payments.get()
    prove(Settlement.objects.create(payment=payment, kind="capture", amount_minor=100), origin, target)


@pytest.mark.parametrize(("origin", "target"), pairs(SubscriptionStatus))
def test_subscriptions_move_along_their_map(origin, target):
    prove(make_asked(), origin, target, log=Consent)


def test_a_worker_with_an_old_record_is_refused():
    order = make_order()
    stale = Order.objects.get(pk=order.pk)
    move(order, OrderStatus.PAID, by=SYSTEM)

    with pytest.raises(IllegalMove):
        move(stale, OrderStatus.CANCELLED, by=SYSTEM)

    assert Order.objects.get(pk=order.pk).status == OrderStatus.PAID
