"""How a line is written to an order's timeline, chained and sealed."""

import hashlib

from django.db import transaction

from commerce.orders.events import OrderEvent, OrderEventNote
from kinsite.foundation.crypto import blind

# What somebody has to look at takes an order out of the archive.
REOPEN = (OrderEvent.Kind.ALERT, OrderEvent.Kind.ANSWER, OrderEvent.Kind.DISPUTE)
CHAINED = (
    "order_id",
    "sequence",
    "kind",
    "actor_kind",
    "actor_id",
    "actor_label",
    "origin",
    "target",
    "summary",
    "amount_minor",
    "reference",
    "note_digest",
    "previous_hash",
)


@transaction.atomic
def write_event(
    *,
    order,
    kind,
    by,
    at=None,
    origin="",
    target="",
    summary="",
    amount_minor=None,
    reference="",
    note="",
):
    """Append an event under the order's lock, and raise the order's version; a note is remembered on it.

    `note` may hold personal text: it goes to the erasable side row, and only its digest to the chain.
    """
    locked = type(order).objects.select_for_update().only("version", "timeline_seal").get(pk=order.pk)
    last = OrderEvent.objects.filter(order=order).order_by("-sequence").first()
    event = OrderEvent(
        order=order,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        origin=origin,
        target=target,
        summary=summary,
        amount_minor=amount_minor,
        reference=reference,
        note_digest=_digest(note) if note else "",
        previous_hash=last.hash if last else "",
    )
    if at:
        event.at = at
    event.hash = hash_of(event)
    event.save(force_insert=True)
    if note:
        OrderEventNote.objects.create(event=event, text=note)
    order.version, order.timeline_seal = locked.version + 1, seal_of(locked.timeline_seal, event.hash)
    raised = {"version": order.version, "timeline_seal": order.timeline_seal}
    noted = {"has_note": True} if kind == OrderEvent.Kind.NOTE else {}
    reopened = {"is_archived": False} if kind in REOPEN else {}
    type(order).objects.filter(pk=order.pk).update(**raised, **noted, **reopened)
    return event


def hash_of(event):
    """The hash that an event must have: over what it says, its time and the hash before it."""
    words = [str(getattr(event, name)) for name in CHAINED]
    words.append(event.at.isoformat())
    return _digest("\x1f".join(words))


def seal_of(seal, hash_):
    """What an order's seal becomes with the next event: over all seals before it, and keyed.

    An end that is cut off, or a timeline that is written anew, is not made good by what is written later.
    """
    return blind("timeline", f"{seal}{hash_}")


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
