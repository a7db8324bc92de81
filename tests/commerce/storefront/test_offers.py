"""A product's live part: what can be picked, what it costs, and how it is bought."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import CartLine
from commerce.cart.signed import sign_source
from commerce.catalogue.operations import retire_product, retire_variant, set_price
from commerce.money import Money
from commerce.payments.models import PaymentSettings
from commerce.shipping.models import ShippingZone
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.conftest import HTMX
from tests.commerce.storefront.test_cart import text_of
from tests.factories.catalogue import make_option, make_page_of, make_picture, make_product
from tests.factories.checkout import make_delivery
from tests.factories.markets import make_german_market

pytestmark = pytest.mark.django_db

PAGE = "/shop/desks/oak-desk/"
OFFER = "/offers/oak-140/"


@pytest.fixture
def desk():
    """Oak and ash in 140, oak alone in 160; the ash one is sold out."""
    first = make_product(
        "OAK-140", title="Oak Desk", path=PAGE, price=12900, options={"colour": "oak", "size": "140"}
    )
    more = {"product": first.product}
    make_product("ASH-140", price=13900, stock=0, options={"colour": "ash", "size": "140"}, **more)
    make_product("OAK-160", price=15900, stock=2, options={"colour": "oak", "size": "160"}, **more)
    return first.product


def fragment(browser, around=PAGE, **params):
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{around}"}
    return browser.get(OFFER, params, headers=headers)


def chip(response, label):
    """The words and the mark of one choice."""
    [label] = re.findall(
        rf"<label[^>]*>(?:(?!</label>).)*>{label}<.*?</label>", response.content.decode(), re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", label).split()), "checked" in label


def test_the_fragment_is_a_part_and_the_plain_address_a_whole_page(browser, desk):
    part, page = fragment(browser), browser.get(OFFER)
    assert "<html" not in part.content.decode() and "<html" in page.content.decode()
    for answer in (part, page):
        assert "$129.00" in text_of(answer) and "Add to cart" in text_of(answer)
        assert "csrfmiddlewaretoken" in answer.content.decode()
        assert 'name="quantity"' in answer.content.decode()


def test_choices_are_radio_groups_named_after_the_options(browser, desk):
    page = fragment(browser).content.decode()
    for name in ("Colour", "Size"):
        assert re.search(rf'<legend class="[^"]*"><span id="([^"]+)">{name}</span>', page)
    assert chip(fragment(browser), "Oak") == ("Oak", True)


def test_what_is_sold_out_or_not_made_is_told_before_it_is_picked(browser, desk):
    assert chip(fragment(browser, variant="OAK-140"), "Ash") == ("Ash Sold out", False)
    assert chip(fragment(browser, variant="OAK-160"), "Ash") == ("Ash Not in this combination", False)


def test_picking_changes_price_stock_and_sku(browser, desk):
    said = text_of(fragment(browser, option_colour="oak", option_size="160", variant="OAK-140"))
    assert "$159.00" in said and "Only 2 left" in said and "OAK-160" in said


def test_a_sold_out_choice_says_so_and_has_no_button(browser, desk):
    response = fragment(browser, variant="ASH-140")
    assert "Sold out" in text_of(response) and "$139.00" in text_of(response)
    assert "Add to cart" not in response.content.decode()


@pytest.mark.parametrize(("picked", "lands_on"), [("ash", "ASH-140"), ("oak", "OAK-160")])
def test_a_combination_that_is_not_made_leads_to_the_nearest_with_what_was_picked_last(
    browser, desk, picked, lands_on
):
    params = {"option_colour": picked, "option_size": "160", "variant": "OAK-160"}
    assert lands_on in text_of(fragment(browser, **params))


def test_picking_moves_the_address_of_the_page_around(browser, desk):
    picked = {"option_colour": "oak", "option_size": "160", "variant": "OAK-140"}
    assert fragment(browser, **picked)["HX-Push-Url"] == f"{PAGE}?variant=OAK-160"
    assert fragment(browser, around=OFFER, **picked)["HX-Push-Url"] == f"{OFFER}?variant=OAK-160"


def test_loading_moves_no_address_and_neither_does_a_foreign_page(browser, desk):
    picked = {"option_colour": "oak", "option_size": "160", "variant": "OAK-140"}
    assert "HX-Push-Url" not in fragment(browser, variant="OAK-160")
    assert "HX-Push-Url" not in fragment(browser, around="/journal/quiet-rooms/", **picked)
    elsewhere = browser.get(OFFER, picked, headers={**HTMX, "HX-Current-URL": f"https://evil.example{PAGE}"})
    assert "HX-Push-Url" not in elsewhere


def test_a_shared_link_opens_on_its_variant(browser, desk):
    assert "OAK-160" in text_of(fragment(browser, variant="OAK-160"))


@pytest.mark.parametrize(
    "params",
    [
        {"variant": "NOPE"},
        {"variant": "x" * 100_000},
        {"option_colour": "nope"},
        {"option_colour": "oak", "option_nope": "oak"},
        {"option_": ""},
        {"option_colour": ["oak", "ash"]},
        {"source": "x" * 100_000, "quantity": "-1", "option_size": "9" * 5000},
        {"variant": "🪑", "option_colour": "‮"},
    ],
)
def test_any_question_is_answered(browser, desk, params):
    response = fragment(browser, **params)
    assert response.status_code == 200
    assert "Add to cart" in text_of(response) or "Sold out" in text_of(response)


def test_the_source_comes_along_to_the_form_if_it_is_ours(browser, desk):
    source = sign_source(page_id=7, revision_id=11, block="offer")
    page = fragment(browser, source=source).content.decode()
    assert unescape(page).count(f'name="source" value="{source}"') == 3
    assert 'name="source"' not in fragment(browser, source="7.11.offer:forged").content.decode()


def test_the_pictures_of_the_choice_are_named_and_come_first(browser, desk):
    _, values = make_option("colour", values=["oak", "ash"])
    make_picture(desk, value=values["oak"], alt="In oak")
    make_picture(desk, value=values["ash"], alt="In ash")
    assert f'data-picture="{values["ash"].pk}"' in fragment(browser, variant="ASH-140").content.decode()
    page = browser.get(OFFER, {"variant": "ASH-140"}).content.decode()
    assert page.index("In ash") < page.index("In oak")


def test_the_quantity_ends_at_stock_or_at_the_order_limit_and_says_why(browser, desk):
    assert 'max="2"' in fragment(browser, variant="OAK-160").content.decode()
    desk.order_limit = 3
    desk.save()
    response = fragment(browser, variant="OAK-140")
    assert 'max="3"' in response.content.decode() and "At most 3 to an order" in text_of(response)


@pytest.mark.parametrize(
    ("typed", "shown"), [("2", "2"), ("9", "2"), ("0", "1"), ("-1", "1"), ("x", "1"), ("9" * 6000, "1")]
)
def test_another_choice_keeps_the_number_that_was_typed_as_far_as_there_are_so_many(
    browser, desk, typed, shown
):
    page = fragment(browser, variant="OAK-160", quantity=typed).content.decode()
    assert re.search(r'name="quantity" value="(\d+)"', page)[1] == shown


def test_a_refusal_without_scripts_keeps_the_number_that_was_typed(browser, desk):
    browser.post("/cart/add/", {"variant": "OAK-160", "quantity": "2"})
    page = browser.post("/cart/add/", {"variant": "OAK-160", "quantity": "2"})
    assert page.status_code == 409
    assert 'name="quantity" value="2"' in page.content.decode()


def test_without_scripts_the_button_says_which_choice_it_adds(browser, desk):
    text = browser.get(OFFER, {"option_colour": "oak", "option_size": "160", "variant": "OAK-140"}).text
    assert '<p class="field__help without-script">This adds Oak, 160;' in text


def test_a_choice_is_read_out_with_its_price_and_stock(browser, desk):
    picked = {"option_colour": "oak", "option_size": "160", "variant": "OAK-140"}
    said = json.loads(fragment(browser, **picked).headers["HX-Trigger"])
    assert said["announce"] == {"text": "Oak, 160, $159.00, Only 2 left"}
    # Only a choice is: the part that a page fetches by itself, and a page, say nothing.
    for quiet in (fragment(browser), browser.get(OFFER, picked)):
        assert "HX-Trigger" not in quiet.headers


def test_the_tax_note_and_the_prices_are_the_markets(browser, desk):
    german = make_german_market()
    make_page_of(desk, locale="de", path="/de/shop/eiche/")
    for variant in desk.variants.all():
        set_price(variant=variant, price_list=german.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    assert "119,00\xa0€" in browser.get("/de/offers/oak-140/").content.decode()
    assert "plus tax" in text_of(browser.get(OFFER))


@pytest.mark.parametrize(
    ("years", "words"), [(1, "1 year of warranty"), (10, "10 years of warranty"), (None, None)]
)
def test_the_warranty_is_told_where_the_product_has_one(browser, desk, years, words):
    desk.warranty_years = years
    desk.save()
    text = text_of(fragment(browser))
    assert "30 days to send it back" in text
    assert (words in text) if words else ("warranty" not in text)


def test_what_is_retired_is_not_offered(browser, desk):
    retire_variant(variant=desk.variants.get(sku="OAK-140"), by=SYSTEM)
    assert "OAK-140" not in text_of(fragment(browser, variant="OAK-140"))
    retire_product(product=desk, by=SYSTEM)
    response = fragment(browser)
    assert "not sold at the moment" in text_of(response)
    assert "Add to cart" not in response.content.decode()


def test_an_unknown_product_is_not_found(browser, desk):
    assert browser.get("/offers/nope/").status_code == 404


class TestDelivery:
    """Row P4: what it costs to have one brought, and when, by country."""

    def test_countries_that_it_costs_the_same_to_are_named_together(self, browser, desk, shop):
        assert "United States and Canada: delivery from $9.00, between" in text_of(fragment(browser))

    def test_others_have_a_line_of_their_own_and_cost_no_query_more(self, browser, desk, shop):
        def asked():
            with CaptureQueriesContext(connection) as caught:
                text = text_of(fragment(browser))
            return text, len(caught)

        text, before = asked()
        shop.zone.countries = ["US"]
        shop.zone.save()
        far = ShippingZone.objects.create(code="far", name="Far", countries=["CA"])
        make_delivery(far, "far", [(None, 2900)])
        text, after = asked()
        assert "United States: delivery from $9.00, between" in text
        assert "Canada: delivery from $29.00, between" in text
        assert after == before

    def test_nothing_is_said_of_a_country_that_nothing_goes_to(self, browser, desk, shop):
        shop.zone.countries = ["CA"]
        shop.zone.save()
        text = text_of(fragment(browser))
        assert "Canada: delivery from $9.00" in text and "United States" not in text


class TestPayLater:
    """Row P3: a hint in plain text, as true as the payment settings, without anybody's script."""

    HINT = "Pay later or in instalments with"

    def test_it_names_the_ways_that_are_on_and_offered_in_the_markets_country(self, browser, desk):
        assert f"{self.HINT} Klarna, Afterpay, or Affirm, where they agree" in text_of(fragment(browser))
        PaymentSettings.objects.create(takes_affirm=False)
        assert f"{self.HINT} Klarna or Afterpay, where they agree" in text_of(fragment(browser))

    def test_in_germany_it_names_what_is_offered_there(self):
        assert PaymentSettings().pay_later_in("DE") == ["Klarna"]
        assert PaymentSettings().pay_later_in("JP") == []

    def test_with_none_of_them_it_says_nothing(self, browser, desk):
        PaymentSettings.objects.create(takes_klarna=False, takes_afterpay=False, takes_affirm=False)
        assert "instalments" not in text_of(fragment(browser))


