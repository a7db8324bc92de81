"""The plainest German words find what the demo sells, whether or not its page is translated."""

import pytest
from django.core.management import call_command

from commerce.catalogue.models import ListingRow, Product
from kinsite.demo.catalogue import PRODUCTS
from kinsite.demo.pages import PAGES_BY_PATH
from kinsite.demo.synonyms import MEANINGS, lay_in_synonyms
from search.models import Synonym
from search.queries import engine
from search.rules import MOST_MEANINGS
from tests.factories.catalogue import make_tax_category
from tests.factories.content import make_standard_page
from tests.factories.markets import make_german_market

pytestmark = pytest.mark.django_db

HELP = {"Returns", "Shipping", "Privacy"}


@pytest.fixture
def market():
    """The German market with all that the demo sells, as a mirror names it, and the pages that help."""
    market, goods = make_german_market(), make_tax_category()
    products = Product.objects.bulk_create(
        Product(code=facts.handle, title=facts.title, tax_category=goods) for facts in PRODUCTS
    )
    ListingRow.objects.bulk_create(
        ListingRow(
            product=product,
            market=market,
            is_listed=True,
            title=product.title,
            path=f"/de/{product.code}/",
            words=product.title,
            from_minor=100,
            availability="in_stock",
        )
        for product in products
    )
    for title in HELP:
        make_standard_page(title)
    call_command("mirror_pages", "de")
    lay_in_synonyms()
    return market


def test_every_word_finds_something_and_the_plainest_the_right_things(market):
    titles = dict(ListingRow.objects.values_list("pk", "title"))
    found = {word: engine.find(word, market) for word in MEANINGS}
    assert [word for word in MEANINGS if not found[word].hits or found[word].corrected] == []
    products = {word: [titles[pk] for pk in one.row_ids] for word, one in found.items()}
    for word, means in (("Schreibtisch", "Desk"), ("Stuhl", "Chair"), ("Hocker", "Stool")):
        wanted = {facts.title for facts in PRODUCTS if means in facts.title}
        assert set(products[word]) == wanted, word
    pages = {word: {page.title for page in one.pages} for word, one in found.items()}
    assert pages["Rückgabe"] == {"Returns"}
    assert pages["Versand"] == {"Shipping"}


def test_what_the_help_is_called_is_what_the_demo_calls_it():
    assert {facts.title for facts in PAGES_BY_PATH.values()} >= HELP


def test_they_are_taught_once_and_none_in_vain(market):
    taught = set(Synonym.objects.values_list("word", "means"))
    lay_in_synonyms()
    assert Synonym.objects.count() == len(taught) == sum(map(len, MEANINGS.values()))
    assert max(map(len, MEANINGS.values())) <= MOST_MEANINGS


def test_what_staff_changed_stays(market):
    Synonym.objects.filter(word="tisch").delete()
    lay_in_synonyms()
    assert not Synonym.objects.filter(word="tisch").exists()
