"""What visitors and machines read on the pages of the shop."""

import json
import re

import pytest

from commerce.catalogue.operations import describe_by, measure_variant, set_price
from commerce.money import Money
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_image, make_picture, make_product
from tests.factories.content import (
    draft_product_page,
    make_collection_page,
    make_home,
    make_product_page,
    make_shop_page,
    make_standard_page,
    publish,
)
from tests.factories.customers import make_user
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db

DESK = "/shop/desks/calm-desk/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def structured(text):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1]
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


@pytest.fixture
def desk():
    variant = make_product("DESK-OAK", price=12900, stock=5, options={"colour": "oak"})
    make_product("DESK-BLACK", product=variant.product, price=14900, stock=5, options={"colour": "black"})
    make_picture(variant.product, alt="Calm Desk in oak, from the front")
    return make_product_page(variant, title="Calm Desk", slug="calm-desk")


class TestCachedHalf:
    """Story, title, price and stock in words: the same for everyone."""

    PATHS = ("/", "/shop/", "/shop/desks/", DESK, "/about/")

    @pytest.fixture(autouse=True)
    def tree(self, desk):
        make_standard_page("About")

    @pytest.mark.parametrize("path", PATHS)
    def test_guest_customer_and_staff_read_the_same_bytes(self, client, path):
        guest = client.get(path).content
        variant = "DESK-OAK"
        client.post("/cart/add/", {"variant": variant, "quantity": 2})
        with_cart = client.get(path).content
        client.force_login(make_user(), backend=BACKEND)
        customer = client.get(path).content
        client.force_login(make_user(is_superuser=True), backend=BACKEND)
        assert guest == with_cart == customer == client.get(path).content

    @pytest.mark.parametrize("path", PATHS)
    def test_it_may_be_kept_by_whatever_stands_between(self, client, path):
        answer = client.get(path)
        assert "public" in answer.headers["Cache-Control"]
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()

    @pytest.mark.parametrize("path", PATHS)
    def test_it_is_the_same_whatever_language_the_browser_asks_for(self, client, path):
        german = client.get(path, headers={"Accept-Language": "de-DE,de;q=0.9"})
        assert german.content == client.get(path).content
        assert german.headers["Content-Language"] == "en"
        assert "Accept-Language" not in german.headers.get("Vary", "")

    def test_a_preview_is_never_kept_nor_found(self, owner, desk):
        from django.urls import reverse

        answer = owner.get(reverse("wagtailadmin_pages:view_draft", args=[desk.pk]))
        text = answer.content.decode()
        assert "Calm Desk" in text
        assert '<meta name="robots" content="noindex">' in text
        assert "public" not in answer.headers.get("Cache-Control", "")
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


