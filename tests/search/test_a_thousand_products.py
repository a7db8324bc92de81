"""Among a thousand products, and with --full beside the demo's, each is found by whatever names it."""

import random
from itertools import product as combinations

import pytest
from django.db import connection

from commerce.catalogue.models import ListingRow, Product
from commerce.markets.queries import market_for
from content.queries.listing import CARDS_ON_A_PAGE
from search.queries import engine
from tests.factories.catalogue import make_tax_category
from tests.factories.demo import drop_demo_files, make_demo
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db

MANY = 1_000
MOODS = ["Minimal", "Quiet", "Standing", "Folding", "Narrow", "Executive"]
KINDS = {"Desk": "Desks", "Chair": "Chairs", "Lamp": "Lamps", "Shelf Board": "Shelf Boards", "Tray": "Trays"}
ENDINGS = ["n", "ro", "lin", "sta", "vik"]


@pytest.fixture
def chance(request):
    return random.Random(request.config.getoption("draw"))


@pytest.fixture
def neighbours(request, db):
    """The demo's own products, where the whole figure is asked for."""
    if not request.config.getoption("full"):
        yield []
    else:
        make_demo()
        yield list(ListingRow.objects.filter(market__code="us", is_listed=True))
        drop_demo_files()


@pytest.fixture
def rows(chance, neighbours):
    """A thousand listed products, each with a word of its own between a mood and a kind."""
    market, goods = make_market(), make_tax_category()
    facts = [facts_of(number, word, chance) for number, word in enumerate(own_words(chance), 1)]
    products = Product.objects.bulk_create(
        Product(code=sku.lower(), title=title, tax_category=goods) for title, sku, _kind, _word in facts
    )
    rows = ListingRow.objects.bulk_create(
        ListingRow(
            product=product,
            market=market,
            is_listed=True,
            title=title,
            path=f"/shop/{sku.lower()}/",
            skus=[sku],
            words=f"{title} {sku} Made of oak and wool, for long days of quiet work.",
            from_minor=10_000,
            availability="in_stock",
            position=place,
        )
        for place, (product, (title, sku, _kind, _word)) in enumerate(zip(products, facts, strict=True))
    )
    for row, (_title, _sku, kind, word) in zip(rows, facts, strict=True):
        row.kind, row.word = kind, word
    return rows


def own_words(chance):
    """Words no two of which begin with the same four letters."""
    starts = list(map("".join, combinations("bdfghklmnprstvz", "aeiou", "bdfglmnprstvz", "aeiou")))
    return [start + chance.choice(ENDINGS) for start in chance.sample(starts, MANY)]


def facts_of(number, word, chance):
    kind = chance.choice(list(KINDS))
    return (
        f"{chance.choice(MOODS)} {word.title()} {kind}",
        f"{kind[:3]}-{word[:4]}-{number}".upper(),
        kind,
        word,
    )


def mistyped(title, chance):
    """The title with one slip of the finger in one of its longer words."""
    words = title.split()
    place = chance.choice([i for i, word in enumerate(words) if len(word) > 3])
    word = words[place]
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("aeiounrst")
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    words[place] = chance.choice(slips)
    return " ".join(words)


WAYS = {
    "SKU": lambda row, chance: row.skus[0],
    "SKU without hyphens": lambda row, chance: row.skus[0].replace("-", "").lower(),
    "beginning": lambda row, chance: row.word[:4],
    "plural": lambda row, chance: f"{row.word} {KINDS[row.kind].lower()}",
    "slip": lambda row, chance: mistyped(row.title, chance),
}


def places(rows, way, chance):
    """At which place each of these products is found; -1 where it is not."""
    market = market_for("en")
    for row in rows:
        found = engine.find(WAYS[way](row, chance), market).row_ids
        yield found.index(row.pk) if row.pk in found else -1


@pytest.mark.proof
@pytest.mark.slow(seconds=25)
def test_each_is_found_on_the_first_page_and_nearly_always_first(rows, chance, so_many):
    sample = chance.sample(rows, so_many(40, of=MANY))
    for way in WAYS:
        found = list(places(sample, way, chance))
        lost = [
            row.title for row, place in zip(sample, found, strict=True) if not 0 <= place < CARDS_ON_A_PAGE
        ]
        assert lost == [], way
        assert found.count(0) >= 0.95 * len(found), way


@pytest.mark.proof
def test_those_of_the_demo_are_found_by_sku_and_title_beside_them(neighbours, rows, chance):
    for row in neighbours:
        for text in (row.skus[0], row.skus[0].replace("-", ""), row.title):
            assert engine.find(text, market_for("en")).row_ids[0] == row.pk, text


@pytest.mark.bench
def test_searching_among_a_thousand(rows, chance, stopwatch):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE commerce_listingrow")
    market = market_for("en")
    for way, words in WAYS.items():
        asked = [(words(row, chance), market) for row in chance.sample(rows, 100)]
        stopwatch(f"search of 1,000 products by {way}", engine.find, calls=asked)
