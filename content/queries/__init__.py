"""Reads for pages: what stands on one, in a number of queries that does not grow with what it shows."""

from content.queries.languages import languages_here
from content.queries.listing import collection_cards, listing_page
from content.queries.pages import head_of, home_page, pages_that_sold, trail_to
from content.queries.pictures import sharing_url
from content.queries.products import product_page
from content.queries.shelf import Shelf, preview_shelf, shelf_for
from content.queries.sitemap import addresses_for_machines

__all__ = [
    "Shelf",
    "addresses_for_machines",
    "collection_cards",
    "head_of",
    "home_page",
    "languages_here",
    "listing_page",
    "pages_that_sold",
    "preview_shelf",
    "product_page",
    "sharing_url",
    "shelf_for",
    "trail_to",
]
