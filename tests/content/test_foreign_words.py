"""On a page that another language lends, its own words say their language, and the shop's words never do."""

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.core.management import call_command
from django.utils.translation import trans_real
from wagtail.models import Locale

from commerce.catalogue.operations import set_price
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from tests.content.test_blocks import every_block
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import (
    make_collection_page,
    make_home,
    make_inspiration,
    make_journal,
    make_product_page,
    make_shop_page,
    make_standard_page,
    make_story,
    publish,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db

# What nobody may hear read as English: what it costs, what is done about it, who wrote when, a part's name.
OF_THE_SHOP = (
    ".price, .badges, .shoppable__way, .shown, .look__spots, .compare__sale, .newsletter, .story-head__byline"
)


def sold(sku, title):
    variant = make_product(sku, title=title, stock=5)
    market = make_german_market()
    set_price(variant=variant, price_list=market.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    return variant


@pytest.fixture
def pages():
    """A live English page of each kind with each block in it, by kind; German has mirrors of all."""
    make_market()
    home, shop, collection, journal = make_home(), make_shop_page(), make_collection_page(), make_journal()
    shown = make_product_page(sold("DESK", "Calm desk"), slug="calm-desk").product
    image = make_image()
    story = every_block(image, shown, make_standard_page("About"), collection)
    told = {
        "home": home,
        "shop": shop,
        "collection": collection,
        "journal": journal,
        "product": make_product_page(sold("LAMP", "Calm lamp"), slug="calm-lamp"),
        "standard": make_standard_page("Support", intro="Calm help."),
        "story": make_story("Light", author="Teo Brandt", topic="Rooms", intro="A room.", picture=image),
        "inspiration": make_inspiration(),
    }
    for kind, page in told.items():
        if kind != "journal":
            page.story = story
            told[kind] = publish(page)
    call_command("mirror_pages", "de")
    return told


def language_of(node):
    return next(parent["lang"] for parent in node.parents if parent.has_attr("lang"))


def shown_in_german(client, page):
    there = page.get_translation(Locale.objects.get(language_code="de"))
    return BeautifulSoup(client.get(there.url).text, "html.parser").find("main")


def translated_words():
    """What the shop says in German, whole texts only, and never in English."""
    catalogue = trans_real.translation("de")._catalog
    english = set(catalogue.keys())
    return {catalogue[text] for text in english if text} - english


def foreign(main, ours):
    """What the shop says that would be read out as another language than the page's."""
    parts = [part for part in main.select(OF_THE_SHOP) if (part.get("lang") or language_of(part)) != "de"]
    named = [part for part in main.select("[aria-label]") if part["aria-label"] in ours]
    parts += [part for part in named if (part.get("lang") or language_of(part)) != "de"]
    texts = [text for text in main.find_all(string=True) if type(text) is NavigableString]
    return parts + [text for text in texts if text.strip() in ours and language_of(text) != "de"]


def test_no_word_of_the_shop_is_marked_as_another_language(client, pages):
    ours = translated_words()
    shown = {kind: shown_in_german(client, page) for kind, page in pages.items()}
    assert {kind: found for kind, main in shown.items() if (found := foreign(main, ours))} == {}
    for kind in shown.keys() - {"journal"}:
        assert "119,00\xa0€" in shown[kind].get_text()
        assert "Auswählen und kaufen" in shown[kind].get_text()
        assert language_of(shown[kind].find(string="A quote")) == "en"


def test_a_story_says_the_language_of_each_thing_above_it(client, pages):
    head = shown_in_german(client, pages["story"]).select_one(".story-head")
    told = [part.get_text() for part in head.select(".story-head > [lang=en]")]
    assert told == ["Rooms", "Light", "A room."]
    assert "Von Teo Brandt" in head.select_one(".story-head__byline").get_text()


def test_steps_and_cards_say_the_language_of_their_words(client, pages):
    in_german = pages["collection"].get_translation(Locale.objects.get(language_code="de"))
    in_german.alias_of, in_german.title = None, "Tische"
    publish(in_german)
    story = shown_in_german(client, pages["story"])
    steps = story.select(".breadcrumbs__step > *")
    assert [(step.get_text(), step["lang"]) for step in steps] == [
        ("Startseite", "de"),
        ("Journal", "en"),
        ("Light", "en"),
    ]
    (door,) = story.select(f'.doors a[href="{in_german.url}"]')
    assert (door.get_text(), language_of(door.find(string=True))) == ("Tische", "de")
    (card,) = shown_in_german(client, pages["journal"]).select(".card--story a")
    assert (card.get_text(), language_of(card.find(string=True))) == ("Light", "en")
