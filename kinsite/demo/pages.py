"""All pages of the demo but the products', parents before children."""

from __future__ import annotations

from kinsite.demo.pages_collections import COLLECTION_PAGES
from kinsite.demo.pages_home import ABOUT, HOME, SHOP
from kinsite.demo.pages_legal import PRIVACY, TERMS
from kinsite.demo.pages_shape import Home, Page
from kinsite.demo.pages_support import RETURNS, SHIPPING, SUPPORT

__all__ = ["HOME", "PAGES", "PAGES_BY_PATH", "Home", "Page"]

PAGES: tuple[Page, ...] = (
    SHOP,
    *COLLECTION_PAGES,
    ABOUT,
    SUPPORT,
    SHIPPING,
    RETURNS,
    PRIVACY,
    TERMS,
)
PAGES_BY_PATH = {page.path: page for page in PAGES}
