"""What is looked for: a shop with a few known things, and words to find them by."""

import pytest
from django.test import Client

from commerce.catalogue.models import ListingRow
from commerce.markets.queries import market_for
from search.queries import engine
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_home

OAK, WALNUT, CHAIR, LAMP, SHELF = (
    "Minimal Oak Desk",
    "Walnut Desk",
    "Calm Chair",
    "Arc Floor Lamp",
    "Café Shelf",
)


@pytest.fixture
def goods(db):
    """Five products; the walnut desk is sold out."""
    make_shop()
    make_home()
    return {
        OAK: make_product("DSK-MIN-OAK", title=OAK, collections=["desks"]),
        WALNUT: make_product("DSK-WAL", title=WALNUT, stock=0, collections=["desks"]),
        CHAIR: make_product("CHR-10", title=CHAIR, collections=["seating"]),
        LAMP: make_product("LMP-ARC", title=LAMP, options={"colour": "linen"}, collections=["lighting"]),
        SHELF: make_product("SHF-100", title=SHELF, collections=["storage"]),
    }


@pytest.fixture
def titles_for():
    """The titles of the products that words find, best first."""

    def find(text, language="en"):
        ids = engine.find(text, market_for(language)).row_ids
        titles = dict(ListingRow.objects.values_list("pk", "title"))
        return [titles[pk] for pk in ids]

    return find


@pytest.fixture
def browser():
    return Client()
