"""The inbox of notices: kept before they are answered, worked by tasks, swept by a beat job."""

from datetime import timedelta

from django.db.models import F

from commerce.payments.models import StripeInbox
from kinsite.foundation import clock

# Seconds until the next try; after the last one it is tried every hour.
BACK_OFF = [5, 15, 60, 300, 900, 3600]
# While one worker has a row, no other takes it; longer than a task may run.
CLAIM = timedelta(seconds=150)


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
