"""Carts. A guest's cart is found by a signed cookie, a customer's by the customer."""

import uuid

from django.db import models
from django.db.models import Q

from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedJSONField


class Cart(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        ORDERED = "ordered"
        MERGED = "merged"

    MOVES = {
        Status.OPEN: {Status.ORDERED, Status.MERGED},
        Status.ORDERED: frozenset(),
        Status.MERGED: frozenset(),
    }

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    market = models.ForeignKey("commerce.Market", models.PROTECT, related_name="+")
    customer = models.ForeignKey(
        "commerce.Customer", models.CASCADE, null=True, blank=True, related_name="carts"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    checkout_input = EncryptedJSONField(
        default=dict, help_text="What was typed at checkout, so nothing is lost"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "market"],
                condition=Q(status="open", customer__isnull=False),
                name="one_open_cart_a_customer_and_market",
            ),
        ]

    def record_step(self, *, origin, target, by, note):
        """A cart has no timeline: the time of its last step is all that is kept."""
        Cart.objects.filter(pk=self.pk).update(changed_at=clock.now())


class CartLine(models.Model):
    """So many of a variant, with the price seen when it was added and the page it was added from."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    variant = models.ForeignKey("commerce.Variant", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_minor = models.PositiveBigIntegerField(help_text="The price when it was added, in minor units")
    source_page_id = models.BigIntegerField(null=True)
    source_revision_id = models.BigIntegerField(null=True)
    source_block = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="variant_once_in_a_cart"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_line_has_units"),
        ]

    @property
    def price_seen(self):
        return Money(self.seen_minor, self.cart.market.currency)


class CartCode(models.Model):
    """A discount code that was entered. Whether it takes something off is decided with each quote."""

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=40)
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "code"], name="code_once_in_a_cart"),
        ]
