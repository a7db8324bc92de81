"""F27: carts and authorisations that end: killed half-way, by two beats at once, and at the provider."""

from datetime import timedelta

import pytest

from commerce.checkout.operations import expire_orders
from commerce.errors import NotSecured
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order, OrderStatus, PaymentState
from commerce.orders.operations import cancel_order
from commerce.payments.models import PaymentStatus, StripeInbox
from commerce.payments.settlements import Settlement, SettlementStatus
from commerce.stock.models import StockHold
from commerce.tasks import expire_holds, follow_settlements, send_settlement, work_inbox
from emails.models import Letter
from emails.wording import word
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.crowd import crowd
from tests.factories.captures import captures, end_at_provider, make_authorised_order, payment_of, settle
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, start
from tests.factories.refunds import CLERK
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of
from tests.faults.conftest import deliver, notice
from tests.faults.killed import Kill, died
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
CARTS = 6


@pytest.fixture
def trays(shop):
    return make_product("TRAY", price=5000, stock=20)


@pytest.fixture
def order(trays, stripe):
    return make_authorised_order(stripe, ("TRAY", 2))


@pytest.fixture
def clerk(db):
    return make_colleague("commerce.change_order")


def letters(kind):
    return Letter.objects.filter(kind=kind).count()


class TestAbandoned:
    @pytest.fixture
    def abandoned(self, trays, stripe):
        for number in range(CARTS):
            start(cart_with(("TRAY", 2)), email=f"guest-{number}@example.com")
        StockHold.objects.update(expires_at=clock.now() - timedelta(minutes=1))

    def all_are_given_back_once(self, stripe):
        assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.CANCELLED}
        assert {intent["status"] for intent in stripe.intents()} == {"canceled"}
        assert (stock_of("TRAY").held, stock_of("TRAY").available) == (0, 20)
        assert_ledger_ok(stripe)

    @pytest.mark.parametrize(
        "kill",
        [
            Kill("commerce.checkout.operations:give_up_order", "after", 3),
            Kill("commerce.checkout.operations:cancel_order", "before", 2),
            Kill("commerce.checkout.operations:cancel_order", "after", 2),
        ],
        ids=str,
    )
    def test_f27_the_expiry_job_is_killed_half_way_and_the_next_ends_the_rest(self, abandoned, stripe, kill):
        assert died(kill, expire_orders)
        expire_holds()
        self.all_are_given_back_once(stripe)

    def test_f27_two_beats_at_once_give_each_back_once(self, abandoned, stripe):
        crowd("tests.faults.actors_at_once:expire", [[]] * 4, processes=2)
        expire_holds()
        self.all_are_given_back_once(stripe)


KILLS = [
    Kill("commerce.checkout.settling:note_try"),
    Kill("commerce.checkout.settling:note_try", "after"),
    Kill("commerce.checkout.settling:_ask", "after"),
    Kill("commerce.checkout.settling:apply_report"),
    Kill("commerce.payments.operations:follow_settlement"),
    Kill("commerce.checkout.settling:apply_report", "after"),
]


@pytest.mark.parametrize("kill", KILLS, ids=str)
@pytest.mark.slow(seconds=20)
def test_f27_the_worker_is_killed_and_the_sweeper_captures_once(order, stripe, kill):
    ship_order(order=order, by=CLERK)
    assert died(kill, send_settlement, Settlement.objects.get().pk)
    with clock.travel(clock.now() + timedelta(minutes=2)):
        follow_settlements()
    assert payment_of(order).captured_minor == order.total_minor
    assert len(captures(stripe)) == 1
    assert_ledger_ok(stripe)


def test_f27_captured_by_many_at_once_it_is_captured_once(order, stripe):
    ship_order(order=order, by=CLERK)
    pk = Settlement.objects.get().pk
    crowd("tests.faults.actors_at_once:settle", [[pk]] * 6, processes=3)
    with clock.travel(clock.now() + timedelta(minutes=2)):
        follow_settlements()
    assert Settlement.objects.get().status == SettlementStatus.DONE
    assert len(captures(stripe)) == 1
    assert_ledger_ok(stripe)


class TestEnded:
    def test_f27_an_authorisation_that_ends_holds_the_order_and_tells_a_clerk(
        self, order, stripe, clerk, client
    ):
        end_at_provider(stripe, order)
        for number in range(3):
            deliver(client, notice(payment_of(order).intent_id, event_id=f"evt_{number}"))
        for row in StripeInbox.objects.all():
            work_inbox(row.pk)
        self.the_order_waits_for_a_person(order, stripe)

    def test_f27_where_nobody_tells_us_we_ask_once_its_time_is_over(self, order, stripe, clerk):
        end_at_provider(stripe, order)
        with clock.travel(clock.now() + timedelta(days=7, hours=2)):
            for _beat in range(2):
                follow_settlements()
        self.the_order_waits_for_a_person(order, stripe)

    def the_order_waits_for_a_person(self, order, stripe):
        order.refresh_from_db()
        assert (order.status, order.payment_state) == (OrderStatus.PAID, PaymentState.VOID)
        assert order.is_on_hold
        assert payment_of(order).status == PaymentStatus.CANCELLED
        assert stock_of("TRAY").allocated == 2
        assert letters("authorisation_lost") == 1
        Order.objects.update(is_on_hold=False)
        with pytest.raises(NotSecured):
            ship_order(order=order, by=CLERK)
        assert order.events.filter(kind="alert").count() == 1
        assert_ledger_ok(stripe)

    def test_f27_ended_before_the_goods_that_left_were_paid_it_is_said_so(self, order, stripe, clerk):
        ship_order(order=order, by=CLERK)
        end_at_provider(stripe, order)
        settle()
        assert Settlement.objects.get().status == SettlementStatus.FAILED
        assert payment_of(order).captured_minor == 0
        assert "Goods have left" in word(Letter.objects.get(kind="authorisation_lost")).text
        assert_ledger_ok(stripe)

    def test_f27_a_day_before_a_clerk_is_warned_once(self, order, clerk):
        with clock.travel(clock.now() + timedelta(days=5, hours=23)):
            follow_settlements()
        assert letters("authorisation_ends") == 0
        with clock.travel(clock.now() + timedelta(days=6, hours=1)):
            for _beat in range(3):
                follow_settlements()
        assert letters("authorisation_ends") == 1
        letter = Letter.objects.get(kind="authorisation_ends")
        assert letter.occurrence == f"once to {clerk.pk}"
        assert order.number in word(letter).subject

    def test_f27_what_is_captured_in_time_is_not_warned_of(self, order, clerk, stripe):
        ship_order(order=order, by=CLERK)
        settle()
        with clock.travel(clock.now() + timedelta(days=8)):
            follow_settlements()
        assert letters("authorisation_ends") == letters("authorisation_lost") == 0
        assert_ledger_ok(stripe)


def test_f27_released_by_two_at_once_it_is_released_once(order, stripe):
    cancel_order(order=order, by=SYSTEM)
    pk = Settlement.objects.get().pk
    crowd("tests.faults.actors_at_once:settle", [[pk]] * 4, processes=2)
    with clock.travel(clock.now() + timedelta(minutes=2)):
        follow_settlements()
    assert payment_of(order).status == PaymentStatus.CANCELLED
    assert Settlement.objects.get().status == SettlementStatus.DONE
    assert letters("authorisation_lost") == 0
    assert_ledger_ok(stripe)
