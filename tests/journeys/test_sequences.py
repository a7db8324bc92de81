"""Any sequence of placing, paying, cancelling, shipping, giving back and expiring keeps stock and money.

Each sequence begins with an empty shop and an empty provider, and ends with what tasks would do; then our
books are compared with the provider's own.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commerce.amendments.models import Amendment
from commerce.checkout.cancelling import cancel_for_staff
from commerce.checkout.differences import expire_amendments, give_up_amendment, start_difference
from commerce.checkout.operations import expire_orders, finish_checkout, give_up_order
from commerce.errors import Refused
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.operations import deliver_shipment, ship_order, undo_hand_over
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, PaymentSettings
from commerce.refunds.models import Refund
from commerce.refunds.operations import send_refund
from commerce.stock.models import StockHold, StockItem
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.factories.amendments import amend
from tests.factories.captures import settle
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.credit import make_card, pay_with
from tests.factories.refunds import CLERK, ask
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db
DECLINED = "4000000000000002"


class World:
    """The shop of one sequence: what it sells, and the checkouts that were begun in it."""

    def __init__(self, stripe):
        self.stripe = stripe
        stripe.forget()
        stripe.post_hook("options", deliveries="off")
        self.goods = [make_product("DESK", price=9_990, stock=4), make_product("LAMP", price=1_333, stock=6)]
        self.card = make_card(6_000)
        self.begun = []

    def order(self, number):
        orders = list(Order.objects.order_by("pk"))
        return orders[number % len(orders)] if orders else None

    def place(self, number):
        cart = cart_with((self.goods[number % 2], 1 + number % 3), (self.goods[1 - number % 2], 1))
        if number % 3 == 0:
            pay_with(cart)
        self.begun.append((cart, start(cart)))

    def pay(self, number):
        """The shopper pays, and the shop learns of it."""
        self.pay_and_vanish(number)
        self.learn()

    def pay_and_vanish(self, number):
        """The shopper pays, and neither return page nor webhook tell the shop."""
        if self.begun:
            _cart, started = self.begun[number % len(self.begun)]
            if started.client_secret:
                confirm(self.stripe, started.client_secret)

    def decline(self, number):
        if self.begun:
            _cart, started = self.begun[number % len(self.begun)]
            if started.client_secret:
                confirm(self.stripe, started.client_secret, card=DECLINED)
        self.learn()

    def come_again(self, number):
        """The shopper presses "Pay" once more."""
        if self.begun:
            cart, _started = self.begun[number % len(self.begun)]
            self.begun.append((cart, start(cart)))

    def give_up(self, number):
        order = self.order(number)
        if order and order.is_waiting:
            give_up_order(order=order, by=GUEST, reason="The cart changed.")

    def cancel(self, number):
        if order := self.order(number):
            cancel_for_staff(order=order, version=order.version, reason="Asked for", notifies=False, by=CLERK)

    def expire(self, number):
        StockHold.objects.filter(status="held").update(expires_at=clock.now() - timedelta(minutes=1))
        expire_orders()
        Amendment.objects.filter(status="waiting").update(expires_at=clock.now() - timedelta(minutes=1))
        expire_amendments()

    def ship(self, number):
        if order := self.order(number):
            lines = list(order.lines.all())
            some = {lines[number % len(lines)].pk: 1}
            ship_order(order=order, by=CLERK, quantities=some if number % 2 else None)

    def undo(self, number):
        if parcel := Shipment.objects.order_by("-pk").first():
            undo_hand_over(shipment=parcel, by=CLERK)

    def deliver(self, number):
        if parcel := Shipment.objects.order_by("pk").last():
            deliver_shipment(shipment=parcel, by=CLERK)

    def give_back(self, number):
        """Some units, back on the shelf or not, or something for the trouble."""
        if order := self.order(number):
            line = order.lines.all()[number // 2 % order.lines.count()]
            restocked = frozenset([line.pk]) if number % 3 == 0 else frozenset()
            if number % 5 == 4:
                ask(order, by=CLERK, goodwill=77)
            else:
                ask(order, by=CLERK, units={line.pk: 1}, restocked=restocked)

    def give_as_credit(self, number):
        if order := self.order(number):
            ask(order, by=CLERK, goodwill=50 + number, to_store_credit=True)

    def amend(self, number):
        """A colleague takes a unit out, puts one in, or sends it another way; or all of that."""
        if order := self.order(number):
            line = order.lines.all()[number // 2 % order.lines.count()]
            amend(
                order,
                by=CLERK,
                cut={line: 1} if number % 3 else {},
                added={self.goods[number // 3 % 2]: 1 + number % 2} if number % 4 else {},
                delivery=("express", "standard", "")[number % 3],
            )

    def pay_change(self, number):
        """The customer pays the difference of the change that waits longest."""
        if waiting := Amendment.objects.filter(status="waiting").first():
            confirm(self.stripe, start_difference(amendment=waiting, by=GUEST).client_secret)
        self.learn()

    def withdraw_change(self, number):
        if waiting := Amendment.objects.filter(status="waiting").last():
            if number % 2:
                start_difference(amendment=waiting, by=GUEST)
            give_up_amendment(amendment=waiting, by=CLERK)

    def switch_capture(self, number):
        mode = PaymentSettings.CaptureMode
        shop = PaymentSettings.load()
        shop.capture_mode = mode.AT_SHIPPING if number % 2 else mode.AT_ONCE
        shop.save()

    def learn(self, number=0):
        """What webhooks and beat tell: how each payment stands, refunds and captures that wait to be sent."""
        for payment in Payment.objects.exclude(intent_id=None):
            finish_checkout(payment=payment, by=SYSTEM)
        for refund in Refund.objects.filter(status="requested"):
            send_refund(refund=refund)
        settle()


STEPS = [
    World.place,
    World.pay,
    World.pay_and_vanish,
    World.decline,
    World.come_again,
    World.give_up,
    World.cancel,
    World.expire,
    World.ship,
    World.undo,
    World.deliver,
    World.give_back,
    World.give_as_credit,
    # Twice, for a change is the longest way from one order's state to another.
    World.amend,
    World.amend,
    World.pay_change,
    World.withdraw_change,
    World.switch_capture,
    World.learn,
]
# One order of several units is paid, and one waits that a gift card pays in part.
OPENING = [(World.place, 1), (World.pay, 0), (World.place, 0)]
sequences = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 11)), min_size=4, max_size=16)


@contextmanager
def forgotten():
    """What happens within is undone. Operations that insist on being outermost accept it, as a test's own."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def stock():
    return {
        item.variant.sku: (item.on_hand, item.allocated, item.held)
        for item in StockItem.objects.select_related("variant")
    }


@pytest.mark.proof
def test_any_sequence_keeps_stock_and_money(shop, stripe, so_many):
    reached = set()

    @settings(
        max_examples=so_many(25, of=400),
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    @given(sequences)
    def keeps(steps):
        with forgotten():
            world = World(stripe)
            for step, number in [*OPENING, *steps]:
                try:
                    step(world, number)
                except Refused as refusal:
                    reached.add(type(refusal).__name__)
                reached.add(step.__name__)
                reached.update(Order.objects.values_list("status", flat=True))
                assert all(0 <= allocated <= on_hand for on_hand, allocated, _held in stock().values()), step
                assert_ledger_ok()
            world.learn()
            assert_ledger_ok(stripe)
            # Where staff gave goods back one by one and kept the delivery, that was their decision.
            chosen = Payment.objects.exclude(order__refunds__lines__restocks=True)
            for payment in chosen.filter(order__status=OrderStatus.CANCELLED):
                assert not payment.refundable, f"{payment.order}: cancelled, and {payment.refundable} kept"

    keeps()
    assert {step.__name__ for step in STEPS} <= reached
    assert {OrderStatus.CANCELLED, OrderStatus.PAID, OrderStatus.SHIPPED} <= reached
