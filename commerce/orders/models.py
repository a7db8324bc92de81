"""An order keeps what was true when it was placed. Nothing on it is computed again later."""

import secrets

from django.db import models
from django.db.models import F, Q

from commerce.money import Money
from commerce.orders.events import OrderEvent, OrderEventNote, OrderMention
from commerce.orders.indexes import ORDER_INDEXES
from commerce.orders.statuses import (
    FulfilmentState,
    OrderStatus,
    PaymentState,
    ReturnState,
    TaxedBy,
    TaxTreatment,
)
from commerce.orders.tags import OrderTag
from commerce.orders.timeline import write_event
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField

__all__ = [
    "FulfilmentState",
    "Order",
    "OrderAddress",
    "OrderDiscount",
    "OrderEvent",
    "OrderEventNote",
    "OrderLine",
    "OrderMention",
    "OrderStatus",
    "OrderTag",
    "OrderTax",
    "PaymentState",
    "ReturnState",
    "TaxTreatment",
    "TaxedBy",
]


# What put a line or a tax into an order after it was placed.
AMENDMENT = "commerce.Amendment"


def new_link_token():
    """160 bits, so that an order's address cannot be guessed."""
    return secrets.token_urlsafe(20)


class Order(models.Model):
    """What someone bought. Amounts are in minor units of `currency`."""

    MOVES = {
        OrderStatus.DRAFT: {OrderStatus.PLACED, OrderStatus.CANCELLED},
        OrderStatus.PLACED: {OrderStatus.PAID, OrderStatus.CANCELLED},
        OrderStatus.PAID: {OrderStatus.SHIPPED, OrderStatus.CANCELLED},
        OrderStatus.SHIPPED: {OrderStatus.DELIVERED, OrderStatus.PAID},
        OrderStatus.DELIVERED: {OrderStatus.SHIPPED},
        OrderStatus.CANCELLED: frozenset(),
    }
    SECURED = frozenset({OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.DELIVERED})
    CANCELLABLE = frozenset({OrderStatus.PLACED, OrderStatus.PAID})
    SHIPPABLE = frozenset({OrderStatus.PAID, OrderStatus.SHIPPED})
    # The method of what gift cards and store credit pay alone.
    BY_CREDIT = "credit"

    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=OrderStatus, default=OrderStatus.PLACED)
    version = models.PositiveIntegerField(
        default=1, help_text="Rises with every change, for optimistic locks"
    )
    timeline_seal = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="A keyed digest of all its events"
    )
    is_on_hold = models.BooleanField(default=False)
    has_note = models.BooleanField(default=False, db_default=False, help_text="A colleague wrote one")
    awaits_answer = models.BooleanField(
        default=False, db_default=False, help_text="The customer wrote, and nobody answered yet"
    )
    is_archived = models.BooleanField(
        default=False, db_default=False, help_text="A colleague is done with it"
    )
    link_token = models.CharField(max_length=40, unique=True, default=new_link_token)
    market = models.ForeignKey("commerce.Market", models.PROTECT, related_name="orders")
    language = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    prices_include_tax = models.BooleanField()
    customer = models.ForeignKey("commerce.Customer", models.PROTECT, related_name="orders")
    cart = models.ForeignKey("commerce.Cart", models.SET_NULL, null=True, related_name="orders")
    email = EncryptedTextField()

    items_minor = models.PositiveBigIntegerField(help_text="Lines before discounts")
    discount_minor = models.PositiveBigIntegerField(default=0)
    delivery_minor = models.PositiveBigIntegerField(default=0, help_text="Delivery before its discount")
    tax_minor = models.PositiveBigIntegerField(default=0, help_text="All tax, added or included")
    relief_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="Tax that the prices hold and that is not charged"
    )
    total_minor = models.PositiveBigIntegerField(help_text="What it costs")
    credit_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="What gift cards and store credit pay of the total"
    )
    tax_treatment = models.CharField(
        max_length=15, choices=TaxTreatment, default=TaxTreatment.TAXED, db_default=TaxTreatment.TAXED
    )
    taxed_by = models.CharField(
        max_length=10, choices=TaxedBy, default=TaxedBy.TABLE, db_default=TaxedBy.TABLE
    )
    vat_id = EncryptedTextField(blank=True, default="", db_default="")
    tax_exemption = EncryptedTextField(blank=True, default="", db_default="", help_text="Why it is exempt")

    delivery_method = models.SlugField(db_index=False)
    delivery_name = models.CharField(max_length=80)
    delivery_discount_minor = models.PositiveBigIntegerField(default=0)
    delivery_tax_minor = models.PositiveBigIntegerField(default=0)
    delivery_relief_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="Delivery's share of the relief"
    )
    delivery_from = models.DateField(null=True, help_text="Earliest day it should arrive")
    delivery_until = models.DateField(null=True, help_text="Latest day it should arrive")
    quote_digest = models.CharField(max_length=64, help_text="What the shopper agreed to, as a digest")

    payment_state = models.CharField(max_length=15, choices=PaymentState, default=PaymentState.UNPAID)
    fulfilment_state = models.CharField(
        max_length=15, choices=FulfilmentState, default=FulfilmentState.UNFULFILLED
    )
    return_state = models.CharField(max_length=10, choices=ReturnState, default=ReturnState.NONE)
    ship_country = models.CharField(
        max_length=2, blank=True, default="", db_default="", help_text="Where it goes"
    )
    payment_method = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="What it is paid with, or credit"
    )
    placed_at = models.DateTimeField(default=clock.now)
    paid_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-placed_at", "-pk"]
        permissions = [("export_order", "Can export orders")]
        indexes = [
            *ORDER_INDEXES,
            models.Index(fields=["customer", "-placed_at"], name="orders_of_a_customer"),
            models.Index(fields=["paid_at"], condition=Q(paid_at__isnull=False), name="orders_by_payment"),
            models.Index(
                fields=["cancelled_at"], condition=Q(cancelled_at__isnull=False), name="orders_by_cancelling"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cart"], condition=Q(status="placed"), name="one_waiting_order_a_cart"
            ),
            models.CheckConstraint(
                condition=Q(credit_minor__lte=F("total_minor")), name="credit_pays_at_most_the_total"
            ),
        ]

    def __str__(self):
        return self.number

    def money(self, minor):
        return Money(minor, self.currency)

    @property
    def items(self):
        return self.money(self.items_minor)

    @property
    def discount(self):
        return self.money(self.discount_minor)

    @property
    def delivery(self):
        return self.money(self.delivery_minor)

    @property
    def tax(self):
        return self.money(self.tax_minor)

    @property
    def relief(self):
        return self.money(self.relief_minor)

    @property
    def total(self):
        return self.money(self.total_minor)

    @property
    def credit(self):
        return self.money(self.credit_minor)

    @property
    def to_pay(self):
        """What a payment provider is asked for."""
        return self.money(self.total_minor - self.credit_minor)

    @property
    def is_secured(self):
        """Captured, authorised, or nothing to pay."""
        return self.status in self.SECURED

    @property
    def is_charged_later(self):
        """Its amount is reserved, and taken when goods leave."""
        return self.payment_state == PaymentState.AUTHORISED

    @property
    def names_nobody(self):
        """Whoever ordered wanted to be forgotten; nobody can be written to about it."""
        return not self.email

    @property
    def is_cancellable(self):
        """Nothing of it was shipped, and it is not cancelled."""
        return self.status in self.CANCELLABLE

    @property
    def is_holdable(self):
        """It may be kept back: it is not cancelled, and has not arrived."""
        return self.is_cancellable or self.status == OrderStatus.SHIPPED

    @property
    def is_waiting(self):
        """Placed and not paid yet."""
        return self.status == OrderStatus.PLACED

    @property
    def is_shippable(self):
        """Its money is secured, and there may be something left to ship."""
        return self.status in self.SHIPPABLE

    def record_step(self, *, origin, target, by, note):
        """Write a step of the status to the timeline; called by states.move()."""
        write_event(order=self, kind=OrderEvent.Kind.STATUS, by=by, origin=origin, target=target, note=note)


