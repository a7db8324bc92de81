"""Payments. Our rows hold money and states; dj-stripe's are a mirror. Stripe's ids are plain text."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from commerce.money import Money
from commerce.orders.events import OrderEvent
from commerce.orders.timeline import write_event
from commerce.payments.guard import CONFIRMED_FOR
from commerce.payments.statements import LONGEST_SUFFIX, complaint
from commerce.payments.ways import MethodNames, WaysToPay
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class MarkField(models.CharField):
    """A keyed digest that says who or which card it was, compared only; forgotten after a while."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 64, "blank": True, "default": "", "db_default": ""} | kwargs)


class PaymentStatus(models.TextChoices):
    PENDING = "pending", _("Pending")
    PROCESSING = "processing", _("Processing")
    AUTHORISED = "authorised", _("Authorised")
    SUCCEEDED = "succeeded", _("Succeeded")
    CANCELLED = "cancelled", _("Cancelled")


class Payment(models.Model):
    """One payment intent at the provider. Amounts are in minor units."""

    MOVES = {
        PaymentStatus.PENDING: {
            PaymentStatus.PROCESSING,
            PaymentStatus.AUTHORISED,
            PaymentStatus.SUCCEEDED,
            PaymentStatus.CANCELLED,
        },
        PaymentStatus.PROCESSING: {PaymentStatus.SUCCEEDED, PaymentStatus.PENDING, PaymentStatus.CANCELLED},
        PaymentStatus.AUTHORISED: {PaymentStatus.SUCCEEDED, PaymentStatus.CANCELLED},
        PaymentStatus.SUCCEEDED: frozenset(),
        PaymentStatus.CANCELLED: frozenset(),
    }
    WAITING = frozenset({PaymentStatus.PENDING, PaymentStatus.PROCESSING})
    SECURED = frozenset({PaymentStatus.AUTHORISED, PaymentStatus.SUCCEEDED})

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="payments")
    status = models.CharField(max_length=12, choices=PaymentStatus, default=PaymentStatus.PENDING)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    captured_minor = models.PositiveBigIntegerField(default=0)
    refunded_minor = models.PositiveBigIntegerField(default=0)
    refunding_minor = models.PositiveBigIntegerField(
        default=0, help_text="Set aside for refunds that are proposed, requested or on their way"
    )
    intent_id = models.CharField(max_length=80, unique=True, null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(
        default=1, help_text="Rises only after a definite failure; part of the idempotency key"
    )
    decline_code = models.CharField(max_length=60, blank=True, help_text="Why the last try failed")
    problem = models.CharField(max_length=200, blank=True, help_text="What a person must look at")
    captures_later = models.BooleanField(
        default=False, db_default=False, help_text="Authorised when it is paid, captured when goods leave"
    )
    excluded_methods = MethodNames(help_text="Switched off when it was begun, by the provider's names")
    statement_suffix = models.CharField(
        max_length=LONGEST_SUFFIX, blank=True, default="", db_default="", help_text="On card statements"
    )
    capture_before = models.DateTimeField(null=True, help_text="When its authorisation ends")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    checked_at = models.DateTimeField(null=True, help_text="When the provider was last asked about it")
    network = MarkField(help_text="Where it was last begun from")
    browser = MarkField(help_text="The cart it was begun from")
    email_mark = MarkField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(captured_minor__gte=F("refunded_minor") + F("refunding_minor")),
                name="refunds_never_exceed_captures",
            ),
        ]
        indexes = [
            models.Index(
                fields=["checked_at"],
                condition=Q(status__in=["pending", "processing"]),
                name="payments_to_reconcile",
            ),
            models.Index(
                fields=["capture_before"], condition=Q(status="authorised"), name="payments_to_capture"
            ),
        ]

    def __str__(self):
        return f"Payment {self.pk} of {self.order_id}"

    @property
    def amount(self):
        return Money(self.amount_minor, self.currency)

    @property
    def captured(self):
        return Money(self.captured_minor, self.currency)

    @property
    def refunded(self):
        return Money(self.refunded_minor, self.currency)

    @property
    def refunding(self):
        return Money(self.refunding_minor, self.currency)

    @property
    def refundable(self):
        """What was captured and nobody asked back yet."""
        return Money(self.captured_minor - self.refunded_minor - self.refunding_minor, self.currency)

    @property
    def key(self):
        """The idempotency key of starting it: the same however often it is tried."""
        return f"payment-{self.pk}-{self.attempt}"

    @property
    def is_waiting(self):
        return self.status in self.WAITING

    def record_step(self, *, origin, target, by, note):
        """Write a step of the payment to the order's timeline; called by states.move()."""
        write_event(
            order=self.order,
            kind=OrderEvent.Kind.PAYMENT,
            by=by,
            origin=origin,
            target=target,
            summary=note,
            amount_minor=self.amount_minor,
            reference=self.intent_id or "",
        )


class Wallet(models.Model):
    """The customer at the provider that one of our customers is: there, and only there, lie saved cards."""

    customer = models.OneToOneField("commerce.Customer", models.PROTECT, related_name="wallet")
    provider_id = models.CharField(max_length=80, unique=True)
    opened_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"Wallet {self.pk} of customer {self.customer_id}"


