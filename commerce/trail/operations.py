"""How the trail is written: by the operation that changes something, in its transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from structlog.contextvars import get_contextvars

from commerce.trail.chain import digest_of
from commerce.trail.models import TrailEntry, TrailHead
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor

Area, Action = TrailEntry.Area, TrailEntry.Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is changed of an object; `key` names it within its area."""

    area: Area
    key: str | int
    name: str = ""
    what: str
    before: str = ""
    after: str = ""
    action: Action = Action.CHANGED
    reason: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def subject(self) -> str:
        return f"{self.area.value}/{self.key}"


@transaction.atomic
def write_trail(*, changes: Iterable[Change], by: Actor) -> None:
    """Append a row for each change to the chain of its object, in a fixed number of queries."""
    changes = list(changes)
    if not changes:
        return
    heads, at = _locked({change.subject for change in changes}), clock.now()
    request_id = str(get_contextvars().get("request_id", ""))[:64]
    TrailEntry.objects.bulk_create([_appended(change, heads, by, at, request_id) for change in changes])
    TrailHead.objects.bulk_update(heads.values(), ["sequence", "hash"])


def _locked(subjects):
    """The heads of these chains by subject, locked in order; those of new objects are begun."""
    wanted = sorted(subjects)
    heads = _lock(wanted)
    if missing := [subject for subject in wanted if subject not in heads]:
        TrailHead.objects.bulk_create([TrailHead(subject=each) for each in missing], ignore_conflicts=True)
        heads = _lock(wanted)
    return heads


def _lock(subjects):
    found = TrailHead.objects.filter(subject__in=subjects).order_by("subject")
    return {head.subject: head for head in found.select_for_update()}


def _appended(change, heads, by, at, request_id):
    head = heads[change.subject]
    entry = TrailEntry(
        area=change.area.value,
        subject=change.subject,
        sequence=head.sequence + 1,
        name=change.name,
        action=change.action.value,
        what=change.what,
        before=change.before,
        after=change.after,
        reason=change.reason,
        starts_at=change.starts_at,
        ends_at=change.ends_at,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        request_id=request_id,
        at=at,
        previous_hash=head.hash,
    )
    entry.hash = digest_of(entry)
    head.sequence, head.hash = entry.sequence, entry.hash
    return entry
