"""Taking what was authorised, or letting it go: asked of the provider once, however often it is tried."""

import logging
from datetime import timedelta

from django.db import transaction

from commerce.checkout.operations import apply_report, finish_checkout
from commerce.errors import GatewayError, GatewayRefused
from commerce.events import CaptureFailed
from commerce.payments.gateway import PATIENCE, gateway
from commerce.payments.queries import authorisations_ended, settlements_to_send
from commerce.payments.settlements import Settlement, SettlementStatus
from commerce.payments.settling import note_try, record_refusal
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.announce import announce

logger = logging.getLogger(__name__)

# A task that is at work on a settlement is left alone for so long.
TRY_EVERY = timedelta(seconds=30)
# So often an authorisation whose time is over is asked about where nobody told us that it ended.
ASK_EVERY = timedelta(hours=1)


def send_settlement(*, settlement):
    """Capture or release at the provider, and record what became of the payment. No transaction around it.

    Asked twice it is done once: the key is the same. A GatewayError leaves it requested, for the sweeper.
    Where the provider refuses, the payment itself is looked at: an earlier try, whose answer was lost and
    whose key is forgotten, may have done it.
    """
    settlement.refresh_from_db()
    if settlement.status != SettlementStatus.REQUESTED:
        return
    note_try(settlement=settlement)
    payment, code = settlement.payment, ""
    try:
        report = _ask(settlement)
    except GatewayRefused as problem:
        report, code = gateway().look_up(payment.intent_id), problem.code
    apply_report(report=report, payment=payment, by=SYSTEM)
    with transaction.atomic():
        if code and record_refusal(settlement=settlement, code=code, by=SYSTEM):
            announce(CaptureFailed(settlement.pk))


def follow_settlements(limit=200):
    """Send what was not sent yet, and ask about authorisations whose time is over. Returns how many."""
    done = silent = 0
    for work in [*_left_to_send(limit), *_ended(limit)]:
        try:
            work()
            done, silent = done + 1, 0
        except GatewayRefused as problem:
            logger.warning("settlement not followed", extra={"problem": problem.code})
        except GatewayError:
            silent += 1
            if silent == PATIENCE:
                break
    return done


def _left_to_send(limit):
    for settlement in settlements_to_send(TRY_EVERY, limit):
        yield lambda settlement=settlement: send_settlement(settlement=settlement)


def _ended(limit):
    for payment in authorisations_ended(ASK_EVERY, limit):
        yield lambda payment=payment: finish_checkout(payment=payment, by=SYSTEM)


def _ask(settlement):
    intent_id = settlement.payment.intent_id
    if settlement.kind == Settlement.Kind.RELEASE:
        return gateway().cancel(intent_id)
    return gateway().capture(intent_id=intent_id, amount=settlement.amount, key=settlement.key)
