"""Size and care guides: written once, shown on many product pages, and kept while one shows them."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex

from content import queries
from content.errors import SnippetInUse
from content.models import CareGuide, ProductPage, SizeGuide
from content.pages.product import ProductPageCareGuide
from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_collection_page, make_product_page, publish
from tests.factories.markets import make_german_market
from tests.factories.snippets import locale_of, make_care_guide, make_size_guide, make_testimonial

pytestmark = pytest.mark.django_db
DESK = "/shop/desks/calm-desk/"


def give(page, *care, size=None):
    """Choose guides for a page, as its editor does: in a draft."""
    page.size_guide = size
    page.care_guides = [
        ProductPageCareGuide(guide=guide, sort_order=place) for place, guide in enumerate(care)
    ]
    return page


@pytest.fixture
def desk():
    return make_product_page(make_product(), title="Calm Desk", slug="calm-desk")


def shown(client, path=DESK):
    """The titles of the guides on a page, in order."""
    text = client.get(path).content.decode()
    if 'aria-labelledby="guides"' not in text:
        return []
    section = text.split('aria-labelledby="guides"')[1].split("</section>")[0]
    return [part.split("</span>")[0] for part in section.split('"accordion__question"><span>')[1:]]


def test_a_page_shows_its_size_guide_then_its_care_guides_in_the_order_chosen(client, desk):
    wood, felt = make_care_guide("Caring for wood"), make_care_guide("Caring for felt")
    publish(give(desk, wood, felt, size=make_size_guide("Which width")))
    assert shown(client) == ["Which width", "Caring for wood", "Caring for felt"]
    text = client.get(DESK).content.decode()
    assert "<b>damp</b>" in text
    assert '<th scope="row">120 cm</th><td>a laptop</td>' in text
    assert '<caption class="table__caption">Widths</caption>' in text


def test_a_page_without_guides_says_nothing_of_them(client, desk):
    assert shown(client) == []
    assert "Size and care" not in client.get(DESK).content.decode()


def test_a_guide_is_changed_once_for_all_its_pages(client, desk):
    guide = make_care_guide("Caring for wood")
    publish(give(desk, guide))
    make_product_page(make_product(), slug="other", title="Other")
    publish(give(ProductPage.objects.get(slug="other"), guide))
    guide.title = "Living with wood"
    guide.save_revision().publish()
    assert shown(client) == shown(client, "/shop/desks/other/") == ["Living with wood"]


def test_a_guide_that_is_unpublished_is_not_shown_and_a_draft_of_one_neither(client, desk):
    guide = make_care_guide("Caring for wood")
    publish(give(desk, guide))
    guide.title = "Unfinished"
    guide.save_revision()
    assert shown(client) == ["Caring for wood"]
    guide.unpublish()
    assert shown(client) == []


@pytest.mark.parametrize("way", ["served", "previewed"])
def test_a_page_shows_the_guide_in_its_own_language_once_that_is_published(desk, way):
    guide = make_care_guide("Caring for wood")
    publish(give(desk, guide, size=make_size_guide("Which width")))
    Page.objects.filter(pk=desk.pk).update(locale=locale_of("de"))
    pages = ProductPage.served() if way == "served" else ProductPage.objects.all()

    def told():
        return [entry["question"] for entry in queries.guides_of(pages.get(pk=desk.pk))]

    german = guide.copy_for_translation(locale_of("de"))
    german.title, german.live = "Holzpflege", False
    german.save()
    assert told() == ["Which width", "Caring for wood"]
    german.save_revision().publish()
    assert told() == ["Which width", "Holzpflege"]


@pytest.mark.parametrize("way", ["served", "previewed"])
def test_a_guide_in_another_language_than_its_page_says_which(desk, way):
    wood, felt = make_care_guide("Caring for wood"), make_care_guide("Caring for felt")
    publish(give(desk, wood, felt, size=make_size_guide("Which width")))
    pages = ProductPage.served() if way == "served" else ProductPage.objects.all()

    def told():
        return {entry["question"]: entry["told_in"] for entry in queries.guides_of(pages.get(pk=desk.pk))}

    assert told() == {"Which width": "", "Caring for wood": "", "Caring for felt": ""}
    Page.objects.filter(pk=desk.pk).update(locale=locale_of("de"))
    german = wood.copy_for_translation(locale_of("de"))
    german.title = "Holzpflege"
    german.save()
    german.save_revision().publish()
    assert told() == {"Which width": "en", "Holzpflege": "", "Caring for felt": "en"}


def test_an_english_guide_on_a_german_page_is_english_to_who_hears_it(client, desk):
    """Its title, its answer and its table; the section's own title is German."""
    make_german_market()
    publish(give(desk, make_care_guide("Caring for wood"), size=make_size_guide("Which width")))
    call_command("mirror_pages", "de")
    there = desk.get_translation(locale_of("de"))
    section = BeautifulSoup(client.get(there.url).text, "html.parser").select_one(".guides")
    assert [part["lang"] for part in section.select(".accordion__item")] == ["en", "en"]
    assert section.find("caption").find_parent(lang=True)["lang"] == "en"
    assert section.h2.find_parent(lang=True)["lang"] == "de"
    plain = BeautifulSoup(client.get(DESK).text, "html.parser").select_one(".guides")
    assert plain.select("[lang]") == []


