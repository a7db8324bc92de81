"""What would make a page better is told to its editor, and keeps nothing from the public."""

import pytest
from django.urls import reverse

from commerce.catalogue.models import Variant
from commerce.catalogue.operations import retire_variant
from content.advice import advice_for
from kinsite.foundation.actors import SYSTEM
from tests.content.test_films import film, give
from tests.content.test_shoppable import story_of, value_of
from tests.factories.catalogue import make_picture, make_product
from tests.factories.content import make_product_page, make_standard_page, publish

pytestmark = pytest.mark.django_db
WORDS = "A desk of solid oak that leaves the room quieter than it was."


def told(page):
    return " ".join(advice_for(page))


def test_a_page_that_has_all_of_it_is_left_alone(owner):
    page = make_product_page(make_product())
    make_picture(page.product)
    page = publish(give(page, film()))
    assert advice_for(page) == []
    text = owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "It would be better still" not in text


def test_a_video_without_captions_is_live_and_its_editor_is_told(owner):
    page = publish(give(make_product_page(make_product()), film(captions=False)))
    assert page.live
    text = owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "It would be better still" in text
    assert "The video “The legs go on” has no captions" in text
    assert "A second picture" in text


@pytest.mark.parametrize("description", ["", "A desk.", "A desk. " * 30])
def test_a_description_that_is_not_what_search_engines_show(description):
    assert "50 to 160 characters" in told(make_standard_page(search_description=description))


def test_a_title_that_is_longer_than_search_engines_show_unless_another_is_given():
    page = make_standard_page("A desk " * 9, slug="long", search_description=WORDS)
    assert "in 60 characters" in told(page)
    page.seo_title = "A desk"
    assert told(page) == ""


def shown_as(kind, sku, *, stand_in=None):
    """A story whose block names a variant of a lamp that is sold out in walnut."""
    lamp = make_product("LAMP-OAK", options={"colour": "oak"}).product
    make_product("LAMP-WAL", product=lamp, stock=0, options={"colour": "walnut"})
    make_product_page(lamp.variants.first())
    story = story_of(kind, value_of(kind, lamp, sku=sku, stand_in=stand_in))
    return make_standard_page("A story", search_description=WORDS, story=story)


@pytest.mark.parametrize("kind", ["product", "shop_the_look"])
def test_a_variant_that_is_sold_out_is_told_to_the_editor_of_the_block_that_names_it(owner, kind):
    page = shown_as(kind, "LAMP-WAL")
    assert page.live
    assert "variant LAMP-WAL, which is sold out" in told(page)
    text = owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert "variant LAMP-WAL, which is sold out" in text


@pytest.mark.parametrize("sku", ["LAMP-OAK", ""])
def test_a_variant_that_can_be_bought_is_told_nothing_of(sku):
    assert told(shown_as("product", sku)) == ""


def test_a_variant_with_a_stand_in_is_told_nothing_of():
    chair = make_product("CHAIR").product
    make_product_page(chair.variants.get())
    assert told(shown_as("product", "LAMP-WAL", stand_in=chair)) == ""


def test_a_variant_that_left_the_range_after_its_story_went_live_is_told():
    page = shown_as("product", "LAMP-OAK")
    retire_variant(variant=Variant.objects.get(sku="LAMP-OAK"), by=SYSTEM)
    assert "variant LAMP-OAK, which is not sold any more" in told(page)


def test_a_title_is_text(owner):
    [stored] = film(captions=False)
    stored["value"]["title"] = "<script>alert(1)</script>"
    page = publish(give(make_product_page(make_product()), [stored]))
    assert "<script>alert(1)" not in owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
