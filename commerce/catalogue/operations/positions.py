"""Where a new row stands."""

from django.db.models import Max


def next_position(rows):
    """After the last."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
