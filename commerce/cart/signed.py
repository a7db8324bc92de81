"""What travels through a page and back without being believed: only what this shop signed counts.

Content signs the page, revision and block that show a product, and the cart reads them back when the
product is added. A removed line travels whole, so that its undo needs no row.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

UNDO_FOR = timedelta(days=1)
_SOURCES = signing.Signer(salt="commerce.cart.source")
_REMOVALS = "commerce.cart.removal"
_PARTS = re.compile(r"(\d+)\.(\d*)\.([\w-]{0,40})", re.ASCII)
# Nothing longer was ever signed here.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """The page a product was added from, its revision, and the block in it."""

    page_id: int | None = None
    revision_id: int | None = None
    block: str = ""

    def __bool__(self):
        return self.page_id is not None


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that was taken out, as it was."""

    variant_id: int
    title: str
    quantity: int
    price_seen: int
    source: Source


def sign_source(*, page_id, revision_id=None, block="") -> str:
    """The text to pass on as `source` where a page, or a block of it, shows a product."""
    return _SOURCES.sign(f"{page_id}.{revision_id or ''}.{block}")


def read_source(text) -> Source:
    """What was signed; an empty source for anything else."""
    try:
        match = _PARTS.fullmatch(_SOURCES.unsign(text)) if text and len(text) <= _LONGEST else None
    except signing.BadSignature:
        match = None
    if match is None:
        return Source()
    page, revision, block = match.groups()
    return Source(int(page), int(revision) if revision else None, block)


def sign_removal(line, *, title: str) -> str:
    """A line about to be removed, as the text its undo posts."""
    source = [line.source_page_id, line.source_revision_id, line.source_block]
    return signing.dumps(
        [line.variant_id, title, line.quantity, line.seen_minor, *source], salt=_REMOVALS, compress=True
    )


def read_removal(text) -> Removal | None:
    """The removed line, or None where the text is not ours or too old."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        variant_id, title, quantity, seen, *source = signing.loads(text, salt=_REMOVALS, max_age=UNDO_FOR)
    except signing.BadSignature:
        return None
    return Removal(variant_id, title, quantity, seen, Source(*source))
