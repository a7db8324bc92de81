"""Reads of the trail."""

from collections.abc import Iterator

from commerce.trail.chain import Break, broken_chains
from commerce.trail.models import TrailEntry, TrailHead

CHUNK = 2000


def breaks(subject: str = "") -> Iterator[Break]:
    """The first break of each object, or of the one that is named. Reads row by row, however long it is."""
    entries, heads = TrailEntry.objects.order_by("subject", "sequence"), TrailHead.objects.all()
    if subject:
        entries, heads = entries.filter(subject=subject), heads.filter(subject=subject)
    ends = {head.subject: (head.sequence, head.hash) for head in heads if head.sequence}
    return broken_chains(entries.iterator(CHUNK), ends)
