"""An amendment: goods taken out of a paid order, goods put in, another delivery, and one difference."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.money import Money
from commerce.orders.events import OrderEvent
from commerce.orders.timeline import write_event
from kinsite.foundation import clock


class AmendmentStatus(models.TextChoices):
    WAITING = "waiting", _("Waits for payment")
    MADE = "made", _("Made")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Amendment(models.Model):
    """What a colleague changes of an order before it leaves. Amounts are in minor units of its currency.

    `cut` is what is taken out: units by the id of their line. It is worth what a refund of it gives. `goods`
    are what is put in, each as a line of the order with its taxes, at the prices of that day. What is put in
    is paid by what is taken out, as far as that goes; the rest is refunded, or paid by a link first.
    """

    MOVES = {
        AmendmentStatus.WAITING: {AmendmentStatus.MADE, AmendmentStatus.WITHDRAWN},
        AmendmentStatus.MADE: frozenset(),
        AmendmentStatus.WITHDRAWN: frozenset(),
    }

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="amendments")
    status = models.CharField(max_length=10, choices=AmendmentStatus, default=AmendmentStatus.WAITING)
    payment = models.OneToOneField(
        "commerce.Payment", models.PROTECT, null=True, related_name="amendment", help_text="Of the difference"
    )
    refund = models.OneToOneField(
        "commerce.Refund",
        models.PROTECT,
        null=True,
        related_name="amendment",
        help_text="Of what is taken out",
    )
    currency = models.CharField(max_length=3)
    cut = models.JSONField(default=dict)
    cut_delivery_minor = models.PositiveBigIntegerField(default=0, help_text="Of delivery, its tax within")
    cut_minor = models.PositiveBigIntegerField(default=0, help_text="All that is taken out, tax within")
    goods = models.JSONField(default=list)
    delivery_taxes = models.JSONField(default=list)
    items_minor = models.PositiveBigIntegerField(default=0, help_text="What is put in, before delivery")
    delivery_minor = models.PositiveBigIntegerField(default=0, help_text="By how much delivery is dearer")
    delivery_tax_minor = models.PositiveBigIntegerField(default=0)
    delivery_relief_minor = models.PositiveBigIntegerField(default=0)
    tax_minor = models.PositiveBigIntegerField(default=0)
    relief_minor = models.PositiveBigIntegerField(default=0)
    added_minor = models.PositiveBigIntegerField(default=0, help_text="All that is put in, tax within")
    delivery = models.JSONField(default=dict, help_text="The new way of delivery, where it changes")
    delivery_name_was = models.CharField(max_length=80, blank=True)
    holds = models.BooleanField(default=False, help_text="It put the order on hold until it is settled")
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_label = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, help_text="Until when its difference can be paid")
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(status="waiting"), name="one_waiting_amendment_an_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(status="waiting"), name="amendments_that_may_end"
            ),
            models.Index(fields=["made_at"], condition=Q(status="made"), name="amendments_by_making"),
        ]

    def __str__(self):
        return f"Amendment {self.pk} of {self.order_id}"

    @property
    def cut_worth(self):
        return Money(self.cut_minor, self.currency)

    @property
    def added(self):
        return Money(self.added_minor, self.currency)

    @property
    def difference(self):
        """What is left to pay of it; below zero it is given back."""
        return self.added - self.cut_worth

    @property
    def dearer(self):
        """By how much delivery is dearer, before tax that is added."""
        return Money(self.delivery_minor, self.currency)

    @property
    def offset(self):
        """What of the taken out pays for the put in."""
        return min(self.added, self.cut_worth)

    @property
    def is_payable(self):
        """Its difference can be paid still."""
        waits = self.status == AmendmentStatus.WAITING
        return waits and self.expires_at is not None and self.expires_at > clock.now()

    def units_cut(self):
        """What is taken out: units by the id of their line."""
        return {int(line_id): units for line_id, units in self.cut.items()}

    def units_added(self):
        """What is put in: units by variant."""
        units = {}
        for line in self.goods:
            units[line["variant_id"]] = units.get(line["variant_id"], 0) + line["quantity"]
        return units

    def record_step(self, *, origin, target, by, note):
        """Write a step of the amendment to the order's timeline; called by states.move()."""
        write_event(
            order=self.order,
            kind=OrderEvent.Kind.AMENDMENT,
            by=by,
            origin=origin,
            target=target,
            note=note,
            amount_minor=self.difference.minor,
        )