class TestProductPage:
    def test_title_price_stock_and_the_way_to_the_live_part(self, client, desk):
        text = text_of(client, DESK)
        assert "<h1" in text
        assert "$129.00" in text
        assert "from" in text
        assert "In stock" in text
        assert f'hx-get="/offers/{desk.product.code}/?source=' in text
        assert f'href="/offers/{desk.product.code}/?source=' in text

    def test_what_is_sold_out_promises_no_adding(self, client):
        make_product_page(make_product("LAMP", stock=0), slug="lamp")
        text = text_of(client, "/shop/desks/lamp/")
        assert "Choose, or be told when it is back" in text
        assert "add to cart" not in text

    def test_the_live_part_carries_page_revision_and_block(self, client, desk):
        from urllib.parse import parse_qs, urlsplit

        from commerce.cart.signed import read_source

        address = re.search(r'hx-get="(/offers/[^"]+)"', text_of(client, DESK))[1].replace("&amp;", "&")
        source = read_source(parse_qs(urlsplit(address).query)["source"][0])
        assert (source.page_id, source.revision_id, source.block) == (
            desk.pk,
            desk.live_revision_id,
            "offer",
        )

    def test_a_variant_in_the_address_is_passed_on_and_a_made_up_one_is_not(self, client, desk):
        assert "variant=DESK-BLACK" in text_of(client, f"{DESK}?variant=DESK-BLACK")
        assert "variant=" not in text_of(client, f"{DESK}?variant=<script>")

    def test_pictures_of_the_picked_variant_come_first(self, client, desk):
        from commerce.catalogue.models import OptionValue

        make_picture(
            desk.product,
            value=OptionValue.objects.get(code="black"),
            alt="Calm Desk in black",
            image=make_image(),
        )
        text = text_of(client, f"{DESK}?variant=DESK-BLACK")
        assert text.index("Calm Desk in black") < text.index("Calm Desk in oak")

    def test_dimensions_weight_and_materials_are_listed(self, client, desk):
        from commerce.catalogue.models import Attribute, AttributeValue

        oak, black = desk.product.variants.order_by("position")
        measure_variant(variant=oak, grams=24000, width_mm=1400, depth_mm=700, height_mm=740, by=SYSTEM)
        measure_variant(variant=black, grams=24000, width_mm=1600, depth_mm=705, height_mm=740, by=SYSTEM)
        material = Attribute.objects.create(code="material", name="Material")
        values = [
            AttributeValue.objects.create(attribute=material, code=c, name=c.title())
            for c in ("oak", "steel")
        ]
        describe_by(product=desk.product, values=values, by=SYSTEM)
        text = text_of(client, DESK)
        assert "<dt>Dimensions (W × D × H) · Oak</dt><dd>140 × 70 × 74 cm" in text
        assert "<dt>Dimensions (W × D × H) · Black</dt><dd>160 × 70.5 × 74 cm" in text
        assert "<dt>Weight, packed</dt><dd>24 kg</dd>" in text
        assert "<dt>Material</dt><dd>Oak, Steel</dd>" in text

    def test_machines_read_what_people_read(self, client, desk):
        text = text_of(client, DESK)
        product, trail = (structured(text)[kind] for kind in ("Product", "BreadcrumbList"))
        assert product["name"] == "Calm Desk"
        assert product["offers"]["@type"] == "AggregateOffer"
        assert product["offers"]["lowPrice"] == "129.00"
        assert product["offers"]["priceCurrency"] == "USD"
        assert product["offers"]["availability"] == "https://schema.org/InStock"
        assert product["url"] == f"http://testserver{DESK}"
        assert [step["name"] for step in trail["itemListElement"]] == ["Home", "Shop", "Desks", "Calm Desk"]

    def test_one_price_is_an_offer_and_sold_out_is_said(self, client):
        make_product_page(make_product(price=9900, stock=0), slug="calm-desk")
        text = text_of(client, DESK)
        offer = structured(text)["Product"]["offers"]
        assert (offer["@type"], offer["price"]) == ("Offer", "99.00")
        assert offer["availability"] == "https://schema.org/OutOfStock"
        assert "Sold out" in text

    def test_a_picked_variant_is_told_with_its_own_sku_price_and_stock(self, client, desk):
        """The very address that /feeds/products.xml sends people to."""
        ash = {"product": desk.product, "options": {"colour": "ash"}}
        make_product("DESK-ASH", price=19900, prior=24900, stock=0, **ash)
        text = text_of(client, f"{DESK}?variant=DESK-ASH")
        told = structured(text)["Product"]
        assert (told["sku"], told["url"]) == ("DESK-ASH", f"http://testserver{DESK}?variant=DESK-ASH")
        assert told["offers"] == {
            "@type": "Offer",
            "url": told["url"],
            "priceCurrency": "USD",
            "availability": "https://schema.org/OutOfStock",
            "price": "199.00",
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "priceType": "https://schema.org/StrikethroughPrice",
                "price": "249.00",
                "priceCurrency": "USD",
            },
        }
        place = text.split('id="offer"')[1].split("</section>")[0]
        assert "$199.00" in place and "$249.00" in place and "Sold out" in place
        assert "$129.00" not in place and "In stock" not in place and "from" not in place
        assert f'<link rel="canonical" href="http://testserver{DESK}">' in text

    def test_what_is_no_variant_sold_here_changes_nothing_of_what_is_told(self, client, desk):
        make_product_page(make_product("LAMP", price=4900))
        make_product("DESK-RAW", product=desk.product, price=None, options={"colour": "raw"})
        plain = structured(text_of(client, DESK))["Product"]
        for sku in ("LAMP", "DESK-NONE", "DESK-RAW"):
            assert structured(text_of(client, f"{DESK}?variant={sku}"))["Product"] == plain, sku

    def test_a_picked_variant_is_the_same_bytes_for_guest_and_customer(self, client, desk):
        guest = client.get(f"{DESK}?variant=DESK-BLACK").content
        client.post("/cart/add/", {"variant": "DESK-BLACK", "quantity": 2})
        client.force_login(make_user(), backend=BACKEND)
        assert client.get(f"{DESK}?variant=DESK-BLACK").content == guest

    def test_nothing_breaks_out_of_what_machines_read(self, client):
        evil = '</script><script>alert("x")</script><!--'
        make_product_page(make_product(), slug="calm-desk", title=evil, search_description=evil)
        text = text_of(client, DESK)
        assert "alert(" in structured(text)["Product"]["name"]
        assert "<script>alert" not in text

    def test_the_head_names_one_address_a_description_and_a_picture(self, client, desk):
        text = text_of(client, f"{DESK}?variant=DESK-OAK")
        assert f'<link rel="canonical" href="http://testserver{DESK}">' in text
        assert f'<meta name="description" content="{desk.search_description}">' in text
        assert '<meta property="og:image" content="http://testserver/media/' in text
        assert "<title>Calm Desk · Kin Workspace</title>" in text

    def test_the_host_of_a_request_is_never_believed(self, client, settings):
        make_standard_page("About")
        settings.ALLOWED_HOSTS = ["*"]
        text = client.get("/about/", headers={"host": "evil.example"}).content.decode()
        assert "evil.example" not in text

    def test_a_retired_product_keeps_its_story_and_offers_nothing(self, client, desk):
        from commerce.catalogue.operations import retire_product

        retire_product(product=desk.product, by=SYSTEM)
        text = text_of(client, DESK)
        assert "not sold any more" in text
        assert "/offers/" not in text
        assert "Product" not in structured(text)

    def test_a_draft_without_a_product_can_be_previewed(self, owner):
        from django.urls import reverse

        page = draft_product_page(None, title="An idea")
        answer = owner.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert "An idea" in answer.content.decode()


