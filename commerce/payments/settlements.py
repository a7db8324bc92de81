"""What is asked of the provider about an authorised payment: to take the money, or to let it go."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from commerce.orders.events import OrderEvent
from commerce.orders.timeline import write_event
from kinsite.foundation import clock


class SettlementStatus(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Settlement(models.Model):
    """A capture or a release. A payment has at most one that is not failed: never both, and never twice."""

    class Kind(models.TextChoices):
        CAPTURE = "capture", _("Capture")
        RELEASE = "release", _("Release")

    MOVES = {
        SettlementStatus.REQUESTED: {SettlementStatus.DONE, SettlementStatus.FAILED},
        SettlementStatus.FAILED: {SettlementStatus.REQUESTED},
        SettlementStatus.DONE: frozenset(),
    }

    payment = models.ForeignKey("commerce.Payment", models.PROTECT, related_name="settlements")
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=10, choices=SettlementStatus, default=SettlementStatus.REQUESTED)
    amount_minor = models.PositiveBigIntegerField(help_text="What is captured, or let go")
    attempt = models.PositiveSmallIntegerField(
        default=1, help_text="Rises only after a definite failure; part of the idempotency key"
    )
    failure_code = models.CharField(max_length=60, blank=True)
    asked_by_label = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=clock.now)
    tried_at = models.DateTimeField(null=True, help_text="When the provider was last asked for it")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(status__in=["requested", "done"]),
                name="one_settlement_a_payment",
            ),
        ]
        indexes = [
            models.Index(fields=["tried_at"], condition=Q(status="requested"), name="settlements_to_send"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk} of payment {self.payment_id}"

    @property
    def amount(self):
        return Money(self.amount_minor, self.payment.currency)

    @property
    def key(self):
        """The idempotency key: the same however often this try is sent."""
        return f"{self.kind}-{self.pk}-{self.attempt}"

    def record_step(self, *, origin, target, by, note):
        """Write a step to the order's timeline; called by states.move()."""
        write_event(
            order=self.payment.order,
            kind=OrderEvent.Kind.PAYMENT,
            by=by,
            origin=origin,
            target=target,
            summary=f"{self.get_kind_display()} {note}".strip()[:200],
            amount_minor=self.amount_minor,
            reference=self.payment.intent_id or "",
        )
