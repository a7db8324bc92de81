"""What people type, and the product they mean: what is exact before what begins so before the rest."""

import pytest

from commerce.catalogue.models import ListingRow
from commerce.catalogue.operations import set_price
from commerce.markets.queries import market_for
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from search.models import PromotedResult, Synonym
from search.queries import engine
from tests.factories.catalogue import make_page_of, make_product
from tests.factories.markets import make_german_market
from tests.search.conftest import CHAIR, LAMP, OAK, SHELF, WALNUT

pytestmark = pytest.mark.django_db

FIRST = [
    ("DSK-MIN-OAK", OAK),
    ("dsk-min-oak", OAK),
    ("dskminoak", OAK),
    ("dsk min oak", OAK),
    ("DSK-MIN", OAK),
    ("dskm", OAK),
    ("DSK-WAL", WALNUT),
    ("dskwal", WALNUT),
    ("chr10", CHAIR),
    ("CHR-1", CHAIR),
    ("lmp", LAMP),
    ("shf100", SHELF),
    ("100", SHELF),
    ("Minimal Oak Desk", OAK),
    ("minimal oak desk", OAK),
    ("minimal", OAK),
    ("mini", OAK),
    ("oak", OAK),
    ("oak desk", OAK),
    ("desk oak", OAK),
    ("the oak desk", OAK),
    ("oak desks", OAK),
    ("desks", OAK),
    ("desk", OAK),
    ("walnut desk", WALNUT),
    ("walnut", WALNUT),
    ("waln", WALNUT),
    ("chair", CHAIR),
    ("chairs", CHAIR),
    ("calm", CHAIR),
    ("chai", CHAIR),
    ("lamp", LAMP),
    ("lamps", LAMP),
    ("floor lamps", LAMP),
    ("floo", LAMP),
    ("linen", LAMP),
    ("linen lamp", LAMP),
    ("lighting", LAMP),
    ("seating", CHAIR),
    ("cafe", SHELF),
    ("café", SHELF),
    ("CAFÉ SHELF", SHELF),
    ("shelf", SHELF),
    ("shelves", None),
    ("zzzz", None),
    ("oak chair", None),
]


@pytest.mark.parametrize(("text", "title"), FIRST)
def test_the_first_product_is_the_one_that_is_meant(goods, titles_for, text, title):
    assert (titles_for(text) or [None])[0] == title


MEANT = [
    ("oek desk", "oak desk", OAK),
    ("okk desk", "oak desk", OAK),
    ("minmal", "minimal", OAK),
    ("minimla oak", "minimal oak", OAK),
    ("chiar", "chair", CHAIR),
    ("hcair", "chair", CHAIR),
    ("chaair", "chair", CHAIR),
    ("flor lamp", "floor lamp", LAMP),
    ("wallnut", "walnut", WALNUT),
    ("wlanut desk", "walnut desk", WALNUT),
    ("shlef", "shelf", SHELF),
    ("dsk-min-oka", "dsk min oak", OAK),
]


@pytest.mark.parametrize(("typed", "meant", "title"), MEANT)
def test_a_slip_of_the_finger_is_understood_and_said(goods, titles_for, typed, meant, title):
    assert engine.find(typed, market_for("en")).corrected == meant
    assert titles_for(typed)[0] == title


def test_what_finds_something_as_typed_is_not_corrected(goods, titles_for):
    make_product("OKA-1", title="Oka Stool")
    assert engine.find("oka", market_for("en")).corrected == ""
    assert titles_for("oka") == ["Oka Stool"]


def test_what_is_sold_out_comes_last(goods, titles_for):
    assert titles_for("desk") == [OAK, WALNUT]


def test_what_is_named_exactly_comes_first_though_it_is_sold_out(goods, titles_for):
    make_product("DSK-WAL-2", title="Walnut Desk Large")
    assert titles_for("DSK-WAL") == [WALNUT, "Walnut Desk Large"]
    assert titles_for("walnut desk") == [WALNUT, "Walnut Desk Large"]
    assert titles_for("walnut") == ["Walnut Desk Large", WALNUT]


def test_a_title_that_begins_so_comes_before_one_that_says_it_later(goods, titles_for):
    make_product("LAMP-OIL", title="Paper for an Arc")
    assert titles_for("arc") == [LAMP, "Paper for an Arc"]


def test_a_synonym_finds_what_the_shop_calls_otherwise(goods, titles_for):
    assert titles_for("seat stick") == []
    Synonym.objects.create(locale="en", word="Stool", means="chair")
    Synonym.objects.create(locale="en", word="reading light", means="floor lamp")
    Synonym.objects.create(locale="de", word="bureau", means="desk")
    assert titles_for("stool") == [CHAIR]
    assert titles_for("calm stool") == [CHAIR]
    assert titles_for("Reading Light") == [LAMP]
    assert titles_for("bureau") == []


def test_what_is_promoted_comes_first_for_these_words_alone(goods, titles_for):
    PromotedResult.objects.create(query="Desks", product=goods[LAMP].product, position=1)
    PromotedResult.objects.create(query="desks", product=goods[CHAIR].product, position=2)
    assert titles_for("DESKS") == [LAMP, CHAIR, OAK, WALNUT]
    assert titles_for("desk") == [OAK, WALNUT]


def test_what_is_not_listed_is_not_found(goods, titles_for):
    ListingRow.objects.filter(title=OAK).update(is_listed=False)
    assert titles_for("oak") == []
    assert titles_for("DSK-MIN-OAK") == []
    PromotedResult.objects.create(query="oak", product=goods[OAK].product)
    assert titles_for("oak") == []


class TestGerman:
    @pytest.fixture(autouse=True)
    def german_goods(self, goods):
        market = make_german_market()
        for title, words in ((CHAIR, "Ruhiger Stuhl"), (SHELF, "Großes Regal"), (LAMP, "Bogenleuchte")):
            variant = goods[title]
            set_price(variant=variant, price_list=market.price_list, money=Money(9900, "EUR"), by=SYSTEM)
            make_page_of(variant.product, path="/de/x/", locale="de", title=words)

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Stuhl", "Ruhiger Stuhl"),
            ("Stühle", "Ruhiger Stuhl"),
            ("stuhle", "Ruhiger Stuhl"),
            ("ruhige Stühle", "Ruhiger Stuhl"),
            ("die ruhigen Stühle", "Ruhiger Stuhl"),
            ("große Regale", "Großes Regal"),
            ("grosses regal", "Großes Regal"),
            ("Bogenleuchten", "Bogenleuchte"),
            ("CHR-10", "Ruhiger Stuhl"),
            ("Bogenluechte", "Bogenleuchte"),
        ],
    )
    def test_words_are_stemmed_as_germans_bend_them(self, titles_for, text, title):
        assert titles_for(text, "de") == [title]

    def test_a_market_finds_what_it_sells_and_nothing_else(self, titles_for):
        assert titles_for("stuhl", "en") == []
        assert titles_for("DSK-MIN-OAK", "de") == []
