"""A wish that was taken off travels whole through the page, so that its undo needs no row."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from commerce.cart.signed import UNDO_FOR, Source
from commerce.wishes.models import Wish

_REMOVALS = "commerce.wishes.removal"
# Nothing longer was ever signed here.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class WishRemoval:
    """A wish that was taken off, as it was."""

    variant_id: int
    title: str
    added_at: datetime
    source: Source


def sign_removal(wish: Wish, *, title: str) -> str:
    """A wish about to be taken off, as the text its undo posts."""
    source = [wish.source_page_id, wish.source_revision_id, wish.source_block]
    parts = [wish.variant_id, title, wish.added_at.isoformat(), *source]
    return signing.dumps(parts, salt=_REMOVALS, compress=True)


def read_removal(text: str) -> WishRemoval | None:
    """The wish that was taken off, or None where the text is not ours or too old."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        variant_id, title, added_at, *source = signing.loads(text, salt=_REMOVALS, max_age=UNDO_FOR)
    except signing.BadSignature:
        return None
    return WishRemoval(variant_id, title, datetime.fromisoformat(added_at), Source(*source))