class PaymentAttempt(models.Model):
    """One charge the provider tried for a payment, and how it ended."""

    class Outcome(models.TextChoices):
        SUCCEEDED = "succeeded", _("Succeeded")
        PENDING = "pending", _("Pending")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="attempts")
    charge_id = models.CharField(max_length=80, unique=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    decline_code = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=40, blank=True, help_text="card, klarna, …")
    brand = models.CharField(max_length=40, blank=True)
    last4 = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField(default=clock.now)
    card = MarkField(help_text="The card's fingerprint")
    network = MarkField()
    browser = MarkField()
    email_mark = MarkField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["at"], name="attempts_by_time")]


class BuyerCheck(models.Model):
    """An e-mail address that has to be confirmed before more is paid with it: cards may be tested."""

    email_mark = MarkField(unique=True)
    email = EncryptedTextField()
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Buyer check {self.pk}"

    @property
    def is_confirmed(self):
        """Whether the address was confirmed a moment ago; it lasts for a while."""
        return bool(self.confirmed_at) and self.confirmed_at > clock.now() - CONFIRMED_FOR


class DisputeStatus(models.TextChoices):
    NEEDS_RESPONSE = "needs_response", _("Needs an answer")
    UNDER_REVIEW = "under_review", _("The bank decides")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


class Dispute(models.Model):
    """A payment that its bank takes back, or asks about (`is_inquiry`: no money has moved then)."""

    MOVES = {
        DisputeStatus.NEEDS_RESPONSE: {DisputeStatus.UNDER_REVIEW, DisputeStatus.WON, DisputeStatus.LOST},
        DisputeStatus.UNDER_REVIEW: {DisputeStatus.NEEDS_RESPONSE, DisputeStatus.WON, DisputeStatus.LOST},
        DisputeStatus.WON: frozenset(),
        DisputeStatus.LOST: frozenset(),
    }
    OPEN = frozenset({DisputeStatus.NEEDS_RESPONSE, DisputeStatus.UNDER_REVIEW})

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="disputes")
    provider_id = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=15, choices=DisputeStatus, default=DisputeStatus.NEEDS_RESPONSE)
    is_inquiry = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, blank=True)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    respond_by = models.DateTimeField(null=True, help_text="The provider's deadline for evidence")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["respond_by"],
                condition=Q(status__in=["needs_response", "under_review"]),
                name="disputes_by_deadline",
            ),
        ]
        # Of its own name: dj-stripe's mirror of disputes has `change_dispute` too.
        permissions = [("answer_dispute", "Can answer disputes")]

    def __str__(self):
        return f"Dispute {self.pk} of payment {self.payment_id}"

    @property
    def amount(self):
        return Money(self.amount_minor, self.currency)

    @property
    def is_open(self):
        return self.status in self.OPEN

    def record_step(self, *, origin, target, by, note):
        """Write a step of the dispute to the order's timeline; called by states.move()."""
        write_event(
            order=self.payment.order,
            kind=OrderEvent.Kind.DISPUTE,
            by=by,
            origin=origin,
            target=target,
            summary=note,
            amount_minor=self.amount_minor,
            reference=self.provider_id,
        )


class PaymentSettings(WaysToPay, BaseGenericSetting):
    """What the shop does about payments where there is a choice.

    A payment keeps what was set when it was begun: its body must be the same at every try.
    """

    class WhenShort(models.TextChoices):
        BACK_ORDER = "back_order", _("Keep the order and ship when the goods are there")
        REFUND = "refund", _("Cancel the order and refund it at once")

    class CaptureMode(models.TextChoices):
        AT_ONCE = "at_once", _("When the customer pays")
        AT_SHIPPING = "at_shipping", _("When the first parcel leaves")

    capture_mode = models.CharField(
        _("money is taken"),
        max_length=12,
        choices=CaptureMode,
        default=CaptureMode.AT_ONCE,
        db_default=CaptureMode.AT_ONCE,
        help_text=_(
            "Until then the amount is only reserved: a card for 7 days. Ways to pay that can't be reserved "
            "are charged at once. Orders placed before keep what was set then."
        ),
    )
    when_short = models.CharField(
        _("paid, but sold out meanwhile"),
        max_length=12,
        choices=WhenShort,
        default=WhenShort.BACK_ORDER,
        help_text=_("Rare: a stock count was corrected while somebody paid. You are told of it either way."),
    )

    statement_suffix = models.CharField(
        _("on card statements"),
        max_length=LONGEST_SUFFIX,
        blank=True,
        default="",
        db_default="",
        help_text=_("Stands after the name that your Stripe account has there. Cards only."),
    )

    class Meta:
        verbose_name = _("payments")

    def clean(self):
        self.statement_suffix = " ".join(self.statement_suffix.split())
        if words := complaint(self.statement_suffix):
            raise ValidationError({"statement_suffix": words})

    @property
    def ways(self):
        """What a payment keeps of these settings: it goes to the provider with every try to begin it."""
        return {"excluded_methods": self.excluded_methods, "statement_suffix": self.statement_suffix}


class StripeInbox(models.Model):
    """An event that Stripe told us of. Without its body: the worker reads the object again."""

    event_id = models.CharField(max_length=80, unique=True)
    type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    received_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "Stripe inbox"
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(done_at=None), name="inbox_left_to_work"),
            models.Index(fields=["object_id"], name="inbox_of_an_object"),
        ]