class TestListing:
    def fill(self, count, **fields):
        for number in range(count):
            make_product_page(make_product(title=f"Thing {number:02}", collections=["desks"], **fields))

    def cards(self, text):
        return re.findall(r'class="card__link" href="([^"]+)"', text)

    def titles(self, text):
        return re.findall(r'class="card__link" href="/shop/[^/"]+/[^/"]+/">([^<]+)<', text)

    def test_24_cards_a_page_with_real_links_and_a_count(self, client):
        self.fill(26)
        first, second = text_of(client, "/shop/desks/"), text_of(client, "/shop/desks/?page=2")
        assert "26 products" in first
        assert (len(self.cards(first)), len(self.cards(second))) == (24, 2)
        assert 'rel="next" href="?page=2"' in first
        assert not set(self.cards(first)) & set(self.cards(second))

    def test_the_canonical_address_names_the_page_and_no_order(self, client):
        self.fill(26)
        home = "http://testserver/shop/desks/"
        assert f'rel="canonical" href="{home}"' in text_of(client, "/shop/desks/?sort=price")
        assert f'rel="canonical" href="{home}?page=2"' in text_of(client, "/shop/desks/?sort=price&page=2")
        assert "sort=price" in text_of(client, "/shop/desks/?sort=price").split('rel="next"')[1][:60]

    @pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 5000, "２"])
    def test_a_page_that_is_not_there_shows_one_that_is(self, client, page):
        self.fill(1)
        assert self.cards(text_of(client, f"/shop/?page={page}"))

    def test_orders(self, client):
        make_shop_page()
        for title, price in (("Middle", 200), ("Cheap", 100), ("Dear", 300)):
            make_product_page(make_product(title=title, price=price * 100, collections=["desks"]))
        gone = make_product(title="Gone", price=5000, stock=0, collections=["desks"])
        make_product_page(gone)
        assert self.titles(text_of(client, "/shop/?sort=price")) == ["Cheap", "Middle", "Dear", "Gone"]
        assert self.titles(text_of(client, "/shop/?sort=-price")) == ["Dear", "Middle", "Cheap", "Gone"]
        assert self.titles(text_of(client, "/shop/?sort=newest"))[-1] == "Gone"
        assert self.titles(text_of(client, "/shop/"))[-1] == "Gone"
        assert self.titles(text_of(client, "/shop/?sort=nonsense"))[-1] == "Gone"

    def test_a_collection_lists_its_own(self, client):
        make_collection_page("seating")
        make_product_page(make_product(title="Desk", collections=["desks"]))
        make_product_page(make_product(title="Chair", collections=["seating"]))
        assert self.titles(text_of(client, "/shop/seating/")) == ["Chair"]
        assert "Desk" in self.titles(text_of(client, "/shop/"))

    def test_a_collection_without_products_says_so(self, client):
        make_market()
        make_collection_page("seating")
        assert "Nothing here yet" in text_of(client, "/shop/seating/")

    def test_a_card_shows_a_reduced_price_with_the_one_before(self, client):
        variant = make_product(price=20000, collections=["desks"])
        make_product_page(variant)
        market = make_market()
        set_price(
            variant=variant,
            price_list=market.price_list,
            money=Money(15000, "USD"),
            is_reduction=True,
            by=SYSTEM,
        )
        text = text_of(client, "/shop/")
        assert "$150.00" in text
        assert "<s" in text
        assert "$200.00" in text


