"""Where a line was added from, as text that travels through a page and back without being believed.

Content signs the page, revision and block that show a product; the cart reads them back when the
product is added. Whatever is not signed by this shop counts as no source at all.
"""

import re
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

_SIGNER = Signer(salt="commerce.cart.source")
_SEEN = Signer(salt="commerce.cart.seen")
_PARTS = re.compile(r"(\d*)\.(\d*)\.([\w-]{0,40})", re.ASCII)
# No longer text was ever signed here.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """The page, its revision and the block in it; any may be unknown."""

    page_id: int | None = None
    revision_id: int | None = None
    block: str = ""

    def signed(self) -> str:
        return _SIGNER.sign(f"{self.page_id or ''}.{self.revision_id or ''}.{self.block}") if self else ""

    def __bool__(self):
        return self.page_id is not None


NOWHERE = Source()


def sign_source(*, page_id, revision_id=None, block="") -> str:
    """The text to pass on as `source` where a page or a block of it shows a product."""
    return Source(page_id, revision_id, str(block)).signed()


def read_source(text) -> Source:
    """What was signed, or nowhere."""
    match = _PARTS.fullmatch(_unsigned(_SIGNER, text))
    if not match:
        return NOWHERE
    page, revision, block = match.groups()
    return Source(int(page) if page else None, int(revision) if revision else None, block)


def sign_price_seen(*, variant_id, minor) -> str:
    """The price a removed line was added at, kept for its undo."""
    return _SEEN.sign(f"{variant_id}.{minor}")


def read_price_seen(text, *, variant_id) -> int | None:
    """The price of that variant, if it was signed here."""
    variant, _, minor = _unsigned(_SEEN, text).partition(".")
    return int(minor) if variant == str(variant_id) else None


def _unsigned(signer, text):
    if not text or len(text) > _LONGEST:
        return ""
    try:
        return signer.unsign(text)
    except BadSignature:
        return ""
