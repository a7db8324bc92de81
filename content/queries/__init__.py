"""Reads for pages: what stands on one, in a number of queries that does not grow with what it shows."""

from content.queries.listing import collection_cards, collection_head, listing_page
from content.queries.pages import head_of, home_page, pages_that_sold, trail_to, way_below
from content.queries.products import product_page
from content.queries.shelf import Shelf, shelf_for, stocked_shelf

__all__ = [
    "Shelf",
    "collection_cards",
    "collection_head",
    "head_of",
    "home_page",
    "listing_page",
    "pages_that_sold",
    "product_page",
    "shelf_for",
    "stocked_shelf",
    "trail_to",
    "way_below",
]
