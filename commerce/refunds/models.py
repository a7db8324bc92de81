"""Refunds, each of one payment, with the units and amounts it is made of. Amounts are in minor units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from commerce.orders.events import OrderEvent
from commerce.orders.timeline import write_event
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField

# What Wagtail's log calls a changed limit.
LIMITED = "commerce.refund_limit"


class RefundStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waits for approval")
    REQUESTED = "requested", _("Requested")
    SENT = "sent", _("On its way")
    SUCCEEDED = "succeeded", _("Refunded")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("Refused")


class Refund(models.Model):
    """Money on its way back to whoever paid.

    amount = lines + delivery + goodwill - deduction. Of it, `offset` pays for what was put into the order
    instead and goes nowhere; `credit` was paid by gift cards and store credit and goes back there; the rest
    was paid by the payment. While the refund is proposed, requested or sent,
    the rest is set aside on the payment; once it succeeded it counts as refunded there; else nowhere.
    """

    MOVES = {
        RefundStatus.PROPOSED: {RefundStatus.REQUESTED, RefundStatus.REFUSED},
        RefundStatus.REQUESTED: {RefundStatus.SENT, RefundStatus.FAILED},
        RefundStatus.SENT: {RefundStatus.SUCCEEDED, RefundStatus.FAILED},
        RefundStatus.SUCCEEDED: {RefundStatus.FAILED},
        RefundStatus.FAILED: {RefundStatus.REQUESTED},
        RefundStatus.REFUSED: frozenset(),
    }
    SET_ASIDE = frozenset({RefundStatus.PROPOSED, RefundStatus.REQUESTED, RefundStatus.SENT})
    COUNTED = SET_ASIDE | {RefundStatus.SUCCEEDED}
    SHOWN_TO_CUSTOMER = frozenset({RefundStatus.REQUESTED, RefundStatus.SENT, RefundStatus.SUCCEEDED})

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="refunds")
    payment = models.ForeignKey("commerce.Payment", models.PROTECT, related_name="refunds")
    status = models.CharField(max_length=10, choices=RefundStatus, default=RefundStatus.REQUESTED)
    currency = models.CharField(max_length=3)
    amount_minor = models.PositiveBigIntegerField()
    delivery_minor = models.PositiveBigIntegerField(default=0, help_text="Of delivery, its tax within")
    goodwill_minor = models.PositiveBigIntegerField(default=0)
    deduction_minor = models.PositiveBigIntegerField(default=0, help_text="Kept back, e.g. for damage")
    credit_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="The part of the amount that was paid by credit"
    )
    offset_minor = models.PositiveBigIntegerField(
        default=0, db_default=0, help_text="The part of the amount that pays for goods put in instead"
    )
    to_store_credit = models.BooleanField(
        default=False, db_default=False, help_text="The rest becomes store credit and is not sent back"
    )
    reason = EncryptedTextField(blank=True, help_text="For colleagues")
    message = EncryptedTextField(blank=True, help_text="For the customer")
    notifies = models.BooleanField(default=True)

    attempt = models.PositiveSmallIntegerField(
        default=1, help_text="Rises only after a definite failure; part of the idempotency key"
    )
    tried_at = models.DateTimeField(null=True, help_text="When the provider was first asked by this key")
    checked_at = models.DateTimeField(null=True, help_text="When the provider was last asked about it")
    provider_id = models.CharField(max_length=80, unique=True, null=True, blank=True)
    provider_status = models.CharField(max_length=30, blank=True)
    failure_code = models.CharField(max_length=60, blank=True)

    asked_by_kind = models.CharField(max_length=10)
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=80)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_label = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, help_text="When it was given, or failed before it was")
    came_back_at = models.DateTimeField(null=True, help_text="When what was given last came back")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_gives_something_back"),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=F("credit_minor") + F("offset_minor")),
                name="credit_and_offset_are_part_of_the_refund",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "checked_at"],
                condition=Q(status__in=["requested", "sent"]),
                name="refunds_to_follow",
            ),
            models.Index(
                fields=["settled_at"],
                condition=Q(status="succeeded") | Q(came_back_at__isnull=False),
                name="refunds_by_giving",
            ),
            models.Index(
                fields=["came_back_at"],
                condition=Q(came_back_at__isnull=False),
                name="refunds_that_came_back",
            ),
            models.Index(fields=["order"], condition=Q(status="failed"), name="refunds_that_failed"),
            models.Index(fields=["order"], condition=Q(status="proposed"), name="refunds_to_approve"),
        ]
        permissions = [
            ("refund_order", "Can refund orders"),
            ("approve_refund", "Can approve refunds of colleagues"),
        ]

    def __str__(self):
        return f"Refund {self.pk} of {self.order_id}"

    @property
    def amount(self):
        return Money(self.amount_minor, self.currency)

    @property
    def paid_minor(self):
        """The part of the amount that the payment paid."""
        return self.amount_minor - self.credit_minor - self.offset_minor

    @property
    def given_back(self):
        """What comes back to whoever paid, by money or by credit."""
        return Money(self.amount_minor - self.offset_minor, self.currency)

    @property
    def sent(self):
        """What the provider is asked to give back."""
        return Money(0 if self.to_store_credit else self.paid_minor, self.currency)

    @property
    def key(self):
        """The idempotency key of sending it: the same however often it is tried."""
        return f"refund-{self.pk}-{self.attempt}"

    @property
    def counts_as(self):
        """The payment's counter that has the amount now, or None."""
        if self.status in self.SET_ASIDE:
            return "refunding_minor"
        return "refunded_minor" if self.status == RefundStatus.SUCCEEDED else None

    @property
    def ended_at(self):
        """When it was given, failed or came back, whichever was last."""
        has_come_back = self.status == RefundStatus.FAILED and self.came_back_at
        return self.came_back_at if has_come_back else self.settled_at

    @property
    def asks_goods_back(self):
        """Whether it waits for approval, and is to put units back on the shelf that have not left."""
        if self.status != RefundStatus.PROPOSED:
            return False
        lines = self.lines.select_related("order_line").filter(restocks=True)
        return any(line.order_line.is_here for line in lines)

    def record_step(self, *, origin, target, by, note):
        """Write a step of the refund to the order's timeline; called by states.move()."""
        write_event(
            order=self.order,
            kind=OrderEvent.Kind.REFUND,
            by=by,
            origin=origin,
            target=target,
            summary=note,
            amount_minor=self.amount_minor,
            reference=self.provider_id or "",
        )


