"""What the provider's books say, and where they differ from ours. Amounts are in minor units."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class ReconciliationRun(models.Model):
    """One comparison of the books: asked for by a person or the clock, worked by a task."""

    since = models.DateTimeField(help_text="From which moment on the books are compared")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by_kind = models.CharField(max_length=10)
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=80)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0, help_text="Differences that it saw")
    problem = models.CharField(max_length=200, blank=True, help_text="Why it stopped before its end")

    class Meta:
        ordering = ["-pk"]

    @property
    def is_at_work(self):
        return self.ended_at is None


class Payout(models.Model):
    """What the provider paid to the shop's bank at once."""

    provider_id = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    made_at = models.DateTimeField()
    arrives_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.provider_id

    @property
    def amount(self):
        return Money(self.amount_minor, self.currency)


class BalanceEntry(models.Model):
    """An entry of the balance at the provider, and our payment that it belongs to."""

    class Category(models.TextChoices):
        CHARGE = "charge", _("Payment")
        REFUND = "refund", _("Refund")
        DISPUTE = "dispute", _("Dispute")
        FEE = "fee", _("Fee")
        PAYOUT = "payout", _("Payout")
        OTHER = "other", _("Other")

    provider_id = models.CharField(max_length=80, unique=True)
    category = models.CharField(max_length=10, choices=Category)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    source_id = models.CharField(max_length=80, blank=True)
    payment = models.ForeignKey("commerce.Payment", models.PROTECT, null=True, related_name="balance_entries")
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, related_name="entries")
    description = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.provider_id

    @property
    def amount(self):
        return Money(self.amount_minor, self.currency)

    @property
    def fee(self):
        return Money(self.fee_minor, self.currency)

    @property
    def net(self):
        return self.amount - self.fee


class Difference(models.Model):
    """Something that the provider's books have and ours lack, or the reverse, or that both have otherwise."""

    class Kind(models.TextChoices):
        PAID_THERE = "paid_there", _("Paid there, not here")
        PAID_HERE = "paid_here", _("Paid here, not there")
        AMOUNTS = "amounts", _("Amounts differ")
        REFUND_THERE = "refund_there", _("Refund unknown here")
        REFUND_HERE = "refund_here", _("Refund unknown there")
        REFUND_STATE = "refund_state", _("Refund stands otherwise")
        DISPUTE_THERE = "dispute_there", _("Dispute unknown here")
        DISPUTE_STATE = "dispute_state", _("Dispute stands otherwise")
        ENTRY_ALONE = "entry_alone", _("Entry without counterpart")
        PAYOUT_SUM = "payout_sum", _("Payout does not add up")

    class About(models.TextChoices):
        PAYMENT = "payment", _("Payment")
        REFUND = "refund", _("Refund")
        DISPUTE = "dispute", _("Dispute")
        ENTRY = "entry", _("Balance entry")
        PAYOUT = "payout", _("Payout")

    class How(models.TextChoices):
        REPAIRED = "repaired", _("Repaired")
        UNDERSTOOD = "understood", _("Understood")
        GONE = "gone", _("Gone by itself")

    REPAIRABLE = frozenset(
        {
            (Kind.PAID_THERE, About.PAYMENT),
            (Kind.AMOUNTS, About.PAYMENT),
            (Kind.AMOUNTS, About.DISPUTE),
            (Kind.REFUND_THERE, About.REFUND),
            (Kind.REFUND_STATE, About.REFUND),
            (Kind.DISPUTE_THERE, About.DISPUTE),
            (Kind.DISPUTE_STATE, About.DISPUTE),
        }
    )

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    about = models.CharField(max_length=10, choices=About)
    provider_id = models.CharField(max_length=80, help_text="What it is about, by the provider's id")
    payment = models.ForeignKey("commerce.Payment", models.PROTECT, null=True, related_name="differences")
    refund = models.ForeignKey("commerce.Refund", models.PROTECT, null=True, related_name="differences")
    dispute = models.ForeignKey("commerce.Dispute", models.PROTECT, null=True, related_name="differences")
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, related_name="differences")
    currency = models.CharField(max_length=3)
    theirs_minor = models.BigIntegerField(null=True, help_text="Nothing where they do not know of it")
    ours_minor = models.BigIntegerField(null=True, help_text="Nothing where we do not know of it")
    theirs_state = models.CharField(max_length=30, blank=True)
    ours_state = models.CharField(max_length=30, blank=True)
    first_seen_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    settled_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=How, blank=True)
    settled_by_kind = models.CharField(max_length=10, blank=True)
    settled_by_id = models.BigIntegerField(null=True)
    settled_by_label = models.CharField(max_length=80, blank=True)
    reason = EncryptedTextField(blank=True, help_text="For colleagues: why it may stay")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "provider_id"],
                condition=Q(settled_at=None),
                name="one_open_difference_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, how="") | Q(settled_at__isnull=False) & ~Q(how=""),
                name="a_settled_difference_says_how",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.provider_id}"

    @property
    def is_open(self):
        return self.settled_at is None

    @property
    def order(self):
        """The order that it is about, where it is about one."""
        return self.payment and self.payment.order

    @property
    def theirs(self):
        return None if self.theirs_minor is None else Money(self.theirs_minor, self.currency)

    @property
    def ours(self):
        return None if self.ours_minor is None else Money(self.ours_minor, self.currency)

    @property
    def is_repairable(self):
        """Whether our side can be brought to theirs: they know more than we do of a payment of ours."""
        return self.payment_id is not None and (self.kind, self.about) in self.REPAIRABLE
