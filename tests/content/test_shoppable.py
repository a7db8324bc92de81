"""Whatever shows a product tells the truth about it, remembers where it was seen, and is never a hole."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import RequestFactory

from commerce.cart.signed import read_source
from content import queries
from content.blocks import BodyBlock
from content.blocks.shop import ShownProductBlock
from content.errors import NotFitToPublish
from content.models import ProductPage
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import draft_product_page, make_product_page, make_standard_page, publish
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db

PICTURE = {"alt_text": "A desk by a window", "decorative": False}


def value_of(kind, product, *, stand_in=None, sku=""):
    """The stored value of each block that sells, showing one product."""
    shown = {"product": product.pk, "sku": sku, "stand_in": stand_in and stand_in.pk}
    if kind == "product":
        return {**shown, "text": ""}
    if kind == "shop_the_look":
        picture = {**PICTURE, "image": make_image().pk}
        return {
            "title": "A look",
            "text": "",
            "picture": picture,
            "spots": [{**shown, "left": 40, "top": 60}],
        }
    if kind == "comparison_table":
        columns = [{"title": title, "product": product.pk, "values": ["x"]} for title in ("One", "Two")]
        return {"title": "Compared", "rows": ["Width"], "columns": columns}
    stand_ins = [stand_in.pk] if stand_in else []
    return {
        "title": "",
        "products": [product.pk],
        "stand_ins": stand_ins,
        "link": {"label": "", "page": None},
    }


SELLING = ("product", "shop_the_look", "featured_products", "comparison_table")
WITH_STAND_IN = ("product", "shop_the_look", "featured_products")


def story_of(kind, value):
    return json.dumps([{"type": kind, "value": value, "id": "the-block"}])


def shown_on(page, client):
    return client.get(page.url).content.decode()


def offers_in(text):
    """Where the links to offers lead."""
    found = [part.split('"')[0].replace("&amp;", "&") for part in text.split('href="/offers/')[1:]]
    return [urlsplit(f"/offers/{address}") for address in found]


def test_every_block_with_a_product_is_known_here():
    """A new block that sells must be tried here too."""

    def sells(block):
        names = getattr(block, "child_blocks", {}) or {}
        inner = getattr(block, "child_block", None)
        own = type(block).__name__ == "ProductChooserBlock"
        return own or any(map(sells, names.values())) or (inner is not None and sells(inner))

    selling = {name for name, block in BodyBlock().child_blocks.items() if sells(block)}
    assert selling == set(SELLING)


@pytest.mark.parametrize("kind", SELLING)
class TestEveryBlockThatSells:
    def test_shows_price_and_leads_to_the_offer_with_page_revision_and_block(self, client, kind):
        product = make_product_page(make_product(stock=5, price=12900)).product
        page = make_standard_page("A story", story=story_of(kind, value_of(kind, product)))
        text = shown_on(page, client)
        assert "$129.00" in text
        assert offers_in(text)
        for offer in offers_in(text):
            source = read_source(parse_qs(offer.query)["source"][0])
            assert (source.page_id, source.revision_id) == (page.pk, page.live_revision_id)
            assert source.block == "the-block"
        assert 'hx-target="#quick-offer-body"' in text

    def test_says_sold_out_where_nothing_stands_in_and_sells_it_not(self, client, kind):
        product = make_product_page(make_product(stock=0)).product
        page = make_standard_page("A story", story=story_of(kind, value_of(kind, product)))
        text = shown_on(page, client)
        assert "Sold out" in text
        assert not offers_in(text)

    def test_stays_whole_when_its_product_is_taken_down(self, client, kind):
        told = make_product_page(make_product(stock=5), title="Calm Desk")
        page = make_standard_page("A story", story=story_of(kind, value_of(kind, told.product)))
        told.unpublish()
        text = shown_on(page, client)
        assert "Calm Desk" not in text
        assert not offers_in(text)
        if kind == "comparison_table":
            assert "Not available at the moment" in text


@pytest.mark.parametrize("kind", WITH_STAND_IN)
@pytest.mark.parametrize("fate", ["sold out", "taken down"])
def test_a_stand_in_takes_the_place_of_what_cannot_be_bought(client, kind, fate):
    stock = 0 if fate == "sold out" else 5
    told = make_product_page(make_product(stock=stock, title="Calm Desk"), title="Calm Desk")
    other = make_product_page(make_product(stock=3), title="Second Desk")
    value = value_of(kind, told.product, stand_in=other.product)
    page = make_standard_page("A story", story=story_of(kind, value))
    if fate == "taken down":
        told.unpublish()
    text = shown_on(page, client)
    assert "Second Desk" in text
    assert all(f"/offers/{other.product.code}/" == offer.path for offer in offers_in(text))
    assert offers_in(text)
    if kind != "featured_products":
        assert "In place of Calm Desk" in text


def test_a_stand_in_waits_while_the_product_can_be_bought(client):
    told = make_product_page(make_product(stock=1), title="Calm Desk")
    other = make_product_page(make_product(stock=3), title="Second Desk")
    value = value_of("product", told.product, stand_in=other.product)
    text = shown_on(make_standard_page("A story", story=story_of("product", value)), client)
    assert "Calm Desk" in text
    assert "Second Desk" not in text


def test_one_stand_in_is_not_shown_twice(client):
    gone = [make_product_page(make_product(stock=0), title=title).product for title in ("First", "Other")]
    other = make_product_page(make_product(stock=3), title="Second Desk")
    value = {"title": "", "products": [product.pk for product in gone], "stand_ins": [other.product.pk]}
    page = make_standard_page("A story", story=story_of("featured_products", value))
    text = shown_on(page, client)
    assert text.count(">Second Desk</a>") == 1
    assert ">Other</a>" in text


class TestVariants:
    def shown(self, client, sku, *others, **fields):
        variant = make_product(sku=sku, stock=4, price=9900, **fields)
        told = make_product_page(variant, title="Calm Desk")
        value = value_of("product", told.product, sku=sku)
        return shown_on(make_standard_page("A story", story=story_of("product", value)), client)

    def test_one_variant_is_shown_with_its_own_price_and_offer(self, client):
        text = self.shown(client, "DESK-1")
        assert "$99.00" in text
        assert "?variant=DESK-1" in text
        assert parse_qs(offers_in(text)[0].query)["variant"] == ["DESK-1"]

    def test_an_sku_of_another_product_is_refused_with_those_there_are(self):
        variant, other = make_product(sku="DESK-1"), make_product(sku="LAMP-1")
        block = ShownProductBlock()
        block.clean(block.normalize({"product": variant.product, "sku": "DESK-1"}))
        with pytest.raises(Exception) as refused:
            block.clean(block.normalize({"product": variant.product, "sku": other.sku}))
        assert "DESK-1" in str(refused.value.block_errors["sku"])


class TestTheGuard:
    def test_a_story_that_shows_what_nobody_can_buy_is_not_published(self):
        variant = make_product(stock=5, path=None)
        draft_product_page(variant, title="Calm Desk")
        value = value_of("product", variant.product)
        with pytest.raises(NotFitToPublish) as refused:
            make_standard_page("A story", story=story_of("product", value))
        assert any(variant.product.title in reason for reason in refused.value.reasons)

    def test_a_stand_in_must_be_for_sale_too(self):
        told = make_product_page(make_product(stock=5))
        dead = make_product(stock=5, path=None).product
        value = value_of("product", told.product, stand_in=dead)
        with pytest.raises(NotFitToPublish):
            make_standard_page("A story", story=story_of("product", value))

    def test_products_of_a_set_may_show_each_other_before_both_are_live(self):
        first, second = make_product(stock=5, path=None), make_product(stock=5, path=None)
        page = draft_product_page(first, story=story_of("product", value_of("product", second.product)))
        assert publish(page).live
        assert ProductPage.objects.filter(product=first.product, live=True).exists()


class TestRecentlyViewed:
    def ask(self, client, *codes, **more):
        return client.get("/recent/", {"code": codes, **more})

    def test_what_was_seen_is_shown_in_that_order_with_its_source(self, client):
        pages = [make_product_page(make_product(stock=3), title=title) for title in ("First", "Second")]
        story = make_standard_page("A story", story=story_of("recently_viewed", {"title": "Seen lately"}))
        address = shown_on(story, client).split('data-recent="')[1].split('"')[0].replace("&amp;", "&")
        source = unquote(address.split("source=")[1])
        codes = [page.product.code for page in reversed(pages)]
        text = self.ask(client, *codes, source=source, title="Seen lately").content.decode()
        assert text.index("Second") < text.index("First")
        assert "Seen lately" in text
        assert read_source(parse_qs(offers_in(text)[0].query)["source"][0]).page_id == story.pk

    def test_in_a_preview_it_sells_nothing(self, client):
        product = make_product_page(make_product(stock=3), title="First").product
        assert offers_in(self.ask(client, product.code).content.decode())
        text = self.ask(client, product.code, inert="1").content.decode()
        assert "First" in text and 'aria-disabled="true"' in text
        assert "/offers/" not in text

    def test_nothing_known_is_an_empty_answer(self, client):
        make_market()
        hidden = make_product(stock=3, path=None).product
        for codes in ((), ("nothing-like-it",), ("x" * 10_000,), (hidden.code,)):
            assert self.ask(client, *codes).status_code == 204

    def test_a_forged_source_is_dropped(self, client):
        product = make_product_page(make_product(stock=3)).product
        text = self.ask(client, product.code, source="1.2.block:forged").content.decode()
        assert "source=" not in text

    def test_the_number_of_queries_does_not_grow(self, client, django_assert_max_num_queries):
        products = [make_product_page(make_product(stock=3)).product for _ in range(6)]
        self.ask(client, *(product.code for product in products))
        with django_assert_max_num_queries(4):
            self.ask(client, *(product.code for product in products))


def test_the_shelf_reads_named_variants_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    variants = [make_product(sku=f"DESK-{number}", stock=3) for number in range(5)]
    for variant in variants:
        make_product_page(variant)
    spots = [
        {"product": variant.product_id, "sku": variant.sku, "left": 20, "top": 20, "stand_in": None}
        for variant in variants
    ]
    picture = {**PICTURE, "image": make_image().pk}
    value = {"title": "A look", "text": "", "picture": picture, "spots": spots}
    made = make_standard_page("A story", story=story_of("shop_the_look", value))
    page = type(made).objects.select_related("share_image").get(pk=made.pk)
    request = RequestFactory().get("/")
    request.market = make_market()
    with django_assert_max_num_queries(7):
        queries.shelf_for(page, request)
