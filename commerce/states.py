"""How a status changes: only through `move()`, along the MOVES map beside the model."""

from django.db import transaction

from commerce.errors import IllegalMove


@transaction.atomic
def move(record, to, *, by, note=""):
    """Move a record along its MOVES map and write the step down.

    The filtered update makes two racing workers safe: only one finds the old status. Raises
    IllegalMove where the map has no such step or another worker was first.
    """
    origin = record.status
    if to not in record.MOVES.get(origin, frozenset()):
        raise IllegalMove(record, to)
    if not type(record).objects.filter(pk=record.pk, status=origin).update(status=to):
        record.refresh_from_db(fields=["status"])
        raise IllegalMove(record, to)
    record.status = to
    record.record_step(origin=origin, target=to, by=by, note=note)
