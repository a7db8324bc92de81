"""What the shop owes: gift cards and store credit, each step of their balances, and what orders took.

Amounts are in minor units. A balance moves together with an entry, in one transaction, and in no other way.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.credit.rules import name_of
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class CreditKind(models.TextChoices):
    GIFT_CARD = "gift_card", _("Gift card")
    STORE_CREDIT = "store_credit", _("Store credit")


class Standing(models.TextChoices):
    """How an account stands; worked out, see credit_listed()."""

    USABLE = "usable", _("Can be spent")
    USED_UP = "used_up", _("Used up")
    EXPIRED = "expired", _("Expired")
    DISABLED = "disabled", _("Disabled")


class CreditAccount(models.Model):
    """An amount that may be spent: by whoever knows a gift card's code, or by the customer who owns it.

    The code itself is shown once and kept nowhere: its blind token finds the card, its last four characters
    name it.
    """

    kind = models.CharField(max_length=15, choices=CreditKind)
    currency = models.CharField(max_length=3)
    customer = models.ForeignKey(
        "commerce.Customer", models.PROTECT, null=True, related_name="credit_accounts"
    )
    balance_minor = models.BigIntegerField(default=0, help_text="Moved by operations only, with an entry")
    code_token = models.CharField(max_length=64, blank=True)
    last4 = models.CharField(max_length=4, blank=True)
    expires_at = models.DateTimeField(null=True)
    is_disabled = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(balance_minor__gte=0), name="credit_is_never_overspent"),
            models.UniqueConstraint(
                fields=["code_token"], condition=~Q(code_token=""), name="one_gift_card_a_code"
            ),
            models.UniqueConstraint(
                fields=["customer", "currency"],
                condition=Q(kind="store_credit"),
                name="one_store_credit_a_customer_and_currency",
            ),
            models.CheckConstraint(
                condition=Q(kind="gift_card", customer=None) & ~Q(code_token="")
                | Q(kind="store_credit", customer__isnull=False, code_token=""),
                name="a_code_or_a_customer_spends_it",
            ),
        ]
        permissions = [("issue_creditaccount", "Can issue and disable gift cards and store credit")]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """As people know it: "Gift card •••• WARM", "Store credit"."""
        return name_of(self.kind, self.last4)

    @property
    def balance(self):
        return Money(self.balance_minor, self.currency)

    def is_usable(self, moment):
        """Whether it may be spent at a moment, were there anything on it."""
        return not self.is_disabled and (self.expires_at is None or self.expires_at > moment)


class CreditEntry(models.Model):
    """A step of a balance: how much, why, for which document, by whom. Rows are only added."""

    class What(models.TextChoices):
        ISSUED = "issued", _("Issued")
        SPENT = "spent", _("Spent")
        GIVEN_BACK = "given_back", _("Given back")
        REFUNDED = "refunded", _("Refunded")
        MOVED = "moved", _("Moved")
        DISABLED = "disabled", _("Disabled")

    account = models.ForeignKey(CreditAccount, models.PROTECT, related_name="entries")
    what = models.CharField(max_length=12, choices=What)
    amount_minor = models.BigIntegerField(help_text="Below zero where it was spent")
    balance_minor = models.BigIntegerField(help_text="The balance after it")
    document = models.CharField(max_length=40, blank=True, help_text="An order's number")
    key = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="The form that asked for it, once"
    )
    reason = EncryptedTextField(blank=True, help_text="For colleagues")
    message = EncryptedTextField(blank=True, default="", db_default="", help_text="For the customer")
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="one_credit_entry_a_form"),
        ]

    @property
    def amount(self):
        return Money(self.amount_minor, self.account.currency)

    @property
    def balance(self):
        return Money(self.balance_minor, self.account.currency)


class CartCredit(models.Model):
    """A gift card, or the customer's own credit, that a cart is to be paid with."""

    cart = models.ForeignKey("commerce.Cart", models.CASCADE, related_name="credits")
    account = models.ForeignKey(CreditAccount, models.CASCADE, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "account"], name="credit_once_in_a_cart"),
        ]


class CreditUse(models.Model):
    """What an order took of an account. Given back once where it is cancelled before it was paid."""

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="credit_uses")
    account = models.ForeignKey(CreditAccount, models.PROTECT, related_name="uses")
    amount_minor = models.PositiveBigIntegerField()
    refunded_minor = models.PositiveBigIntegerField(default=0)
    refunding_minor = models.PositiveBigIntegerField(
        default=0, help_text="Set aside for refunds that are proposed, or on their way"
    )
    used_at = models.DateTimeField(default=clock.now)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "account"], name="one_credit_use_an_order_and_account"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="credit_use_takes_something"),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=F("refunded_minor") + F("refunding_minor")),
                name="refunds_never_exceed_credit",
            ),
            models.CheckConstraint(
                condition=Q(given_back_at=None) | Q(refunded_minor=0, refunding_minor=0),
                name="credit_is_given_back_once",
            ),
        ]

    @property
    def amount(self):
        return Money(self.amount_minor, self.account.currency)

    @property
    def left(self):
        """What may still be refunded of it."""
        if self.given_back_at is not None:
            return Money(0, self.account.currency)
        return Money(self.amount_minor - self.refunded_minor - self.refunding_minor, self.account.currency)