class TestQueries:
    """Uncached pages; what the cache holds (navigation, site roots) is warm."""

    def warm(self, client, path):
        client.get(path)
        return path

    @pytest.mark.parametrize("count", [1, 24])
    def test_listing(self, client, count, django_assert_max_num_queries):
        for number in range(count):
            variant = make_product(title=f"Thing {number}", collections=["desks"], options={"colour": "oak"})
            make_picture(variant.product)
            make_picture(variant.product)
            make_product_page(variant)
        for path in ("/shop/desks/", "/shop/"):
            self.warm(client, path)
            with django_assert_max_num_queries(12):
                client.get(path)

    @pytest.mark.parametrize("count", [1, 24])
    def test_product_page_with_a_story_of_every_block(self, client, count, django_assert_max_num_queries):
        from content.models import ProductPage
        from tests.content.test_blocks import every_block

        variant = make_product("DESK-0", options={"colour": "c0"}, stock=5)
        for number in range(1, count):
            make_product(f"DESK-{number}", product=variant.product, options={"colour": f"c{number}"})
        for _number in range(count):
            make_picture(variant.product, image=make_image())
        page = make_product_page(variant, slug="calm-desk")
        about, collection = make_standard_page("About"), make_collection_page()
        blocks = json.loads(every_block(make_image(), variant.product, about, collection))
        # Collections and testimonials are rows of their own, which stories of products seldom show.
        blocks = [block for block in blocks if block["type"] not in ("collections", "testimonials")] * count
        page = ProductPage.objects.get(pk=page.pk)
        page.story = json.dumps([{**block, "id": f"{n}"} for n, block in enumerate(blocks)])
        publish(page)
        for address in (DESK, f"{DESK}?variant=DESK-0"):
            self.warm(client, address)
            with django_assert_max_num_queries(10):
                client.get(address)

    def test_home(self, client, django_assert_max_num_queries):
        make_home()
        make_market()
        self.warm(client, "/")
        with django_assert_max_num_queries(10):
            client.get("/")
