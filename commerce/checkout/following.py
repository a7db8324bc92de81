"""Refunds and disputes as the provider tells of them: refunds of ours, or made there by hand."""

import logging
from datetime import timedelta

from commerce.checkout.operations import finish_reported
from commerce.errors import GatewayError, GatewayRefused
from commerce.payments.gateway import PATIENCE, gateway
from commerce.payments.models import Dispute
from commerce.payments.operations import record_dispute
from commerce.refunds.models import Refund
from commerce.refunds.operations import adopt_refund, record_refund
from commerce.refunds.queries import refund_of, refunds_to_ask_about
from kinsite.foundation.actors import STRIPE, SYSTEM

logger = logging.getLogger(__name__)

# A bank may take days; so often a refund on its way is asked about where nobody tells us.
ASK_EVERY = timedelta(minutes=30)


def follow_reported_refund(*, refund_id):
    """Read a refund again and bring our side to it. None where it belongs to no payment of ours."""
    return apply_refund_report(gateway().look_up_refund(refund_id))


def apply_refund_report(report):
    refund = refund_of(report)
    if refund is not None:
        return record_refund(refund=refund, report=report, by=STRIPE)
    # Its payment may be paid without us knowing yet: what was captured is recorded before what was refunded.
    payment = finish_reported(intent_id=report.intent_id, by=STRIPE) if report.intent_id else None
    if payment is None:
        logger.warning("refund is not ours", extra={"refund": report.refund_id})
        return None
    return adopt_refund(report=report, payment=payment)


def follow_reported_dispute(*, dispute_id):
    """Read a dispute again and bring our side to it. None where it belongs to no payment of ours."""
    return apply_dispute_report(gateway().look_up_dispute(dispute_id))


def apply_dispute_report(report):
    # As with refunds: its payment comes first, should nobody have told us of it.
    payment = finish_reported(intent_id=report.intent_id, by=STRIPE) if report.intent_id else None
    if payment is None:
        logger.warning("dispute is not ours", extra={"dispute": report.dispute_id})
        return None
    return record_dispute(payment=payment, report=report, by=STRIPE)


def follow_sent_refunds(limit=200):
    """Ask about refunds that are on their way for long; returns how many were asked about."""
    asked = silent = 0
    for pk in refunds_to_ask_about(ASK_EVERY, limit):
        refund = Refund.objects.get(pk=pk)
        try:
            record_refund(refund=refund, report=gateway().look_up_refund(refund.provider_id), by=SYSTEM)
            asked, silent = asked + 1, 0
        except GatewayRefused as problem:
            logger.warning("refund not followed", extra={"refund": pk, "problem": problem.code})
        except GatewayError:
            silent += 1
            if silent == PATIENCE:
                break
    return asked


def follow_what_nobody_told(since):
    """Bring our side to refunds and disputes that the provider has since a moment and we know otherwise.

    Covers notices that were lost. Returns how many there were. Raises GatewayError.
    """
    found = 0
    for report in gateway().refunded_since(since):
        known = refund_of(report)
        if known is None or (known.provider_id, known.provider_status) != (report.refund_id, report.status):
            found += apply_refund_report(report) is not None
    for report in gateway().disputed_since(since):
        known = Dispute.objects.filter(provider_id=report.dispute_id).first()
        if known is None or known.status != report.status:
            found += apply_dispute_report(report) is not None
    return found
