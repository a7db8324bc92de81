"""Reads of letters."""

from collections.abc import Iterable

from django.db.models import Q

from emails.models import Letter
from kinsite.foundation.models import find


def letters_to(addresses: Iterable[str]):
    """What was written to any of these addresses, however they are spelt, the latest first."""
    ids = set()
    for address in addresses:
        ids |= set(find(Letter, "email", address))
    return Letter.objects.filter(pk__in=ids).order_by("-pk")


def letters_about(things):
    """What was written about these things, to whomever: (kind, ids) of each."""
    asked = Q(pk__in=[])
    for kind, ids in things:
        asked |= Q(about_kind=kind, about_id__in=[str(pk) for pk in ids])
    return Letter.objects.filter(asked)