def test_the_number_of_queries_is_the_same_for_three_variants_and_for_thirty(browser, desk):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            fragment(browser)
        return len(caught)

    before = queries()
    for number in range(30):
        make_product(f"V-{number}", product=desk, options={"colour": f"c{number}", "size": "140"})
    assert queries() == before <= 15


def test_the_form_of_the_page_buys_the_picked_variant_without_scripts(browser, desk):
    page = browser.get(OFFER, {"variant": "OAK-160"}).content.decode()
    form = re.search(r'<form class="offer__buy".*?</form>', page, re.S)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert browser.post(re.search(r'action="([^"]+)"', form)[1], fields).status_code == 302
    assert CartLine.objects.get().variant.sku == "OAK-160"


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "//",
        "http://testserver:x/",
        "http://testserver]/",
        "%",
        "é",
        "javascript:alert(1)",
        "x" * 9000,
    ],
)
@pytest.mark.parametrize("header", ["HX-Current-URL", "HX-Target", "HX-Trigger", "HX-Prompt"])
def test_any_header_of_htmx_is_answered(browser, desk, header, url):
    headers = {**HTMX, header: url}
    picked = {"option_colour": "oak", "option_size": "160", "variant": "OAK-140"}
    assert browser.get(OFFER, picked, headers=headers).status_code == 200
    assert browser.get("/cart/badge/", headers=headers).status_code == 200
    assert browser.post("/cart/add/", {"undo": "x"}, headers=headers).status_code == 409


