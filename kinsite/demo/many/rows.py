"""What one order leaves behind: itself, its lines, taxes, payment, parcel, refund, timeline and tokens."""

import secrets
from collections import namedtuple
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType

from commerce.fulfilment.models import Shipment, ShipmentLine, ShipmentStatus
from commerce.orders.models import (
    FulfilmentState,
    Order,
    OrderAddress,
    OrderEvent,
    OrderLine,
    OrderStatus,
    OrderTax,
    PaymentState,
    ReturnState,
)
from commerce.orders.timeline import CHAINED, hash_of, seal_of
from commerce.payments.models import Payment, PaymentAttempt, PaymentStatus
from commerce.refunds.models import Refund, RefundLine, RefundStatus
from commerce.stock.models import StockHold
from kinsite.demo.many.copying import Rows, next_id
from kinsite.demo.many.people import ADDRESS_TEXTS, KINDS
from kinsite.foundation.actors import STRIPE, SYSTEM
from kinsite.foundation.models import BlindToken

Event = namedtuple("Event", [*CHAINED, "at"])
Kind = OrderEvent.Kind
# In thousandths of a percent, as Stripe and tax offices write them.
HUNDRED = 100_000
RATES = {"NY": 8_875, "CA": 7_250, "TX": 6_250}
RATE_WITHIN = 19_000
CARRIERS = ("UPS", "FedEx", "DHL")
DELIVERY_MINOR = 5_900
# Brand and last digits, where a way to pay has them.
CARD = {"card": ("visa", "4242")}
FREE_FROM_MINOR = 60_000


