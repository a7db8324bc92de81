"""Reads for pages: what stands on one, in a number of queries that does not grow with what it shows."""

from content.queries.feed import feed_items
from content.queries.guides import GUIDE_TOLD, guides_of, places_of
from content.queries.journal import inspiration_page, journal_page, newest_of, story_page
from content.queries.languages import languages_here
from content.queries.listing import collection_cards, listing_page
from content.queries.pages import head_of, home_page, pages_that_sold, trail_to
from content.queries.pictures import sharing_picture
from content.queries.products import product_page
from content.queries.references import titles_of_uses, uses_beside, uses_of
from content.queries.shelf import Shelf, cards_seen, preview_shelf, shelf_for
from content.queries.sitemap import addresses_for_machines, guide_pages, lists_for_machines
from content.queries.successors import path_after, path_onward

__all__ = [
    "GUIDE_TOLD",
    "Shelf",
    "addresses_for_machines",
    "cards_seen",
    "collection_cards",
    "feed_items",
    "guide_pages",
    "guides_of",
    "head_of",
    "home_page",
    "inspiration_page",
    "journal_page",
    "languages_here",
    "listing_page",
    "lists_for_machines",
    "newest_of",
    "pages_that_sold",
    "path_after",
    "path_onward",
    "places_of",
    "preview_shelf",
    "product_page",
    "sharing_picture",
    "shelf_for",
    "story_page",
    "titles_of_uses",
    "trail_to",
    "uses_beside",
    "uses_of",
]
