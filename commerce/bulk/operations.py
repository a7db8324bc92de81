"""The writers of jobs on many orders: drafted, confirmed, worked row by row, tried again.

A draft fixes its orders, so that what was looked at is what is done. Each row is done in a transaction of
its own, under the row's and the order's lock: a worker that is killed, a second one, or a task that comes
twice does no order twice.
"""

import logging
import time
from datetime import timedelta

from django.core.exceptions import EmptyResultSet
from django.db import InterfaceError, OperationalError, connection, transaction
from wagtail.log_actions import log

from commerce.bulk.actions import ACTIONS, with_reason
from commerce.bulk.models import BulkJob, BulkRow
from commerce.bulk.queries import counts_of
from commerce.errors import NotAllowedAnyMore, NothingChosen, Refused, TooManyOrders
from commerce.events import BulkConfirmed
from commerce.orders.models import Order
from commerce.orders.operations import lock_order
from kinsite.accounts.models import User
from kinsite.accounts.queries import colleagues_with
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)

LOGGED = "commerce.bulk_job"
RIGHT = "commerce.change_order"
# A task works for so many seconds, then lets others in and starts itself again.
TURN = 20
# A job that no worker took up for so long has lost its task.
QUIET = timedelta(seconds=60)
FORGOTTEN = timedelta(days=1)
Outcome = BulkRow.Outcome


@transaction.atomic
def draft_job(
    *, action, orders, chosen, by, is_ticked=False, text="", notifies=True, parcels=None, left_out=0
):
    """Fix which orders something is to be done to, and which of them are skipped and why.

    `orders` are those of the filter `chosen`, or ticked ones; `parcels` are carrier and tracking number by
    the order's number, and only orders that have them are meant. Raises NothingChosen, TooManyOrders.
    """
    job = BulkJob.objects.create(
        action=action,
        query=chosen.kept.query,
        is_searched=bool(chosen.text),
        is_ticked=is_ticked,
        text=text,
        notifies=notifies,
        left_out=left_out,
        asked_at=clock.now(),
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        asked_by_label=by.label,
    )
    if parcels is not None:
        orders = orders.filter(number__in=sorted(parcels))
    count = _write_rows(job, with_reason(orders, job))
    if not count:
        raise NothingChosen
    if count > BulkJob.MOST:
        raise TooManyOrders
    if parcels is not None:
        _name_parcels(job, parcels)
    return job


def _write_rows(job, orders):
    """Write a row for each order without reading one. Returns how many."""
    chosen = orders.order_by("-placed_at", "-pk").values_list("pk", "reason")[: BulkJob.MOST + 1]
    try:
        query, parameters = chosen.query.sql_with_params()
    except EmptyResultSet:
        return 0
    rows = BulkRow._meta.db_table
    with connection.cursor() as cursor:
        # Both names are Django's own, and what people typed comes as parameters.
        cursor.execute(
            f"INSERT INTO {rows} (job_id, order_id, outcome, reason, carrier, tracking_number)"  # noqa: S608
            f" SELECT %s, id, CASE reason WHEN '' THEN 'waiting' ELSE 'skipped' END, reason, '', ''"
            f" FROM ({query}) AS chosen (id, reason)",
            [job.pk, *parameters],
        )
        return cursor.rowcount


def _name_parcels(job, parcels):
    """Write to each row who takes its parcel, and by which number."""
    rows = list(job.rows.select_related("order").only("order__number"))
    for row in rows:
        row.carrier, row.tracking_number = parcels[row.order.number]
    BulkRow.objects.bulk_update(rows, ["carrier", "tracking_number"], batch_size=500)


@transaction.atomic
def confirm_job(*, job):
    """What was looked at is to be done. Pressed twice, it is confirmed once; returns whether it was now."""
    draft = BulkJob.objects.filter(pk=job.pk, confirmed_at=None)
    if not draft.update(confirmed_at=clock.now()):
        return False
    job.refresh_from_db()
    _log(job)
    announce(BulkConfirmed(job.pk))
    return True


@transaction.atomic
def try_again(*, job):
    """Try the failed rows once more. Returns how many."""
    locked = BulkJob.objects.select_for_update().get(pk=job.pk)
    failed = BulkRow.objects.filter(job=locked, outcome=Outcome.FAILED)
    count = failed.update(outcome=Outcome.WAITING, reason="", settled_at=None)
    if count:
        BulkJob.objects.filter(pk=job.pk).update(ended_at=None, worked_at=None)
        _log(locked, again=count)
        announce(BulkConfirmed(job.pk))
    return count


def work_job(*, job, seconds=TURN):
    """Do what is left of a job for so many seconds. Returns whether somebody has to go on."""
    at_work = BulkJob.objects.filter(pk=job.pk, confirmed_at__isnull=False, ended_at=None)
    if not at_work.update(worked_at=clock.now()):
        return False
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not work_next_row(job=job):
            return _end(job)
    return True


def _end(job):
    """The job is over once no row waits; one that another worker has in hand is that worker's to end."""
    BulkJob.objects.filter(pk=job.pk, ended_at=None).exclude(rows__outcome=Outcome.WAITING).update(
        ended_at=clock.now()
    )
    return False


@begun_anew
@transaction.atomic
def work_next_row(*, job):
    """Do the next row of a job that no other worker has in hand. Returns whether there was one."""
    waiting = BulkRow.objects.select_for_update(skip_locked=True).filter(job=job, outcome=Outcome.WAITING)
    row = waiting.order_by("pk").first()
    if row is None:
        return False
    outcome, reason = _work(row, job)
    BulkRow.objects.filter(pk=row.pk).update(outcome=outcome, reason=reason, settled_at=clock.now())
    return True


def _work(row, job):
    """What became of a row, and why. Where the database is away, nothing is said of the row: it waits."""
    try:
        with transaction.atomic():
            if not colleagues_with(RIGHT).filter(pk=job.asked_by_id).exists():
                raise NotAllowedAnyMore
            order = lock_order(row.order_id)
            if reason := with_reason(Order.objects.filter(pk=order.pk), job).get().reason:
                return Outcome.SKIPPED, reason
            ACTIONS[job.action].perform(order, row, job)
    except Refused as problem:
        return Outcome.SKIPPED, type(problem).__name__
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:
        logger.exception("a row of a job failed", extra={"job": job.pk, "order": row.order_id})
        return Outcome.FAILED, type(problem).__name__[:40]
    return Outcome.DONE, ""


def forget_drafts():
    """Forget what nobody confirmed. Returns how many."""
    old = BulkJob.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - FORGOTTEN).order_by("pk")[:100]
    count, _rows = BulkJob.objects.filter(pk__in=[job.pk for job in old]).delete()
    return count


def _log(job, **more):
    """Write it into Wagtail's log: who, what, of which filter, how many."""
    data = {"action": job.action, "query": job.query, **counts_of(job), **more}
    log(instance=job, action=LOGGED, user=User.objects.filter(pk=job.asked_by_id).first(), data=data)
