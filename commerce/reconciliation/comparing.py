"""Both books read, and compared. Nothing of orders is written here; what the balance says is kept."""

from commerce.errors import GatewayRefused
from commerce.payments.gateway import gateway
from commerce.payments.models import Dispute, Payment
from commerce.payments.queries import payment_of
from commerce.reconciliation.models import BalanceEntry, Difference, Payout
from commerce.reconciliation.queries import payments_taken_since, refunds_made_since
from commerce.reconciliation.rules import (
    dispute_finding,
    entry_finding,
    figures,
    payment_finding,
    payout_finding,
    refund_finding,
)
from commerce.refunds.models import Refund
from commerce.refunds.queries import refund_of

# Stripe's word for an id that it does not know.
UNKNOWN = "resource_missing"


def differences_since(moment):
    """All findings since a moment. Raises GatewayError."""
    reports = gateway().begun_since(moment)
    seen = [
        *_payments(reports),
        *_payments_they_lack(moment, {report.intent_id for report in reports}),
        *_refunds(moment),
        *_disputes(moment),
    ]
    found = [finding for finding in seen if finding]
    # A payment or refund that differs is one difference, not one more for each entry of it.
    told = {finding.provider_id for finding in found}
    told |= {finding.payment.intent_id for finding in found if finding.payment}
    seen = [*_payouts(moment), *_entries(gateway().entries_since(moment), told)]
    return found + [finding for finding in seen if finding]


def compare_again(difference):
    """What is seen now of what a difference is about: a finding, or None where the books agree."""
    return AGAIN[difference.about](difference.provider_id)


def _payments(reports):
    known = _by_intent(report.intent_id for report in reports)
    for report in reports:
        yield payment_finding(report, known.get(report.intent_id) or payment_of(report))


def _payments_they_lack(moment, intents):
    for payment in payments_taken_since(moment).exclude(intent_id__in=intents)[:500]:
        yield _payment_again(payment.intent_id)


def _payment_again(intent_id):
    report = _look_up(gateway().look_up, intent_id)
    payment = Payment.objects.filter(intent_id=intent_id).first() or (report and payment_of(report))
    return payment_finding(report, payment)


def _refunds(moment):
    reports = gateway().refunded_since(moment)
    ids = [report.refund_id for report in reports]
    known = {
        refund.provider_id: refund
        for refund in Refund.objects.filter(provider_id__in=ids).select_related("payment")
    }
    payments = _by_intent(report.intent_id for report in reports)
    for report in reports:
        refund = known.get(report.refund_id) or refund_of(report)
        yield refund_finding(report, refund, payments.get(report.intent_id))
    for refund in refunds_made_since(moment).exclude(provider_id__in=ids)[:500]:
        yield _refund_again(refund.provider_id)


def _refund_again(refund_id):
    report = _look_up(gateway().look_up_refund, refund_id)
    refund = Refund.objects.filter(provider_id=refund_id).select_related("payment").first()
    if report is None:
        return refund and refund_finding(None, refund, None)
    payment = Payment.objects.filter(intent_id=report.intent_id).first()
    return refund_finding(report, refund or refund_of(report), payment)


def _disputes(moment):
    reports = gateway().disputed_since(moment)
    known = {
        dispute.provider_id: dispute
        for dispute in Dispute.objects.filter(
            provider_id__in=[report.dispute_id for report in reports]
        ).select_related("payment")
    }
    payments = _by_intent(report.intent_id for report in reports)
    for report in reports:
        yield dispute_finding(report, known.get(report.dispute_id), payments.get(report.intent_id))


def _dispute_again(dispute_id):
    report = gateway().look_up_dispute(dispute_id)
    dispute = Dispute.objects.filter(provider_id=dispute_id).select_related("payment").first()
    return dispute_finding(report, dispute, Payment.objects.filter(intent_id=report.intent_id).first())


def _payouts(moment):
    for report in gateway().payouts_since(moment):
        yield _payout(report)


def _payout(report):
    entries = gateway().entries_of(report.payout_id)
    payout = keep_payout(report)
    keep_entries(entries, payout=payout)
    parts = [(entry.category, entry.amount.minor, entry.fee.minor) for entry in entries]
    return payout_finding(report, figures(parts, report.amount.currency), payout)


def _payout_again(payout_id):
    return _payout(gateway().look_up_payout(payout_id))


def _entries(entries, told=frozenset()):
    keep_entries(entries)
    payments = _by_intent(entry.intent_id for entry in entries)
    refunds = Refund.objects.filter(provider_id__in=[entry.source_id for entry in entries])
    refunds = {refund.provider_id: refund for refund in refunds}
    for entry in entries:
        if not {entry.intent_id, entry.source_id} & told:
            yield entry_finding(entry, payments.get(entry.intent_id), refunds.get(entry.source_id))


def _entry_again(entry_id):
    return next(_entries([gateway().look_up_entry(entry_id)]))


def keep_payout(report):
    payout, _is_new = Payout.objects.update_or_create(
        provider_id=report.payout_id,
        defaults={
            "status": report.status,
            "currency": report.amount.currency,
            "amount_minor": report.amount.minor,
            "made_at": report.made_at,
            "arrives_at": report.arrives_at,
        },
    )
    return payout


def keep_entries(entries, *, payout=None):
    """Keep entries as they are now; with which payout they went out is told by that payout only."""
    payments = _by_intent(entry.intent_id for entry in entries)
    facts = ["category", "currency", "amount_minor", "fee_minor", "source_id", "payment", "description"]
    rows = {
        entry.entry_id: BalanceEntry(
            provider_id=entry.entry_id,
            category=entry.category,
            currency=entry.amount.currency,
            amount_minor=entry.amount.minor,
            fee_minor=entry.fee.minor,
            source_id=entry.source_id,
            payment=payments.get(entry.intent_id),
            payout=payout,
            description=entry.description[:200],
            made_at=entry.made_at,
        )
        for entry in entries
    }
    BalanceEntry.objects.bulk_create(
        rows.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["provider_id"],
        update_fields=[*facts, *(["payout"] if payout else [])],
    )


def _look_up(call, provider_id):
    """A report, or None where the provider does not know of it."""
    try:
        return call(provider_id)
    except GatewayRefused as problem:
        if problem.code != UNKNOWN:
            raise
        return None


def _by_intent(ids):
    wanted = {intent_id for intent_id in ids if intent_id}
    return {payment.intent_id: payment for payment in Payment.objects.filter(intent_id__in=wanted)}


AGAIN = {
    Difference.About.PAYMENT: _payment_again,
    Difference.About.REFUND: _refund_again,
    Difference.About.DISPUTE: _dispute_again,
    Difference.About.ENTRY: _entry_again,
    Difference.About.PAYOUT: _payout_again,
}
