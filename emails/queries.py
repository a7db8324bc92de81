"""Reads of letters."""

from collections.abc import Iterable

from emails.models import Letter
from kinsite.foundation.models import find


def letters_to(addresses: Iterable[str]):
    """What was written to any of these addresses, however they are spelt, the latest first."""
    ids = set()
    for address in addresses:
        ids |= set(find(Letter, "email", address))
    return Letter.objects.filter(pk__in=ids).order_by("-pk")
