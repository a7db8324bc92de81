"""Parcels: what may go into one, what leaves with it, and how it comes back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commerce.errors import (
    IllegalMove,
    NothingToShip,
    NotSecured,
    OrderMoved,
    OrderOnHold,
    OutOfStock,
    Refused,
    ShippingBlocked,
    TooLateToUndo,
    UnitsNotLeft,
    UnitsPacked,
)
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.fulfilment.operations import (
    deliver_shipment,
    hand_over,
    pack_order,
    ship_order,
    undo_hand_over,
    unpack_shipment,
)
from commerce.orders.models import FulfilmentState, Order, OrderLine, OrderStatus
from commerce.orders.operations import cancel_order
from commerce.payments.models import Dispute, DisputeStatus, Payment
from commerce.stock.operations import correct_stock
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order
from tests.factories.refunds import ask, give_back
from tests.factories.shipments import CLERK, line_with, make_paid_order, units
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(shop, stripe):
    """Three trays and two lamps, paid."""
    tray, lamp = (make_product(sku, price=5000, stock=5) for sku in ("TRAY", "LAMP"))
    return make_paid_order(stripe, (tray, 3), (lamp, 2))


def counters(sku):
    item = stock_of(sku)
    return item.on_hand, item.allocated


def states(order):
    order.refresh_from_db()
    return order.status, order.fulfilment_state


class TestShipping:
    def test_some_units_leave_and_the_rest_follows(self, order, stripe):
        parcel = ship_order(order=order, quantities={line_with(order, "TRAY"): 2}, by=CLERK)
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.PARTLY)
        assert units(order) == [("TRAY", 3, 0, 2, 2), ("LAMP", 2, 0, 0, 0)]
        assert (counters("TRAY"), counters("LAMP")) == ((3, 1), (5, 2))

        rest = ship_order(order=order, by=CLERK)
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.SHIPPED)
        assert sorted(rest.lines.values_list("order_line__sku", "quantity")) == [("LAMP", 2), ("TRAY", 1)]
        assert (counters("TRAY"), counters("LAMP")) == ((2, 0), (3, 0))

        for each in (parcel, rest):
            assert states(order)[0] == OrderStatus.SHIPPED
            deliver_shipment(shipment=each, by=CLERK)
        assert states(order) == (OrderStatus.DELIVERED, FulfilmentState.DELIVERED)
        assert_ledger_ok(stripe)

    def test_a_parcel_that_arrived_does_not_deliver_what_is_still_to_be_shipped(self, order):
        parcel = ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK)
        deliver_shipment(shipment=parcel, by=CLERK)
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.PARTLY)

    @pytest.mark.parametrize("wanted", [{"TRAY": 4}, {"TRAY": -1}, {"TRAY": 1, "LAMP": 3}])
    def test_more_than_is_left_is_refused(self, order, wanted):
        with pytest.raises(UnitsNotLeft):
            ship_order(
                order=order, quantities={line_with(order, sku): n for sku, n in wanted.items()}, by=CLERK
            )
        self.nothing_happened(order)

    def test_a_line_of_another_order_is_refused(self, order, stripe):
        other = make_paid_order(stripe, ("LAMP", 1), email="ben@example.com")
        with pytest.raises(UnitsNotLeft):
            ship_order(order=order, quantities={line_with(other, "LAMP"): 1}, by=CLERK)
        assert not Shipment.objects.exists()
        assert counters("LAMP") == (5, 3)

    def test_a_parcel_of_nothing_is_refused(self, order):
        with pytest.raises(NothingToShip):
            ship_order(order=order, quantities={line_with(order, "TRAY"): 0}, by=CLERK)
        self.nothing_happened(order)

    def test_on_hold_nothing_is_shipped(self, order):
        Order.objects.filter(pk=order.pk).update(is_on_hold=True)
        with pytest.raises(OrderOnHold):
            ship_order(order=order, by=CLERK)
        self.nothing_happened(order)

    @pytest.mark.parametrize(
        ("status", "is_inquiry", "blocks"),
        [
            (DisputeStatus.NEEDS_RESPONSE, False, True),
            (DisputeStatus.LOST, False, True),
            (DisputeStatus.WON, False, False),
            (DisputeStatus.NEEDS_RESPONSE, True, False),
        ],
    )
    def test_while_the_bank_has_the_money_nothing_is_shipped(self, order, status, is_inquiry, blocks):
        Dispute.objects.create(
            payment=order.payments.get(),
            provider_id="dp_1",
            status=status,
            is_inquiry=is_inquiry,
            amount_minor=100,
            currency="USD",
        )
        if not blocks:
            assert ship_order(order=order, by=CLERK)
            return
        with pytest.raises(ShippingBlocked):
            ship_order(order=order, by=CLERK)
        self.nothing_happened(order)

    def test_an_order_whose_only_payment_is_void_is_not_shipped(self, order):
        Payment.objects.filter(order=order).update(status="cancelled", captured_minor=0)
        with pytest.raises(NotSecured):
            ship_order(order=order, by=CLERK)
        self.nothing_happened(order)

    def test_unpaid_and_cancelled_nothing_is_shipped(self, shop):
        waiting = make_order()
        with pytest.raises(IllegalMove):
            ship_order(order=waiting, by=CLERK)
        cancel_order(order=waiting, by=SYSTEM)
        with pytest.raises(IllegalMove):
            ship_order(order=waiting, by=CLERK)
        assert not Shipment.objects.exists()

    def test_what_is_not_on_the_shelf_stays_packed_nowhere(self, order):
        correct_stock(stock_item=stock_of("TRAY"), on_hand=1, expected=5, reason="Count", by=CLERK)
        with pytest.raises(OutOfStock):
            ship_order(order=order, quantities={line_with(order, "TRAY"): 2}, by=CLERK)
        assert counters("TRAY") == (1, 3)
        assert not Shipment.objects.exists()

    def test_the_database_refuses_a_unit_too_many(self, order):
        line = order.lines.get(sku="TRAY")
        ask(order, units={line.pk: 1}, restocked=frozenset([line.pk]))
        for wrong in ({"packed_quantity": 3}, {"shipped_quantity": 1}):
            with pytest.raises(IntegrityError), transaction.atomic():
                OrderLine.objects.filter(pk=line.pk).update(**wrong)

    def nothing_happened(self, order):
        assert not Shipment.objects.exists()
        assert (counters("TRAY"), counters("LAMP")) == ((5, 3), (5, 2))
        assert states(order) == (OrderStatus.PAID, FulfilmentState.UNFULFILLED)


class TestPacking:
    def test_what_is_packed_stays_in_the_house_and_cannot_be_packed_twice(self, order):
        parcel = pack_order(order=order, quantities={line_with(order, "TRAY"): 3}, by=CLERK)
        assert parcel.status == ShipmentStatus.PACKING
        assert counters("TRAY") == (5, 3)
        assert states(order) == (OrderStatus.PAID, FulfilmentState.UNFULFILLED)
        with pytest.raises(UnitsNotLeft):
            pack_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK)

    def test_a_packed_parcel_leaves_once(self, order):
        parcel = pack_order(order=order, by=CLERK)
        hand_over(shipment=parcel, carrier="UPS", tracking_number="1Z1", by=CLERK)
        with pytest.raises(IllegalMove):
            hand_over(shipment=parcel, by=CLERK)
        parcel.refresh_from_db()
        assert (parcel.carrier, parcel.tracking_number) == ("UPS", "1Z1")
        assert counters("TRAY") == (2, 0)

    def test_unpacked_its_units_can_be_packed_anew(self, order, stripe):
        parcel = pack_order(order=order, by=CLERK)
        unpack_shipment(shipment=parcel, by=CLERK)
        with pytest.raises(IllegalMove):
            hand_over(shipment=parcel, by=CLERK)
        ship_order(order=order, by=CLERK)
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.SHIPPED)
        assert_ledger_ok(stripe)

    def test_an_order_that_is_cancelled_is_unpacked(self, order, stripe):
        parcel = pack_order(order=order, by=CLERK)
        cancel_order(order=order, by=CLERK)
        parcel.refresh_from_db()
        assert parcel.status == ShipmentStatus.CANCELLED
        assert (counters("TRAY"), counters("LAMP")) == ((5, 0), (5, 0))
        assert states(order) == (OrderStatus.CANCELLED, FulfilmentState.NONE)
        assert_ledger_ok(stripe)


class TestUndo:
    def test_within_fifteen_minutes_it_never_left(self, order, stripe):
        parcel = ship_order(order=order, by=CLERK)
        undo_hand_over(shipment=parcel, by=CLERK)
        parcel.refresh_from_db()
        assert (parcel.status, parcel.handed_over_at) == (ShipmentStatus.PACKING, None)
        assert (counters("TRAY"), counters("LAMP")) == ((5, 3), (5, 2))
        assert states(order) == (OrderStatus.PAID, FulfilmentState.UNFULFILLED)
        assert_ledger_ok(stripe)
        hand_over(shipment=parcel, by=CLERK)
        assert counters("TRAY") == (2, 0)
        assert_ledger_ok(stripe)

    def test_with_another_parcel_on_its_way_the_order_stays_shipped(self, order):
        ship_order(order=order, quantities={line_with(order, "TRAY"): 3}, by=CLERK)
        undo_hand_over(shipment=ship_order(order=order, by=CLERK), by=CLERK)
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.PARTLY)

    def test_later_it_is_gone(self, order):
        parcel = ship_order(order=order, by=CLERK)
        with clock.travel(clock.now() + timedelta(minutes=15)), pytest.raises(TooLateToUndo):
            undo_hand_over(shipment=parcel, by=CLERK)
        assert counters("TRAY") == (2, 0)

    def test_units_that_were_refunded_meanwhile_do_not_come_back_twice(self, order, stripe):
        parcel = ship_order(order=order, by=CLERK)
        line = line_with(order, "TRAY")
        give_back(order, units={line: 1}, restocked=frozenset([line]))
        with pytest.raises(TooLateToUndo):
            undo_hand_over(shipment=parcel, by=CLERK)
        assert counters("TRAY") == (3, 0)
        assert_ledger_ok(stripe)

    def test_called_back_twice_it_comes_back_once(self, order):
        parcel = ship_order(order=order, by=CLERK)
        undo_hand_over(shipment=parcel, by=CLERK)
        with pytest.raises(IllegalMove):
            undo_hand_over(shipment=parcel, by=CLERK)
        assert counters("TRAY") == (5, 3)


class TestRefundedUnits:
    def test_what_was_refunded_before_it_was_packed_is_not_shipped(self, order, stripe):
        line = line_with(order, "TRAY")
        give_back(order, units={line: 2}, restocked=frozenset([line]))
        with pytest.raises(UnitsNotLeft):
            ship_order(order=order, quantities={line: 2}, by=CLERK)
        ship_order(order=order, by=CLERK)
        assert units(order) == [("TRAY", 3, 2, 1, 1), ("LAMP", 2, 0, 2, 2)]
        assert_ledger_ok(stripe)

    def test_units_in_a_parcel_that_did_not_leave_are_not_taken_from_it(self, order):
        line = line_with(order, "TRAY")
        pack_order(order=order, quantities={line: 2}, by=CLERK)
        with pytest.raises(UnitsPacked):
            ask(order, units={line: 2}, restocked=frozenset([line]))
        assert units(order)[0] == ("TRAY", 3, 0, 2, 0)
        assert ask(order, units={line: 1}, restocked=frozenset([line]))
        assert units(order)[0] == ("TRAY", 3, 1, 2, 0)

    def test_with_the_rest_refunded_a_part_is_the_whole(self, order, stripe):
        line = line_with(order, "TRAY")
        parcel = ship_order(order=order, quantities={line_with(order, "LAMP"): 2, line: 1}, by=CLERK)
        give_back(order, units={line: 2}, restocked=frozenset([line]))
        assert states(order) == (OrderStatus.SHIPPED, FulfilmentState.SHIPPED)
        assert counters("TRAY") == (4, 0)
        deliver_shipment(shipment=parcel, by=CLERK)
        assert states(order) == (OrderStatus.DELIVERED, FulfilmentState.DELIVERED)
        assert_ledger_ok(stripe)


def test_an_order_seen_as_it_was_is_not_shipped(order):
    seen = order.version
    ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, version=seen, by=CLERK)
    with pytest.raises(OrderMoved) as conflict:
        ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, version=seen, by=CLERK)
    assert any("handed_over" in step for step in conflict.value.steps)
    assert isinstance(conflict.value, Refused)
    assert counters("TRAY") == (4, 2)


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_who_ship_the_same_order_one_does(order, stripe):
    ship = "tests.faults.actors_at_once:ship"
    outcomes = crowd(ship, [[order.pk, staff_id, order.version] for staff_id in range(1, 9)])
    assert outcomes == {"shipped": 1, "OrderMoved": 7}
    assert Shipment.objects.count() == 1
    assert (counters("TRAY"), counters("LAMP")) == ((2, 0), (3, 0))
    assert_ledger_ok(stripe)