class Orders:
    """The tables of orders, and the ids that come next in them."""

    def __init__(self, market_facts):
        self.facts = market_facts
        self.orders = Rows(
            Order,
            "id number status version timeline_seal is_on_hold link_token market_id language currency"
            " prices_include_tax customer_id email items_minor delivery_minor tax_minor total_minor"
            " delivery_tax_minor"
            " payment_state fulfilment_state return_state placed_at paid_at cancelled_at"
            " ship_country payment_method delivery_method delivery_name",
            quote_digest="",
        )
        self.addresses = Rows(OrderAddress, f"order_id kind {' '.join(ADDRESS_TEXTS)} country region")
        self.lines = Rows(
            OrderLine,
            "id order_id position variant_id title sku options quantity unit_minor tax_rate tax_minor grams"
            " packed_quantity shipped_quantity refunded_quantity cancelled_quantity",
        )
        self.taxes = Rows(OrderTax, "order_id line_id name jurisdiction rate base_minor amount_minor")
        self.events = Rows(OrderEvent, f"{' '.join(CHAINED)} at hash")
        self.payments = Rows(
            Payment,
            "id order_id status amount_minor currency captured_minor refunded_minor intent_id created_at",
            excluded_methods="{}",
        )
        self.attempts = Rows(
            PaymentAttempt,
            "payment_id charge_id at method brand last4",
            outcome="succeeded",
        )
        self.shipments = Rows(
            Shipment,
            "id order_id status carrier tracking_number created_at handed_over_at delivered_at",
        )
        self.packed = Rows(ShipmentLine, "shipment_id order_line_id quantity")
        self.refunds = Rows(
            Refund,
            "id order_id payment_id currency amount_minor provider_id asked_at settled_at",
            status=RefundStatus.SUCCEEDED,
            provider_status="succeeded",
            reason="changed_mind",
            asked_by_kind="staff",
            asked_by_label="Staff",
        )
        self.given_back = Rows(RefundLine, "refund_id order_line_id quantity amount_minor tax_minor")
        self.holds = Rows(
            StockHold, "stock_item_id order_id quantity expires_at", status=StockHold.Status.ALLOCATED
        )
        content_type = ContentType.objects.get_for_model(Order)
        self.tokens = Rows(BlindToken, "kind digest object_id", content_type_id=content_type.pk)
        self.next = {model: next_id(model) for model in (OrderLine, Payment, Shipment, Refund)}

    def tables(self):
        return [table for table in vars(self).values() if isinstance(table, Rows)]

    def _id(self, model):
        taken = self.next[model]
        self.next[model] = taken + 1
        return taken

    def add(self, order_id, number, buyer, basket, ways, fate, at):
        """One order of a basket of (good, quantity), sent and paid in some ways, with its fate."""
        person = buyer.person
        market = self.facts[person.country]
        rate = RATE_WITHIN if market.prices_include_tax else RATES.get(person.region, 0)
        sold = [self._sell(order_id, place, *each, rate, market, fate) for place, each in enumerate(basket)]
        items = sum(line.amount for line in sold)
        delivery = 0 if items >= FREE_FROM_MINOR else DELIVERY_MINOR
        delivery_tax = tax_of(delivery, rate, market.prices_include_tax)
        if delivery_tax:
            self._tax(order_id, None, delivery, rate, delivery_tax, market)
        tax = sum(line.tax for line in sold) + delivery_tax
        total = items + delivery + (0 if market.prices_include_tax else tax)
        story = Story(self.events, order_id, at)
        story.tell(Kind.STATUS, target=OrderStatus.PLACED, amount_minor=total)
        back = paid_for_one(sold[0], market) if fate.refunds else 0
        payment = self._pay(order_id, total, back, ways.payment, fate, story, market)
        if fate.ships:
            self._ship(order_id, sold, fate, story, ways.clerk)
        if fate.refunds:
            self._refund(order_id, payment, sold[0], story, market)
        status = fate.status
        self.orders.add(
            order_id, number, status, story.sequence + 1, story.seal, fate.is_on_hold,
            secrets.token_urlsafe(20), market.pk, market.language, market.currency,
            market.prices_include_tax, buyer.id, buyer.order_email, items, delivery, tax, total,
            delivery_tax, fate.payment_state(back, total),
            fate.fulfilment_state, ReturnState.CLOSED if fate.refunds else ReturnState.NONE, at,
            at + timedelta(minutes=2) if fate.is_paid else None,
            story.at if status == OrderStatus.CANCELLED else None,
            person.country, ways.payment if fate.is_paid else "", ways.delivery, ways.delivery.capitalize(),
        )  # fmt: skip
        for kind in KINDS:
            self.addresses.add(order_id, kind, *person.address, person.country, person.region)
        self.tokens.add("email", buyer.token, order_id)
        for kind, digest in person.tokens:
            self.tokens.add(kind, digest, order_id)
        return sold

    def _sell(self, order_id, place, good, quantity, rate, market, fate):
        line = Sold(self._id(OrderLine), good, quantity, good.minor * quantity, 0)
        line = line._replace(tax=tax_of(line.amount, rate, market.prices_include_tax))
        left = quantity if fate.ships else 0
        self.lines.add(
            line.id, order_id, place, good.variant_id, good.title, good.sku, good.options, quantity,
            good.minor, f"{rate / HUNDRED:.5f}", line.tax, good.grams, left, left,
            1 if fate.refunds and not place else 0, quantity if fate.status == OrderStatus.CANCELLED else 0,
        )  # fmt: skip
        if line.tax:
            self._tax(order_id, line.id, line.amount, rate, line.tax, market)
        return line

    def _tax(self, order_id, line_id, amount, rate, tax, market):
        base = amount - tax if market.prices_include_tax else amount
        self.taxes.add(order_id, line_id, "Sales tax", market.code, f"{rate / HUNDRED:.5f}", base, tax)

    def _pay(self, order_id, total, back, method, fate, story, market):
        payment_id = self._id(Payment)
        state = PaymentStatus.SUCCEEDED if fate.is_paid else PaymentStatus.CANCELLED
        intent = f"pi_many_{payment_id}"
        self.payments.add(
            payment_id,
            order_id,
            state,
            total,
            market.currency,
            total if fate.is_paid else 0,
            back,
            intent,
            story.at,
        )
        story.wait(timedelta(minutes=2))
        story.tell(
            Kind.PAYMENT,
            origin="pending",
            target=state,
            amount_minor=total,
            reference=intent,
            by=STRIPE,
        )
        if fate.is_paid:
            self.attempts.add(
                payment_id, f"ch_many_{payment_id}", story.at, method, *CARD.get(method, ("", ""))
            )
            story.tell(Kind.STATUS, origin=OrderStatus.PLACED, target=OrderStatus.PAID)
        else:
            story.tell(Kind.STATUS, origin=OrderStatus.PLACED, target=OrderStatus.CANCELLED)
        return payment_id

    def _ship(self, order_id, sold, fate, story, clerk):
        shipment_id = self._id(Shipment)
        carrier = CARRIERS[order_id % len(CARRIERS)]
        number = f"MANY{shipment_id:010}"
        packed = story.at
        story.wait(timedelta(hours=20 + order_id % 30))
        story.tell(
            Kind.SHIPMENT, origin=ShipmentStatus.PACKING, target=ShipmentStatus.HANDED_OVER, reference=number,
            by=clerk,
        )  # fmt: skip
        left = story.at
        story.tell(Kind.STATUS, origin=OrderStatus.PAID, target=OrderStatus.SHIPPED, by=clerk)
        arrived = None
        if fate.arrives:
            story.wait(timedelta(days=2 + order_id % 4))
            arrived = story.at
            story.tell(Kind.STATUS, origin=OrderStatus.SHIPPED, target=OrderStatus.DELIVERED)
        state = ShipmentStatus.DELIVERED if fate.arrives else ShipmentStatus.HANDED_OVER
        self.shipments.add(shipment_id, order_id, state, carrier, number, packed, left, arrived)
        for line in sold:
            self.packed.add(shipment_id, line.id, line.quantity)

    def _refund(self, order_id, payment_id, line, story, market):
        refund_id = self._id(Refund)
        amount, tax = paid_for_one(line, market), -(-line.tax // line.quantity)
        story.wait(timedelta(days=5))
        name = f"re_many_{refund_id}"
        self.refunds.add(
            refund_id,
            order_id,
            payment_id,
            market.currency,
            amount,
            name,
            story.at,
            story.at + timedelta(minutes=1),
        )
        self.given_back.add(refund_id, line.id, 1, amount, tax)
        story.tell(
            Kind.REFUND, origin="sent", target=RefundStatus.SUCCEEDED, amount_minor=amount, reference=name,
            by=STRIPE,
        )  # fmt: skip

    def allocate(self, warehouse, order_id, sold, until):
        """What an open order waits for is set aside, once an order and good."""
        units = {}
        for line in sold:
            units[line.good] = units.get(line.good, 0) + line.quantity
        for good, quantity in units.items():
            warehouse.allocate(good, quantity)
            self.holds.add(good.stock_item_id, order_id, quantity, until)


Ways = namedtuple("Ways", "delivery payment clerk")
Sold = namedtuple("Sold", "id good quantity amount tax")


class Fate(
    namedtuple(
        "Fate", "status is_paid ships arrives refunds is_on_hold", defaults=[True, False, False, False, False]
    )
):
    """What becomes of an order."""

    __slots__ = ()

    @property
    def fulfilment_state(self):
        if self.arrives:
            return FulfilmentState.DELIVERED
        return FulfilmentState.SHIPPED if self.ships else FulfilmentState.UNFULFILLED

    def payment_state(self, given_back, total):
        if not self.is_paid:
            return PaymentState.VOID
        if self.refunds:
            return PaymentState.REFUNDED if given_back == total else PaymentState.PART_REFUNDED
        return PaymentState.PAID


OPEN = Fate(OrderStatus.PAID)
HELD = OPEN._replace(is_on_hold=True)
CANCELLED = Fate(OrderStatus.CANCELLED, is_paid=False)
SHIPPED = Fate(OrderStatus.SHIPPED, ships=True)
DELIVERED = Fate(OrderStatus.DELIVERED, ships=True, arrives=True)
REFUNDED = DELIVERED._replace(refunds=True)


class Story:
    """The timeline of one order, chained and sealed."""

    NOBODY = {
        "origin": "",
        "summary": "",
        "amount_minor": None,
        "reference": "",
        "note_digest": "",
    }

    def __init__(self, rows, order_id, at):
        self.rows, self.order_id, self.at = rows, order_id, at
        self.sequence, self.previous, self.seal = 0, "", ""

    def wait(self, time):
        self.at += time

    def tell(self, kind, *, by=SYSTEM, **facts):
        self.sequence += 1
        told = {**self.NOBODY, **facts}
        event = Event(
            order_id=self.order_id, sequence=self.sequence, kind=kind, actor_kind=by.kind, actor_id=by.id,
            actor_label=by.label, previous_hash=self.previous, at=self.at, **told,
        )  # fmt: skip
        self.previous = hash_of(event)
        self.seal = seal_of(self.seal, self.previous)
        self.rows.add(*event, self.previous)


def tax_of(amount, rate, is_within):
    """As docs/money.md has it: rounded once, a half upwards."""
    whole = HUNDRED + rate if is_within else HUNDRED
    return (2 * amount * rate + whole) // (2 * whole)


def paid_for_one(line, market):
    """What the first unit of a line gives back."""
    paid = line.amount + (0 if market.prices_include_tax else line.tax)
    return -(-paid // line.quantity)
