"""Whether something was changed since somebody looked at it: how long its chain is, is its version."""

from collections.abc import Collection

from commerce.errors import ChangedMeanwhile
from commerce.trail.models import TrailEntry, TrailHead


def version_of(subject: str) -> int:
    """How many rows the chain of an object has."""
    return TrailHead.objects.filter(pk=subject).values_list("sequence", flat=True).first() or 0


def refuse_changed(subject: str, seen: int | None, fields: Collection[str] = ()) -> None:
    """Raise ChangedMeanwhile where rows came to a chain since `seen`, of these fields where some are named.

    The caller holds the lock under which the object is changed. None is somebody who decides without looking.
    """
    if seen is None:
        return
    rows = TrailEntry.objects.filter(subject=subject, sequence__gt=seen).order_by("sequence")
    if entries := list(rows.filter(what__in=fields) if fields else rows):
        raise ChangedMeanwhile(entries)
