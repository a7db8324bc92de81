"""Say what happened; what follows stands in each app's REACTIONS.

Reactions run at once and inside the announcing transaction: they write rows only, and either all
of it is kept or nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

Reaction = Callable[[Any], object]

_reactions: dict[type, list[Reaction]] = {}


class AnnouncedOutsideTransaction(RuntimeError):
    """An event without a transaction: its consequences could be kept while the cause is lost."""


def register(reactions: dict[type, Iterable[Reaction]]) -> None:
    """Add an app's table of reactions; registering a reaction again changes nothing."""
    for event_type, functions in reactions.items():
        known = _reactions.setdefault(event_type, [])
        known.extend(function for function in functions if function not in known)


def reactions_for(event_type: type) -> list[Reaction]:
    """What follows an event of exactly this type, in order of registration."""
    return list(_reactions.get(event_type, ()))


def announce(event: object) -> None:
    """Run what follows from the event; an error of a reaction undoes the whole operation."""
    if not transaction.get_connection().in_atomic_block:
        raise AnnouncedOutsideTransaction(f"{type(event).__name__} was announced outside a transaction.")
    for reaction in reactions_for(type(event)):
        reaction(event)