@pytest.mark.parametrize("text", ["x\0", "\ud800"])
def test_text_that_no_database_keeps_is_refused(browser, desk, text):
    for field in ("variant", "quantity", "source", "undo"):
        body = f"{field}={'%00' if text == 'x' + chr(0) else '%ED%A0%80'}"
        form = "application/x-www-form-urlencoded"
        assert browser.post("/cart/add/", body, content_type=form).status_code in (400, 409, 422)
        assert browser.get(f"{OFFER}?{body}").status_code in (200, 400)
        assert browser.get(f"/cart/?removed={body.partition('=')[2]}").status_code in (200, 400)


class TestInTheDrawer:
    """The same part over another page: with ids of its own, so that both may stand on one page."""

    def opened(self, browser, **params):
        headers = {**HTMX, "HX-Current-URL": "http://testserver/journal/", "HX-Target": "quick-offer-body"}
        return browser.get(OFFER, {"place": "quick", **params}, headers=headers)

    def test_it_opens_and_shares_no_id_with_the_products_own_place(self, browser, desk):
        own, quick = fragment(browser), self.opened(browser)
        assert "offer-opened" in quick.headers["HX-Trigger"]
        assert "offer-opened" not in own.headers.get("HX-Trigger", "")
        ids = [set(re.findall(r'\bid="([^"]+)"', answer.content.decode())) for answer in (own, quick)]
        assert ids[0]
        assert ids[1]
        assert not ids[0] & ids[1]

    def test_it_names_the_product_shows_what_is_picked_and_costs_no_query_more(self, browser, desk):
        _, values = make_option("colour", values=["oak", "ash"])
        for code in ("oak", "ash"):
            make_picture(desk, value=values[code], alt=f"The desk in {code}")
        self.opened(browser, variant="ASH-140")  # makes the picture's files
        with CaptureQueriesContext(connection) as own:
            fragment(browser, variant="ASH-140")
        with CaptureQueriesContext(connection) as quick:
            text = self.opened(browser, variant="ASH-140").content.decode()
        assert "Oak Desk</h2>" in text
        assert len(quick) <= len(own)
        ash = desk.pictures.get(option_value=values["ash"]).image
        files = ash.renditions.values_list("file", flat=True)
        assert any(file in text for file in files)
