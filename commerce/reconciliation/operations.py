"""Comparing the books: asked for, done, and what is seen kept until it is settled."""

import logging
from datetime import timedelta

from django.db import transaction

from commerce.checkout.following import follow_reported_dispute, follow_reported_refund
from commerce.checkout.operations import finish_reported
from commerce.errors import DifferenceSettled, GatewayError, GatewayRefused, StillDifferent
from commerce.reconciliation.comparing import compare_again, differences_since
from commerce.reconciliation.models import Difference, ReconciliationRun
from kinsite.foundation import clock
from kinsite.foundation.actors import STRIPE, SYSTEM

logger = logging.getLogger(__name__)

# Banks dispute late, and a payout takes days: so far back the books are compared.
WINDOW = timedelta(days=35)
# Longer than the task may run: a run that did not end by then was killed, and may be begun again.
CLAIM = timedelta(minutes=35)
# So many old differences are looked at again in one run.
LOOKED_AT_AGAIN = 200


@transaction.atomic
def ask_run(*, by, window=WINDOW):
    """Ask for a comparison; one that waits or is at work already is it."""
    waiting = ReconciliationRun.objects.select_for_update().filter(ended_at=None).first()
    if waiting:
        return waiting
    return ReconciliationRun.objects.create(
        since=clock.now() - window,
        asked_at=clock.now(),
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        asked_by_label=by.label,
    )


def compare_books(*, run):
    """Read both books, keep what differs, and settle what does not any more. No transaction around the calls.

    Asked twice, the second finds it at work. Raises nothing of the gateway's: the run says why it stopped.
    """
    if not _begin(run):
        return
    try:
        found = differences_since(run.since)
        for finding in found:
            keep(finding)
        _look_at_others(found)
    except (GatewayError, GatewayRefused) as problem:
        logger.warning("books not compared", extra={"run": run.pk, "problem": str(problem)})
        _end(run, problem=str(problem)[:200])
    else:
        _end(run, found=len(found))


def _begin(run):
    now = clock.now()
    unclaimed = ReconciliationRun.objects.filter(pk=run.pk, ended_at=None)
    free = unclaimed.filter(began_at=None) | unclaimed.filter(began_at__lte=now - CLAIM)
    return bool(free.update(began_at=now))


def _end(run, **facts):
    ReconciliationRun.objects.filter(pk=run.pk).update(ended_at=clock.now(), **facts)


@transaction.atomic
def keep(finding):
    """Keep what was seen: once while it is open, and not again what was understood as it is."""
    facts = _facts(finding)
    seen = Difference.objects.filter(kind=finding.kind, provider_id=finding.provider_id)
    if seen.filter(settled_at=None).update(**facts, last_seen_at=clock.now()):
        return
    same = {name: facts[name] for name in ("theirs_minor", "ours_minor", "theirs_state", "ours_state")}
    if seen.filter(how=Difference.How.UNDERSTOOD, **same).exists():
        return
    Difference.objects.create(
        kind=finding.kind,
        provider_id=finding.provider_id,
        **facts,
        first_seen_at=clock.now(),
        last_seen_at=clock.now(),
    )


def _facts(finding):
    known = finding.theirs or finding.ours
    return {
        "about": finding.about,
        "currency": known.currency,
        "theirs_minor": finding.theirs.minor if finding.theirs is not None else None,
        "ours_minor": finding.ours.minor if finding.ours is not None else None,
        "theirs_state": finding.theirs_state,
        "ours_state": finding.ours_state,
        "payment": finding.payment,
        "refund": finding.refund,
        "dispute": finding.dispute,
        "payout": finding.payout,
    }


def _look_at_others(found):
    """Look again at open differences that were not seen now: gone, or only older than the run looks back."""
    seen = {(finding.kind, finding.provider_id) for finding in found}
    for difference in Difference.objects.filter(settled_at=None).order_by("last_seen_at")[:LOOKED_AT_AGAIN]:
        if (difference.kind, difference.provider_id) in seen:
            continue
        finding = compare_again(difference)
        if finding is not None and finding.kind == difference.kind:
            keep(finding)
        else:
            _settle(difference, how=Difference.How.GONE, by=SYSTEM)


def repair(*, difference, by):
    """Bring our side to theirs where that can be done, and prove that the books agree.

    Raises StillDifferent where they do not, DifferenceSettled where a colleague was first, and what the
    gateway raises. No transaction around the calls.
    """
    if not difference.is_open:
        raise DifferenceSettled
    how = Difference.How.GONE
    if difference.is_repairable:
        REPAIRS[difference.about](difference.provider_id)
        how = Difference.How.REPAIRED
    if compare_again(difference) is not None:
        raise StillDifferent
    _settle(difference, how=how, by=by)


def understand(*, difference, reason, by):
    """It may stay as it is: a colleague knows why. Raises DifferenceSettled."""
    if not _settle(difference, how=Difference.How.UNDERSTOOD, by=by, reason=reason):
        raise DifferenceSettled


def _settle(difference, *, how, by, reason=""):
    return Difference.objects.filter(pk=difference.pk, settled_at=None).update(
        settled_at=clock.now(),
        how=how,
        reason=reason,
        settled_by_kind=by.kind,
        settled_by_id=by.id,
        settled_by_label=by.label,
    )


REPAIRS = {
    Difference.About.PAYMENT: lambda intent_id: finish_reported(intent_id=intent_id, by=STRIPE),
    Difference.About.REFUND: lambda refund_id: follow_reported_refund(refund_id=refund_id),
    Difference.About.DISPUTE: lambda dispute_id: follow_reported_dispute(dispute_id=dispute_id),
}
