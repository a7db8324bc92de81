"""How the rows of the trail hang together, and how a break is found."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commerce.trail.models import TrailEntry
from kinsite.foundation.crypto import blind

UNCHAINED = {"id", "hash", "at", "starts_at", "ends_at"}
CHAINED = tuple(field.name for field in TrailEntry._meta.fields if field.name not in UNCHAINED)
MOMENTS = ("at", "starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class Break:
    """The first row of an object that does not follow from what is before it."""

    subject: str
    sequence: int
    why: str

    def __str__(self):
        return f"{self.subject}, row {self.sequence}: {self.why}"


def digest_of(entry: TrailEntry) -> str:
    """What the row must have as its hash: over all that it says and the hash before it.

    Keyed, so that whoever has only the database can't write a whole chain anew.
    """
    words = [getattr(entry, name) for name in CHAINED]
    moments = [getattr(entry, name) for name in MOMENTS]
    words += [moment.timestamp() if moment else None for moment in moments]
    return blind("chain", json.dumps(words))


def broken_chains(entries: Iterable[TrailEntry], heads: dict[str, tuple[int, str]]) -> Iterator[Break]:
    """The first break of each object. `entries` come by subject and number, `heads` say where each ends."""
    left, subject, last, is_broken = dict(heads), None, None, False
    for entry in entries:
        if entry.subject != subject:
            if last and not is_broken:
                yield from _end_of(last, left)
            subject, last, is_broken = entry.subject, None, False
        if not is_broken and (why := _complaint(entry, last)):
            is_broken = True
            left.pop(subject, None)
            yield Break(subject, entry.sequence, why)
        last = entry
    if last and not is_broken:
        yield from _end_of(last, left)
    for subject in sorted(left):
        yield Break(subject, 1, "the rows are gone")


def _complaint(entry, last):
    expected, before = (last.sequence + 1, last.hash) if last else (1, "")
    if entry.sequence != expected:
        return f"row {expected} is gone"
    if entry.previous_hash != before:
        return "it does not follow from the row before"
    if entry.hash != digest_of(entry):
        return "it says something else than when it was written"
    return ""


def _end_of(last, left):
    """Whether a whole chain ends where its head says; the head is taken out of those left."""
    sequence, hash_ = left.pop(last.subject, (0, ""))
    if sequence > last.sequence:
        yield Break(last.subject, last.sequence + 1, "the rows from here on are gone")
    elif (sequence, hash_) != (last.sequence, last.hash):
        yield Break(last.subject, last.sequence, "the head of the chain says something else")
