"""How a new row comes in: after the last, and once."""

from django.db import IntegrityError, transaction
from django.db.models import Max


def insert(row, taken: type[Exception]) -> None:
    """Save a new row; where its name is taken, also by one who was faster, `taken` is raised."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        raise taken from problem


def next_position(rows) -> int:
    """After the last."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
