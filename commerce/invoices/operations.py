"""Issuing. Called by reactions, inside the transaction that paid the order or gave the money back."""

from django.db import transaction
from django.db.models import F

from commerce.invoices.models import Invoice, InvoiceKind, InvoiceSeries
from commerce.shop.queries import seller
from commerce.shop.rules import number_of
from kinsite.foundation import clock

DIGITS = 5


@transaction.atomic
def issue_invoice(*, order):
    """The invoice of a paid order; asked twice it is the same one. The caller holds the order's lock."""
    first = Invoice.objects.filter(order=order, kind=InvoiceKind.INVOICE, amendment=None).first()
    return first or _issue(InvoiceKind.INVOICE, order=order)


@transaction.atomic
def issue_supplement(*, amendment):
    """The invoice of what an amendment put into an order; None where that is nothing."""
    if not amendment.added_minor:
        return None
    known = Invoice.objects.filter(amendment=amendment).first()
    return known or _issue(InvoiceKind.INVOICE, order=amendment.order, amendment=amendment)


@transaction.atomic
def issue_credit_note(*, refund):
    """The credit note of a refund; one that failed and was sent again keeps its first.

    None where nothing was invoiced: money that came after the order was given up goes back without paper.
    """
    if not Invoice.objects.filter(order=refund.order, kind=InvoiceKind.INVOICE).exists():
        return None
    return Invoice.objects.filter(refund=refund).first() or _issue(
        InvoiceKind.CREDIT_NOTE, order=refund.order, refund=refund
    )


def _issue(kind, *, order, refund=None, amendment=None):
    us = seller()
    series = _take_number(kind, us)
    return Invoice.objects.create(
        order=order,
        refund=refund,
        amendment=amendment,
        kind=kind,
        series=series,
        sequence=series.last,
        number=number_of(series.prefix, DIGITS, series.last),
        issued_at=clock.now(),
        seller_name=us.name,
        seller_address=us.address,
        seller_tax_id=us.tax_id,
    )


def _take_number(kind, us):
    """The series with its next number taken: others wait until this transaction ends, either way."""
    prefix = us.invoice_prefix if kind == InvoiceKind.INVOICE else us.credit_note_prefix
    series, _is_new = InvoiceSeries.objects.get_or_create(kind=kind, defaults={"prefix": prefix})
    InvoiceSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return series
