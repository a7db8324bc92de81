"""Reads of jobs on many orders: how far one is, whom it skips and why, and those that were left alone."""

from dataclasses import dataclass

from django.db.models import Count, Q

from commerce import errors
from commerce.bulk.models import BulkJob, BulkRow
from commerce.orders.models import Order
from kinsite.foundation import clock

Outcome = BulkRow.Outcome
SHOWN = 5


@dataclass(frozen=True)
class Group:
    """Rows that were left out for one reason: how many, and the first orders of them."""

    outcome: str
    reason: str
    count: int
    orders: list

    @property
    def words(self):
        return words_of(self.reason)


def words_of(reason):
    """A reason in words; what is no refusal of ours is in the log."""
    problem = getattr(errors, reason, None)
    return problem.shopper_message if problem else errors.Refused.shopper_message


def counts_of(job):
    """How many rows of a job wait, are done, were skipped or failed."""
    found = BulkRow.objects.filter(job=job).order_by().values_list("outcome").annotate(Count("pk"))
    return dict.fromkeys(Outcome.values, 0) | dict(found)


def left_out_of(job, outcomes=(Outcome.SKIPPED, Outcome.FAILED)):
    """Why rows of a job were left out, the most frequent reason first, in two queries."""
    rows = BulkRow.objects.filter(job=job, outcome__in=outcomes).order_by()
    counted = rows.values_list("outcome", "reason").annotate(count=Count("pk")).order_by("-count", "reason")
    groups = [Group(outcome, reason, count, []) for outcome, reason, count in counted]
    first = rows.none()
    for group in groups:
        some = rows.filter(outcome=group.outcome, reason=group.reason).order_by("pk")[:SHOWN]
        first = first.union(some.values_list("outcome", "reason", "order_id"), all=True)
    found = list(first) if groups else []
    orders = Order.objects.only("number").in_bulk([order_id for _outcome, _reason, order_id in found])
    for group in groups:
        key = (group.outcome, group.reason)
        group.orders.extend(orders[order_id] for *of, order_id in found if tuple(of) == key)
    return groups


def rows_of(job, outcome=""):
    """The rows of a job with their orders, those with one outcome or all."""
    rows = BulkRow.objects.filter(job=job).select_related("order").order_by("pk")
    return rows.filter(outcome=outcome) if outcome else rows


def jobs_listed():
    """Jobs that were confirmed, with how many rows each has by outcome."""
    counted = {outcome: Count("rows", filter=Q(rows__outcome=outcome)) for outcome in Outcome.values}
    return BulkJob.objects.exclude(confirmed_at=None).annotate(**counted)


def jobs_left_alone(quiet, limit=100):
    """The ids of jobs with something to do that no worker took up for a while."""
    at_work = BulkJob.objects.filter(confirmed_at__isnull=False, ended_at=None)
    alone = Q(worked_at=None, confirmed_at__lt=clock.now() - quiet) | Q(worked_at__lt=clock.now() - quiet)
    return list(at_work.filter(alone).order_by("pk").values_list("pk", flat=True)[:limit])