class RefundLine(models.Model):
    """So many units of an order line, what was paid for them, and whether they are to be sold again."""

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("commerce.OrderLine", models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField()
    amount_minor = models.PositiveBigIntegerField(help_text="Paid for these units, tax within")
    tax_minor = models.PositiveBigIntegerField(default=0)
    restocks = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["refund", "order_line"], name="order_line_once_in_a_refund"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="refund_line_has_units"),
            models.CheckConstraint(condition=Q(tax_minor__lte=F("amount_minor")), name="tax_is_part_of_it"),
        ]


class RefundCredit(models.Model):
    """The part of a refund that one card paid of the order, and the account it went to, once it did.

    Without a use it is what a payment paid and a colleague gave as store credit.
    """

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="credits")
    use = models.ForeignKey("commerce.CreditUse", models.PROTECT, null=True, related_name="refunds")
    amount_minor = models.PositiveBigIntegerField()
    account = models.ForeignKey("commerce.CreditAccount", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["refund", "use"], nulls_distinct=False, name="one_credit_a_refund_and_use"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_credit_gives_something"),
            models.CheckConstraint(
                condition=Q(given_at=None, account=None) | Q(given_at__isnull=False, account__isnull=False),
                name="refund_credit_went_somewhere",
            ),
        ]


class RefundLimit(models.Model):
    """Up to which amount one colleague refunds alone, in a currency; above it a second one approves."""

    currency = models.CharField(max_length=3, unique=True)
    alone_up_to_minor = models.PositiveBigIntegerField()

    def __str__(self):
        return Money(self.alone_up_to_minor, self.currency).written("en_US")
