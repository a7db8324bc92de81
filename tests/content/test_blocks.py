"""Every block has what an editor needs to pick it, and every story is read at once."""

import json

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from commerce.cart.signed import read_source
from content import queries
from content.blocks import BodyBlock
from content.walk import pictures_in, pointers_in
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import make_collection_page, make_product_page, make_standard_page
from tests.factories.documents import make_document
from tests.factories.markets import make_market
from tests.factories.snippets import make_testimonial

BLOCKS = BodyBlock().child_blocks


def every_block(image, product, page, collection):
    """A story with each kind of block in it, as it is stored."""
    picture = {"image": image.pk, "alt_text": "A desk by a window", "decorative": False}
    link = {"label": "See more", "page": page.pk}
    values = {
        "heading": {"text": "A heading", "size": "section"},
        "paragraph": "<p>Some <b>words</b>.</p>",
        "quote": {"text": "A quote", "source": "Ines"},
        "testimonials": {"title": "Praise", "testimonials": [make_testimonial(picture=image).pk]},
        "steps": {"title": "Steps", "steps": [{"title": "One", "text": ""}, {"title": "Two", "text": "x"}]},
        "picture": {"picture": picture, "caption": "A caption", "width": "page"},
        "gallery": {"title": "Pictures", "pictures": [picture, {**picture, "decorative": True}]},
        "band": {"title": "A band", "text": "Text", "picture": picture, "link": link},
        "specifications": {"title": "Facts", "rows": [{"label": "Finish", "value": "Oil"}]},
        "questions": {"title": "Asked", "questions": [{"question": "Why?", "answer": "<p>Because.</p>"}]},
        "featured_products": {"title": "Products", "products": [product.pk], "link": link},
        "before_after": {"title": "Cleared", "before": picture, "after": picture, "caption": "One day"},
        "video": {"title": "A film", "poster": picture, "address": "https://vimeo.com/76979871"},
        "comparison_table": {
            "title": "Compared",
            "rows": ["Width"],
            "columns": [
                {"title": "This one", "product": product.pk, "values": ["120 cm"]},
                {"title": "Another", "product": None, "values": ["90 cm"]},
            ],
        },
        "downloads": {"title": "Papers", "files": [{"label": "Assembly", "file": make_document().pk}]},
        "shop_the_look": {
            "title": "A look",
            "text": "",
            "picture": picture,
            "spots": [{"product": product.pk, "sku": "", "left": 40, "top": 60, "stand_in": None}],
        },
        "product": {"product": product.pk, "sku": "", "stand_in": None, "text": "This one"},
        "recently_viewed": {"title": "Seen lately"},
        "collections": {"title": "Collections", "collections": [collection.pk]},
        "call_to_action": {"title": "Come in", "text": "", "link": link},
        "newsletter": {"title": "Letters", "text": "Now and then"},
    }
    return json.dumps([{"type": kind, "value": value, "id": f"id-{kind}"} for kind, value in values.items()])


@pytest.fixture
def story(db):
    make_market()
    product, image = make_product(stock=5).product, make_image()
    make_product_page(None, product=product, title="Calm Desk", slug="calm-desk")
    about = make_standard_page("About")
    return every_block(image, product, about, make_collection_page())


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_an_icon_a_group_a_description_and_a_template(name):
    block = BLOCKS[name]
    assert block.meta.icon
    assert block.meta.group
    assert block.get_description()
    assert block.meta.template == f"content/blocks/{name}_block.html"


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("library", ["empty", "filled"])
def test_a_block_shows_editors_what_it_looks_like(owner, name, library):
    make_market()
    if library == "filled":
        make_product_page(make_product())
    block = BLOCKS[name]
    assert block.is_previewable
    answer = owner.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    assert "css/site.css" in answer.content.decode()


def test_the_test_story_has_every_block(story):
    assert {block["type"] for block in json.loads(story)} == set(BLOCKS)


@pytest.mark.django_db
def test_every_block_is_shown_on_a_page(client, story):
    page = make_standard_page("Everything", story=story)
    text = client.get(page.url).content.decode()
    for words in (
        "A heading",
        "Some <b>words</b>",
        "A quote",
        "Hanna Weiss",
        "One",
        "A caption",
        "A band",
        "Finish",
        "Why?",
        "Calm Desk",
        "Desks",
        "Come in",
        "Cleared",
        "Play from Vimeo",
        "120 cm",
        "Assembly",
        "A look",
        "data-recent=",
        "Letters",
    ):
        assert words in text, words
    assert text.count('href="/about/"') >= 3
    assert 'alt="A desk by a window"' in text
    assert "style=" not in text
    assert "<script>" not in text


