"""The feed of products says what the page says: its words, its price, its stock, for each variant."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale

from commerce.catalogue.operations import retire_product, set_price
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from kinsite.media.files import make_missing
from kinsite.media.shapes import LARGEST
from tests.factories.catalogue import make_picture, make_product
from tests.factories.content import make_product_page, publish
from tests.factories.markets import make_german_market

pytestmark = pytest.mark.django_db

FEED = "/feeds/products.xml"
GOOGLE = "{http://base.google.com/ns/1.0}"


def items(client, path=FEED):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    channel = ElementTree.fromstring(answer.getvalue())[0]
    found = [{field.tag.removeprefix(GOOGLE): field.text for field in item} for item in channel.iter("item")]
    return {item["id"]: item for item in found}


def product_in(text):
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    [product] = [thing for thing in json.loads(block)["@graph"] if thing["@type"] == "Product"]
    return product


@pytest.fixture
def desk():
    oak = make_product("DESK-OAK", price=12900, stock=5, grams=24000, options={"colour": "oak"})
    make_product(
        "DESK-BLACK", product=oak.product, price=9900, prior=14900, stock=0, options={"colour": "black"}
    )
    make_picture(oak.product)
    return make_product_page(oak, title="Calm Desk", slug="calm-desk", search_description="Oak & quiet.")


def test_every_variant_is_an_item_with_what_merchants_ask_for(client, desk):
    found = items(client)
    image = found["DESK-OAK"].pop("image_link")
    assert found["DESK-OAK"] == {
        "id": "DESK-OAK",
        "item_group_id": "desk-oak",
        "title": "Calm Desk, Oak",
        "description": "Oak & quiet.",
        "link": f"{settings.SITE_URL}/shop/desks/calm-desk/?variant=DESK-OAK",
        "price": "129.00 USD",
        "availability": "in_stock",
        "condition": "new",
        "brand": "Kin Workspace",
        "identifier_exists": "no",
        "shipping_weight": "24000 g",
    }
    assert image.startswith(f"{settings.SITE_URL}/media/")


def test_a_reduced_price_and_an_empty_shelf_are_told(client, desk):
    black = items(client)["DESK-BLACK"]
    assert (black["price"], black["sale_price"]) == ("149.00 USD", "99.00 USD")
    assert black["availability"] == "out_of_stock"


def test_it_agrees_with_the_page_it_leads_to(client, desk):
    item = items(client)["DESK-OAK"]
    text = client.get(item["link"].removeprefix(settings.SITE_URL)).content.decode()
    product = product_in(text)
    offer = product["offers"]
    assert item["price"] == f"{offer['price']} {offer['priceCurrency']}"
    assert product["description"] == item["description"]
    assert product["name"] in item["title"]
    assert item["availability"] == "in_stock" and offer["availability"].endswith("/InStock")


def test_what_is_not_sold_is_not_in_it(client, desk):
    make_product("NO-PAGE", path=None)
    make_product("NO-PRICE", price=None)
    gone = make_product("GONE")
    make_product_page(gone, slug="gone")
    retire_product(product=gone.product, by=SYSTEM)
    assert set(items(client)) == {"DESK-OAK", "DESK-BLACK"}
    desk.unpublish()
    assert items(client) == {}


def test_each_market_has_its_own(client, desk):
    make_german_market()
    assert set(items(client)) == {"DESK-OAK", "DESK-BLACK"}
    assert items(client, "/de/feeds/products.xml") == {}


def test_a_page_that_is_only_mirrored_lends_its_words(client, desk):
    german = make_german_market()
    for variant in desk.product.variants.all():
        set_price(variant=variant, price_list=german.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    call_command("mirror_pages", "de")
    found = items(client, "/de/feeds/products.xml")
    assert set(found) == {"DESK-OAK", "DESK-BLACK"}
    assert {item["description"] for item in found.values()} == {"Oak & quiet."}
    assert all(item["title"].startswith("Calm Desk") for item in found.values())
    path = found["DESK-OAK"]["link"].removeprefix(settings.SITE_URL)
    offer = product_in(client.get(path).text)["offers"]
    assert found["DESK-OAK"]["price"] == f"{offer['price']} {offer['priceCurrency']}" == "119.00 EUR"
    assert path.startswith(offer["url"].removeprefix(settings.SITE_URL))


def test_a_translated_page_says_it_in_its_own_words(client, desk):
    german = make_german_market()
    for variant in desk.product.variants.all():
        set_price(variant=variant, price_list=german.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    call_command("mirror_pages", "de")
    there = desk.get_translation(Locale.objects.get(language_code="de"))
    there.alias_of, there.search_description = None, "Eiche & Ruhe."
    publish(there)
    assert items(client, "/de/feeds/products.xml")["DESK-OAK"]["description"] == "Eiche & Ruhe."
    assert items(client)["DESK-OAK"]["description"] == "Oak & quiet."


def test_hostile_words_stay_words(client):
    make_product_page(
        make_product("DESK"), slug="desk", title="]]></g:title><b>&\x0b", search_description="<![CDATA["
    )
    assert items(client)["DESK"]["title"] == "]]></g:title><b>&"


def test_it_makes_no_file_and_names_the_one_that_is_made(client, desk):
    image = desk.product.pictures.get().image
    assert items(client)["DESK-OAK"]["image_link"] == f"{settings.SITE_URL}{image.file.url}"
    assert not image.renditions.filter(filter_spec=LARGEST).exists()
    make_missing(image, [LARGEST])
    assert items(client)["DESK-OAK"]["image_link"].endswith(".webp")


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_however_many_products(client, count, django_assert_num_queries):
    for number in range(count):
        variant = make_product(f"THING-{number}", options={"colour": "oak"})
        make_picture(variant.product)
    with django_assert_num_queries(9):
        assert len(items(client)) == count


def test_a_long_list_comes_in_pieces_and_whole(client, monkeypatch):
    monkeypatch.setattr("content.queries.feed.PRODUCTS_AT_ONCE", 2)
    for number in range(5):
        make_product(f"THING-{number}")
    assert len(items(client)) == 5


def test_it_may_be_kept_by_whatever_stands_between(client, desk):
    answer = client.get(FEED)
    assert "public" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_a_page_that_changes_changes_it(client, desk):
    desk.search_description = "Another text."
    publish(desk)
    assert items(client)["DESK-OAK"]["description"] == "Another text."
