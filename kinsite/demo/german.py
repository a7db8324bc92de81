"""What the demo tells in German: pages by path and products by handle. More of it is added here."""

from __future__ import annotations

from kinsite.demo.german_journal import JOURNAL, ONE_ROOM
from kinsite.demo.german_pages import DESKS, HOME, SHOP
from kinsite.demo.german_products import TOLD, Told

__all__ = ["HOME", "PAGES", "TOLD", "Told"]

# Parents before children, each by the path of the English one.
PAGES = (SHOP, DESKS, JOURNAL, ONE_ROOM)
