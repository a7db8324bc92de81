"""What the pages of a job on many orders say, before and after it is confirmed."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.bulk.models import BulkJob, BulkRow
from commerce.bulk.queries import counts_of, left_out_of, rows_of, words_of
from commerce.orders.listing import OrderFilter
from kinsite.accounts.queries import names_of

ROWS = 50
Action, Outcome = BulkJob.Action, BulkRow.Outcome


def deed(job, count):
    """What it does to so many orders, as its button says it."""
    words = {
        Action.PACK: ngettext("Mark %(count)s order as packed", "Mark %(count)s orders as packed", count),
        Action.SHIP: ngettext("Mark %(count)s order as shipped", "Mark %(count)s orders as shipped", count),
        Action.TAG: ngettext("Tag %(count)s order “%(text)s”", "Tag %(count)s orders “%(text)s”", count),
        Action.UNTAG: ngettext(
            "Take “%(text)s” off %(count)s order", "Take “%(text)s” off %(count)s orders", count
        ),
        Action.HOLD: ngettext("Put %(count)s order on hold", "Put %(count)s orders on hold", count),
        Action.LET_GO: ngettext("Let %(count)s order go", "Let %(count)s orders go", count),
        Action.ARCHIVE: ngettext("Archive %(count)s order", "Archive %(count)s orders", count),
        Action.UNARCHIVE: ngettext(
            "Take %(count)s order out of the archive", "Take %(count)s orders out of the archive", count
        ),
    }
    return words[job.action] % {"count": f"{count:,}", "text": job.text}


def chosen_words(job):
    """Which orders were meant."""
    if job.is_ticked:
        return _("Those that were ticked")
    chosen = OrderFilter.parse(job.query)
    parts = [str(chosen.tab_label), *(f"{chip.label}: {chip.words}" for chip in chosen.chips)]
    if job.is_searched:
        parts.append(_("something was searched for"))
    return ", ".join(parts)


def draft_facts(job):
    """What a job will do, and whom it leaves out and why."""
    counts = counts_of(job)
    return {
        "job": job,
        "count": counts["waiting"],
        "deed": deed(job, counts["waiting"]),
        "groups": left_out_of(job),
        "skipped": counts["skipped"],
        "chosen": chosen_words(job),
    }


def job_facts(job, user, outcome, page):
    """How far a job is, and what became of its orders: those with one outcome, a page at a time."""
    counts = counts_of(job)
    total = sum(counts.values())
    outcome = outcome if outcome in Outcome.values else ""
    rows = Paginator(rows_of(job, outcome), ROWS).get_page(page)
    for row in rows:
        row.words = words_of(row.reason) if row.reason else ""
    return {
        "job": job,
        "total": total,
        "settled": total - counts["waiting"],
        "counts": [(value, label, counts[value]) for value, label in Outcome.choices if counts[value]],
        "deed": deed(job, total - counts["skipped"]),
        "asked_by": names_of([job.asked_by_id]).get(job.asked_by_id, job.asked_by_label),
        "chosen": chosen_words(job),
        "rows": rows,
        "outcome": outcome,
        "failed": counts["failed"] if job.asked_by_id == user.pk else 0,
    }
