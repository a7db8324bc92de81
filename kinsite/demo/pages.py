"""All pages of the demo but the products', parents before children."""

from __future__ import annotations

from kinsite.demo.pages_collections import COLLECTION_PAGES
from kinsite.demo.pages_home import ABOUT, HOME, SHOP
from kinsite.demo.pages_inspiration import INSPIRATION
from kinsite.demo.pages_journal import HOW_A_TOP, JOURNAL, ONE_ROOM, SIT_STAND
from kinsite.demo.pages_journal_more import CLEARING, NORTH_LIGHT, QUIET
from kinsite.demo.pages_legal import PRIVACY, TERMS
from kinsite.demo.pages_shape import Home, Page
from kinsite.demo.pages_support import RETURNS, SHIPPING, SUPPORT

__all__ = ["HOME", "PAGES", "PAGES_BY_PATH", "Home", "Page"]

PAGES: tuple[Page, ...] = (
    SHOP,
    *COLLECTION_PAGES,
    INSPIRATION,
    JOURNAL,
    ONE_ROOM,
    HOW_A_TOP,
    SIT_STAND,
    NORTH_LIGHT,
    CLEARING,
    QUIET,
    ABOUT,
    SUPPORT,
    SHIPPING,
    RETURNS,
    PRIVACY,
    TERMS,
)
PAGES_BY_PATH = {page.path: page for page in PAGES}
