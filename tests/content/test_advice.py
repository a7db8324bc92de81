"""What would make a page better is told to its editor, and keeps nothing from the public."""

import pytest
from django.urls import reverse

from content.advice import advice_for
from tests.content.test_films import film, give
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


def test_a_title_is_text(owner):
    [stored] = film(captions=False)
    stored["value"]["title"] = "<script>alert(1)</script>"
    page = publish(give(make_product_page(make_product()), [stored]))
    assert "<script>alert(1)" not in owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
