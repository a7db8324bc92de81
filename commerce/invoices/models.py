"""Invoices: what was issued, under which number, by whom. The amounts are the order's and the refund's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("Invoice")
    CREDIT_NOTE = "credit_note", _("Credit note")


class InvoiceSeries(models.Model):
    """One run of numbers. Its row is taken by the transaction that issues, so a number that is given up
    was never seen, and the next one gets it."""

    kind = models.CharField(max_length=12, choices=InvoiceKind, unique=True)
    prefix = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.prefix}{self.last}"


class Invoice(models.Model):
    """An invoice for an order, or a credit note for a refund. The seller is copied: who it was then."""

    order = models.ForeignKey("commerce.Order", models.PROTECT, related_name="invoices")
    refund = models.OneToOneField("commerce.Refund", models.PROTECT, null=True, related_name="credit_note")
    amendment = models.OneToOneField(
        "commerce.Amendment",
        models.PROTECT,
        null=True,
        related_name="invoice",
        help_text="Whose goods it bills; the first invoice of an order bills what was ordered",
    )
    kind = models.CharField(max_length=12, choices=InvoiceKind)
    series = models.ForeignKey(InvoiceSeries, models.PROTECT, related_name="invoices")
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=24, unique=True)
    issued_at = models.DateTimeField(default=clock.now)
    seller_name = models.CharField(max_length=120)
    seller_address = models.TextField(blank=True)
    seller_tax_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="invoice_number_once_in_a_series"),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(kind="invoice", amendment=None),
                name="one_first_invoice_an_order",
            ),
            models.CheckConstraint(
                condition=Q(kind="invoice", refund=None) | Q(kind="credit_note", refund__isnull=False),
                name="credit_notes_are_for_refunds",
            ),
        ]

    def __str__(self):
        return self.number
