"""The inbox of notices: kept before they are answered, worked by tasks, swept by a beat job."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from commerce.payments.models import Payment, StripeInbox
from kinsite.foundation import clock

# Seconds until the next try; after the last one it is tried every hour.
BACK_OFF = [5, 15, 60, 300, 900, 3600]
# While one worker has a row, no other takes it; longer than a task may run.
CLAIM = timedelta(seconds=150)
# A payment that was begun so long ago and nothing arrived since: the endpoint may be wrong.
SILENCE = timedelta(hours=1)


def receive(notice):
    """Keep a notice; returns its row's id, or None where it was kept before."""
    row, is_new = StripeInbox.objects.get_or_create(
        event_id=notice.event_id,
        defaults={
            "type": notice.type[:80],
            "object_id": notice.object_id[:80],
            "received_at": clock.now(),
            "next_try_at": clock.now(),
        },
    )
    return row.pk if is_new else None


def claim(pk):
    """Take a row to work it, or None where it is done, not due or somebody else's."""
    taken = StripeInbox.objects.filter(pk=pk, done_at=None, next_try_at__lte=clock.now()).update(
        next_try_at=clock.now() + CLAIM, attempts=F("attempts") + 1
    )
    return StripeInbox.objects.get(pk=pk) if taken else None


def settle(row):
    """The notice is worked."""
    StripeInbox.objects.filter(pk=row.pk).update(done_at=clock.now(), problem="")


def put_back(row, problem):
    """Try the notice again later; `problem` names the kind of error, and holds no personal data."""
    wait = BACK_OFF[min(row.attempts, len(BACK_OFF)) - 1]
    StripeInbox.objects.filter(pk=row.pk).update(
        next_try_at=clock.now() + timedelta(seconds=wait), problem=problem[:200]
    )


def left_over(limit=500):
    """The ids of notices that are due and not done, oldest first."""
    return list(
        StripeInbox.objects.filter(done_at=None, next_try_at__lte=clock.now())
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )


def failures(limit=100):
    """Notices whose work failed and was not done since, the latest first."""
    failed = StripeInbox.objects.filter(done_at=None).exclude(problem="")
    return list(failed.order_by("-received_at", "-pk")[:limit])


def replay(*, attempts):
    """Let notices that failed be tried again now; returns the ids of those that will be.

    `attempts` gives, by id, how often each was tried when the colleague saw it: one that was tried since, by
    another click or the sweeper, is left alone.
    """
    due = []
    for pk, seen in sorted(attempts.items()):
        failed = StripeInbox.objects.filter(pk=pk, attempts=seen, done_at=None).exclude(problem="")
        # The same click twice finds it due already.
        if failed.filter(next_try_at__gt=clock.now()).update(next_try_at=clock.now()):
            due.append(pk)
    return due


def days(count=14):
    """How many notices arrived on each of the last days, and how many of them still fail; newest first."""
    since = clock.now() - timedelta(days=count)
    failed = Count("pk", filter=Q(done_at=None) & ~Q(problem=""))
    rows = StripeInbox.objects.filter(received_at__gt=since).values(day=TruncDate("received_at"))
    return list(rows.annotate(arrived=Count("pk"), failed=failed).order_by("-day"))


def last_arrived():
    """The notice that arrived last, or None."""
    return StripeInbox.objects.order_by("-received_at").first()


def failed_count():
    """How many notices fail."""
    return StripeInbox.objects.filter(done_at=None).exclude(problem="").count()


def worries():
    """What staff should look at: how many notices fail, and whether none arrive while payments are begun."""
    last = last_arrived()
    begun = Payment.objects.exclude(intent_id=None).filter(created_at__lt=clock.now() - SILENCE)
    if last:
        begun = begun.filter(created_at__gt=last.received_at)
    return {
        "failed": failed_count(),
        "is_silent": begun.filter(created_at__gt=clock.now() - timedelta(days=7)).exists(),
    }
