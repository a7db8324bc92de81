"""Evidence given to the bank: kept with the dispute, then sent, each a line of the order's timeline."""

import hashlib
from dataclasses import asdict

from django.db import transaction

from commerce.errors import DisputeClosedAlready
from commerce.evidence.queries import pack_of
from commerce.evidence.rules import evidence_from
from commerce.orders.models import OrderEvent
from commerce.orders.operations import lock_order
from commerce.orders.timeline import write_event
from commerce.payments.gateway import gateway
from commerce.payments.models import DisputeStatus
from commerce.payments.operations import record_dispute


def give_evidence(*, dispute, submits, by, version=None):
    """Keep the evidence at the provider, or send it to the bank, which takes it once.

    The order keeps what was said. Raises OrderMoved, DisputeClosedAlready, and what the gateway raises; no
    transaction around the call, and the same evidence asked for again is the same call.
    """
    with transaction.atomic():
        lock_order(dispute.payment.order_id, version)
    if dispute.status != DisputeStatus.NEEDS_RESPONSE:
        raise DisputeClosedAlready
    evidence = evidence_from(pack_of(dispute))
    said = words_of(evidence)
    digest = hashlib.sha256(f"{submits} {said}".encode()).hexdigest()[:24]
    report = gateway().give_evidence(
        dispute_id=dispute.provider_id,
        evidence=evidence,
        submits=submits,
        key=f"evidence-{dispute.pk}-{digest}",
    )
    _write_down(dispute, said=said, submits=submits, by=by)
    return record_dispute(payment=dispute.payment, report=report, by=by)


@transaction.atomic
def _write_down(dispute, *, said, submits, by):
    write_event(
        order=lock_order(dispute.payment.order_id),
        kind=OrderEvent.Kind.DISPUTE,
        by=by,
        summary="Evidence was sent to the bank." if submits else "Evidence was kept at the provider.",
        reference=dispute.provider_id,
        note=said,
    )


def words_of(evidence):
    """The evidence as one text, field by field."""
    return "\n\n".join(f"{name}:\n{words}" for name, words in asdict(evidence).items() if words)
