"""Reads of the comparison."""

from django.db.models import Sum

from commerce.payments.models import Payment
from commerce.reconciliation.models import BalanceEntry, Difference, Payout, ReconciliationRun
from commerce.reconciliation.rules import figures
from commerce.refunds.models import Refund, RefundStatus


def payments_taken_since(moment):
    """Our payments that took money, begun since a moment."""
    return Payment.objects.filter(created_at__gte=moment, captured_minor__gt=0).exclude(intent_id=None)


def refunds_made_since(moment):
    """Our refunds that the provider must know, asked for since a moment."""
    known = Refund.objects.filter(status__in=[RefundStatus.SENT, RefundStatus.SUCCEEDED])
    return known.filter(asked_at__gte=moment).exclude(provider_id=None)


def differences_listed():
    """All differences, with what their list says of them."""
    return Difference.objects.select_related("payment__order", "payout")


def latest_run():
    """The comparison asked for last, or None."""
    return ReconciliationRun.objects.first()


def with_figures(payouts):
    """Payouts, each with its `figures`. One query for all of them."""
    payouts = list(payouts)
    rows = BalanceEntry.objects.filter(payout__in=payouts).order_by("payout", "category")
    sums = rows.values_list("payout", "category").annotate(Sum("amount_minor"), Sum("fee_minor"))
    parts = {}
    for payout_id, *part in sums:
        parts.setdefault(payout_id, []).append(part)
    for payout in payouts:
        payout.figures = figures(parts.get(payout.pk, []), payout.currency)
    return payouts


def entries_of(payout):
    """What went out with a payout, newest first, with our orders."""
    return BalanceEntry.objects.filter(payout=payout).select_related("payment__order")


def payouts_listed():
    return Payout.objects.all()
