"""The demo shop, laid in step by step. Each step leaves alone what is there, so it is safe to run twice."""

import time

from django.conf import settings

from commerce.catalogue.operations import refresh_listing
from kinsite.demo.credit import lay_in_credit
from kinsite.demo.discounts import lay_in_discounts
from kinsite.demo.history import lay_in_history
from kinsite.demo.markets import lay_in_markets
from kinsite.demo.people import lay_in_people
from kinsite.demo.pictures.render import render_all
from kinsite.demo.products import lay_in_pictures, lay_in_products
from kinsite.demo.reviews import lay_in_reviews
from kinsite.demo.stories import lay_in_pages
from kinsite.demo.synonyms import lay_in_synonyms
from kinsite.demo.translations import lay_in_german_pages

PICTURES = settings.DATA_DIR / "pictures"


def seed(say=print):
    """Lay in everything; `say` is told what is done and how long it took."""
    files = _timed(say, "pictures drawn", lambda: render_all(PICTURES))
    _timed(say, "markets", lay_in_markets)
    images = _timed(say, "pictures", lambda: lay_in_pictures(files))
    products = _timed(say, "products", lambda: lay_in_products(images))
    _timed(say, "pages", lambda: lay_in_pages(products, images))
    _timed(say, "German pages", lambda: lay_in_german_pages(products, images))
    _timed(say, "synonyms", lay_in_synonyms)
    _timed(say, "people", lay_in_people)
    _timed(say, "credit", lay_in_credit)
    _timed(say, "orders", lay_in_history)
    # After the orders: they were placed when there were none.
    _timed(say, "discounts", lay_in_discounts)
    _timed(say, "reviews", lambda: lay_in_reviews(files))
    # What happened in the past was listed at the prices of its day.
    _timed(say, "listings", lambda: refresh_listing(product.pk for product in products.values()))


def _timed(say, what, step):
    begun = time.monotonic()
    result = step()
    say(f"{what} ({time.monotonic() - begun:.1f} s)")
    return result