class OrderAddress(models.Model):
    """Where an order goes, or who pays for it: a copy of its own, encrypted but for country and region."""

    class Kind(models.TextChoices):
        SHIPPING = "shipping"
        BILLING = "billing"

    order = models.ForeignKey(Order, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=Kind)
    name = EncryptedTextField()
    line1 = EncryptedTextField()
    line2 = EncryptedTextField(blank=True)
    city = EncryptedTextField()
    postcode = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "kind"], name="one_address_an_order_and_kind")
        ]


class OrderLine(models.Model):
    """So many of something, as sold."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    variant = models.ForeignKey("commerce.Variant", models.SET_NULL, null=True, related_name="order_lines")
    title = models.CharField(max_length=255)
    sku = models.CharField(max_length=64)
    options = models.CharField(max_length=255, blank=True, help_text="e.g. Oak, 140 cm")
    quantity = models.PositiveIntegerField()
    refunded_quantity = models.PositiveIntegerField(default=0, help_text="Units asked back or given back")
    cancelled_quantity = models.PositiveIntegerField(default=0, help_text="Units that will not be shipped")
    packed_quantity = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Units in parcels, those that left among them"
    )
    shipped_quantity = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Units in parcels that left the house"
    )
    unit_minor = models.PositiveBigIntegerField(help_text="One unit before discounts")
    discount_minor = models.PositiveBigIntegerField(default=0, help_text="The line's share of all discounts")
    tax_rate = models.DecimalField(
        max_digits=7, decimal_places=5, default=0, help_text="All its taxes together"
    )
    tax_minor = models.PositiveBigIntegerField(default=0, help_text="The line's tax, added or included")
    relief_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="The line's tax that its price holds and that is not charged"
    )
    grams = models.PositiveIntegerField(default=0, help_text="One unit")
    image = models.ForeignKey("media.Image", models.SET_NULL, null=True, related_name="+")
    path = models.CharField(max_length=1000, blank=True, help_text="Where its page was")
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")
    source_page_id = models.BigIntegerField(null=True)
    source_revision_id = models.BigIntegerField(null=True)
    source_block = models.CharField(max_length=40, blank=True)
    amendment = models.ForeignKey(AMENDMENT, models.PROTECT, null=True, related_name="lines", db_index=False)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["sku", "order"], name="order_lines_by_sku")]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_order_line_a_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_has_units"),
            models.CheckConstraint(
                condition=Q(refunded_quantity__lte=F("quantity"), cancelled_quantity__lte=F("quantity")),
                name="refunds_and_cancels_what_was_sold",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=F("packed_quantity") + F("cancelled_quantity")),
                name="packs_what_was_sold_and_not_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(shipped_quantity__lte=F("packed_quantity")), name="ships_what_was_packed"
            ),
        ]

    @property
    def unit_price(self):
        return self.order.money(self.unit_minor)

    @property
    def total(self):
        """What the units cost before discounts, in the prices the shopper saw."""
        return self.unit_price * self.quantity

    @property
    def is_here(self):
        """Whether units of it have not left the house, packed or not."""
        return self.quantity > self.cancelled_quantity + self.shipped_quantity

    @property
    def to_pack(self):
        """Units that are in no parcel yet and were not cancelled."""
        return self.quantity - self.cancelled_quantity - self.packed_quantity

    @property
    def to_ship(self):
        """Units that are still to leave the house, packed or not."""
        return self.quantity - self.cancelled_quantity - self.shipped_quantity


class OrderDiscount(models.Model):
    """A discount as it was taken off, of the goods or of delivery; the shares of lines stand on them."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="discounts")
    discount = models.ForeignKey("commerce.Discount", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=40, blank=True)
    is_delivery = models.BooleanField(default=False)
    amount_minor = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]

    @property
    def amount(self):
        return self.order.money(self.amount_minor)


class OrderTax(models.Model):
    """A tax on one line, or on delivery where there is no line."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="taxes")
    line = models.ForeignKey(OrderLine, models.CASCADE, null=True, related_name="taxes")
    amendment = models.ForeignKey(AMENDMENT, models.PROTECT, null=True, related_name="taxes", db_index=False)
    name = models.CharField(max_length=80)
    jurisdiction = models.CharField(max_length=20, help_text="e.g. US-NY")
    rate = models.DecimalField(max_digits=7, decimal_places=5)
    base_minor = models.PositiveBigIntegerField(help_text="What was taxed, without the tax")
    amount_minor = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