@pytest.mark.parametrize("count", [1, 6])
def test_guides_cost_a_page_no_query_however_many(client, desk, count):
    def taken():
        with CaptureQueriesContext(connection) as found:
            client.get(DESK)
            return len(found)

    taken()
    without = taken()
    publish(give(desk, *(make_care_guide(f"Care {n}") for n in range(count)), size=make_size_guide()))
    taken()
    # They come with the page itself.
    assert taken() == without <= 10


class TestDeleting:
    def test_a_guide_in_use_is_kept_and_says_where_it_is_shown(self, desk):
        wood, size = make_care_guide("Caring for wood"), make_size_guide("Which width")
        publish(give(desk, wood, size=size))
        for guide in (wood, size):
            with pytest.raises(SnippetInUse, match="Calm Desk"):
                guide.delete()
        assert (CareGuide.objects.count(), SizeGuide.objects.count()) == (1, 1)

    def test_of_many_pages_ten_are_named_and_all_are_counted(self):
        guide = make_care_guide("Caring for wood")
        for number in range(12):
            give(draft_product_page(make_product(), title=f"Desk {number:02}"), guide).save_revision()
        with pytest.raises(SnippetInUse) as refusal:
            guide.delete()
        assert len(refusal.value.reasons) == 11
        assert "12 in all" in refusal.value.reasons[-1]

    def test_a_draft_that_shows_it_keeps_it_too(self):
        draft = draft_product_page(make_product(), title="To come")
        wood, size = make_care_guide("Caring for wood"), make_size_guide("Which width")
        give(draft, wood, size=size).save_revision()
        for guide in (wood, size):
            assert queries.places_of(guide) == ["To come"]
            with pytest.raises(SnippetInUse):
                guide.delete()

    def test_not_even_a_query_takes_it_from_a_live_page(self, desk):
        publish(give(desk, make_care_guide(), size=make_size_guide()))
        for model in (CareGuide, SizeGuide):
            with pytest.raises(models.ProtectedError):
                model.objects.all().delete()

    def test_one_that_no_page_shows_any_more_goes_and_old_revisions_can_still_be_read(self, desk):
        wood, size = make_care_guide("Caring for wood"), make_size_guide("Which width")
        old = give(desk, wood, size=size).save_revision()
        old.publish()
        publish(give(ProductPage.objects.get(pk=desk.pk)))
        assert ReferenceIndex.get_references_to(wood).count() == 0
        wood.delete()
        size.delete()
        old.refresh_from_db()
        page = old.as_object()
        assert (page.size_guide, list(page.care_guides.all())) == (None, [])

    def test_a_testimonial_in_a_story_is_kept(self, desk):
        praise = make_testimonial()
        desk.story = [("testimonials", {"title": "", "testimonials": [praise]})]
        publish(desk)
        with pytest.raises(SnippetInUse, match="Calm Desk"):
            praise.delete()
        desk.story = []
        publish(desk)
        praise.delete()


def test_copying_a_page_keeps_its_guides(desk):
    wood, size = make_care_guide("Caring for wood"), make_size_guide("Which width")
    page = publish(give(desk, wood, size=size))
    twin = page.copy(
        to=make_collection_page(), update_attrs={"slug": "twin", "title": "Twin"}, keep_live=False
    )
    assert (twin.size_guide, [use.guide for use in twin.care_guides.all()]) == (size, [wood])