@pytest.mark.django_db
def test_a_story_is_read_at_once_and_its_blocks_ask_for_nothing(client, story, django_assert_num_queries):
    made = make_standard_page("Everything", story=story)
    client.get(made.url)  # makes the pictures' files
    page = type(made).objects.select_related("share_image").get(pk=made.pk)
    request = RequestFactory().get("/")
    request.market = make_market()
    # The market's rows, pictures, testimonials, downloads, pages, collections, and the files of all pictures.
    with django_assert_num_queries(7):
        shelf = queries.shelf_for(page, request)
    with django_assert_num_queries(0):
        for child in page.story:
            context = {"shelf": shelf, "block_id": child.id}
            assert child.render(context).strip()


@pytest.mark.django_db
def test_pointers_are_told_from_what_is_stored(story, django_assert_num_queries):
    page = make_standard_page("Everything", story=story)
    page = type(page).objects.get(pk=page.pk)
    with django_assert_num_queries(0):
        found = {model.__name__: len(pks) for model, pks in pointers_in(page.story).items()}
    # No variant.
    assert found == {
        "CollectionPage": 1,
        "Document": 1,
        "Image": 1,
        "Page": 1,
        "Product": 1,
        "Testimonial": 1,
    }


@pytest.mark.django_db
def test_each_use_of_a_picture_keeps_its_own_words(story):
    page = make_standard_page("Everything", story=story)
    page = type(page).objects.get(pk=page.pk)
    request = RequestFactory().get("/")
    request.market = make_market()
    queries.shelf_for(page, request)
    decorative = [picture.decorative for picture in pictures_in(page.story)]
    assert decorative == [False, False, True, False, False, False, False, False]


@pytest.mark.django_db
class TestFeaturedProducts:
    def shown(self, product, **fields):
        page = make_standard_page("A story", **fields)
        return page, self.html_of(page)

    def html_of(self, page):
        page = type(page).objects.get(pk=page.pk)
        request = RequestFactory().get("/")
        request.market = make_market()
        shelf = queries.shelf_for(page, request)
        return render_to_string("content/blocks/body_block.html", {"value": page.story, "shelf": shelf})

    def story_of(self, *products):
        value = {"title": "For you", "products": [product.pk for product in products]}
        return json.dumps([{"type": "featured_products", "value": value, "id": "the-block"}])

    def test_a_card_leads_to_the_offer_and_says_where_it_was_seen(self):
        from urllib.parse import parse_qs, urlsplit

        page = make_product_page(make_product(stock=5))
        story, html = self.shown(page.product, story=self.story_of(page.product))
        address = html.split('href="/offers/')[1].split('"')[0]
        source = read_source(parse_qs(urlsplit(address).query)["source"][0])
        assert (source.page_id, source.revision_id) == (story.pk, story.live_revision_id)
        assert source.block == "the-block"

    def test_price_and_stock_are_those_of_the_moment(self):
        page = make_product_page(make_product(stock=1, price=12900))
        _story, html = self.shown(page.product, story=self.story_of(page.product))
        assert "$129.00" in html
        assert "Few left" in html

    def test_a_sold_out_product_stays_and_cannot_be_bought(self):
        page = make_product_page(make_product(stock=0))
        _story, html = self.shown(page.product, story=self.story_of(page.product))
        assert "Sold out" in html
        assert "/offers/" not in html

    def test_a_product_without_a_live_page_is_left_out(self):
        hidden, shown = (make_product_page(make_product(stock=5)) for _ in range(2))
        page, _html = self.shown(shown, story=self.story_of(hidden.product, shown.product))
        hidden.unpublish()
        html = self.html_of(page)
        assert shown.product.title in html
        assert hidden.product.title not in html

    def test_with_nothing_to_show_the_block_shows_nothing(self):
        hidden = make_product_page(make_product(stock=5))
        page, html = self.shown(hidden, story=self.story_of(hidden.product))
        assert "For you" in html
        hidden.unpublish()
        assert "For you" not in self.html_of(page)


@pytest.mark.django_db
def test_a_link_to_a_page_that_is_not_public_is_not_shown(client, story):
    from content.models import StandardPage

    page = make_standard_page("Everything", story=story)
    StandardPage.objects.get(slug="about").unpublish()
    assert "See more" not in client.get(page.url).content.decode()


@pytest.mark.django_db
def test_a_testimonial_that_is_not_published_is_not_shown(client):
    make_market()
    shown, hidden = make_testimonial("It is calm."), make_testimonial("It was not.", name="Nobody")
    value = {"title": "Praise", "testimonials": [shown.pk, hidden.pk]}
    story = json.dumps([{"type": "testimonials", "value": value, "id": "the-block"}])
    page = make_standard_page("Praise", story=story)
    hidden.unpublish()
    text = client.get(page.url).content.decode()
    assert "It is calm." in text
    assert "It was not." not in text
    shown.unpublish()
    assert "testimonial" not in client.get(page.url).content.decode()
