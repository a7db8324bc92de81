"""The cart over HTTP: by forms, by htmx, and from more than one tab."""

import re
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import Cart, CartLine
from commerce.cart.operations import close_cart
from commerce.cart.signed import sign_source
from commerce.catalogue.operations import retire_variant, set_price
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.commerce.cart.test_lines import set_stock
from tests.factories.cart import quantities_in
from tests.factories.catalogue import make_page_of, make_picture, make_product
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db

PAGE, DRAWER = "cart-contents", "cart-drawer-contents"
HOSTILE_NUMBERS = ["", "0", "-1", "1.5", "1e3", "9" * 5000, "x", "1; DROP", "∞", "0x10", "١٢٣٤٥", "null"]


def sold(sku=None, **fields):
    return make_product(sku, path=f"/shop/desks/{(sku or 'thing').lower()}/", **fields)


@pytest.fixture
def desk():
    return sold("DESK", title="Minimal Oak Desk", price=12900, stock=5)


def text_of(response):
    page = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def hidden(response, name):
    return unescape(re.search(f'name="{name}" value="([^"]+)"', response.content.decode())[1])


# Adding


def test_the_first_thing_opens_a_cart_that_outlives_the_browser(browser, desk):
    response = browser.add(desk, 2)
    assert response.status_code == 302 and response["Location"] == "/cart/"
    cookie = browser.cart_cookie
    assert cookie["max-age"] == 90 * 24 * 3600
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert quantities_in(Cart.objects.get()) == {"DESK": 2}
    assert "Minimal Oak Desk is in your cart." in text_of(browser.get("/cart/"))


def test_reading_opens_no_cart_and_sets_no_cart_cookie(browser, desk):
    for path in ("/cart/", "/cart/drawer/", "/cart/badge/", "/offers/desk/"):
        assert browser.get(path).status_code == 200
    assert browser.cart_cookie is None
    assert not Cart.objects.exists()


def test_reading_a_full_cart_writes_nothing(browser, desk):
    browser.add(desk)
    with CaptureQueriesContext(connection) as caught:
        for path in ("/cart/", "/cart/drawer/", "/cart/badge/", "/offers/desk/"):
            browser.get(path)
    writes = [query["sql"] for query in caught if re.match("INSERT|UPDATE|DELETE", query["sql"])]
    assert writes == []


def test_adding_by_htmx_opens_the_drawer_and_counts_anew(browser, desk):
    response = browser.add(desk, htmx=True)
    assert response.status_code == 200
    assert "cart-opened" in response["HX-Trigger"] and "cart-changed" in response["HX-Trigger"]
    assert "is in your cart" in text_of(response)
    assert "Minimal Oak Desk" in text_of(browser.get("/cart/drawer/"))


def test_the_price_is_the_shops_whatever_the_form_says(browser, desk):
    fields = {
        "price": "1",
        "unit_price": "0.01",
        "seen_minor": "1",
        "total": "1",
        "currency": "JPY",
        "minor": 1,
    }
    browser.add(desk, **fields)
    assert CartLine.objects.get().seen_minor == 12900
    assert "$129.00" in text_of(browser.get("/cart/"))


def test_a_signed_source_is_kept_and_any_other_is_dropped_silently(browser, desk):
    lamp = sold("LAMP")
    browser.add(desk, source=sign_source(page_id=7, revision_id=11, block="b-1"))
    assert browser.add(lamp, source="7.11.b-1:forged").status_code == 302
    lines = CartLine.objects.order_by("pk").values_list(
        "source_page_id", "source_revision_id", "source_block"
    )
    assert list(lines) == [(7, 11, "b-1"), (None, None, "")]


@pytest.mark.parametrize("quantity", HOSTILE_NUMBERS)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_bad_quantity_is_refused_with_a_sentence(browser, desk, quantity, htmx):
    response = browser.add(desk, quantity, htmx=htmx)
    assert response.status_code in (409, 422)
    assert "quantity" in text_of(response) or "Only 5 left" in text_of(response)
    assert not Cart.objects.exists()
    assert browser.cart_cookie is None


def test_more_than_there_is_is_refused_with_the_reason_and_nothing_is_lost(browser, desk):
    browser.add(desk, 4)
    response = browser.add(desk, 2, htmx=True)
    assert response.status_code == 409
    assert "Only 5 left. Your cart has 4 of them." in text_of(response)
    assert quantities_in(Cart.objects.get()) == {"DESK": 4}


def test_without_scripts_a_refusal_comes_with_the_form_again(browser, desk):
    response = browser.add(desk, 6)
    assert response.status_code == 409
    assert "Only 5 left." in text_of(response) and "Add to cart" in text_of(response)


def test_the_order_limit_is_refused_with_the_reason(browser):
    lamp = sold("LAMP", stock=50, order_limit=3)
    response = browser.add(lamp, 4)
    assert response.status_code == 409
    assert "At most 3 of these to an order." in text_of(response)


def test_what_has_no_live_page_can_not_be_added(browser):
    secret, gone = make_product("SECRET"), make_product("GONE")
    make_page_of(secret.product, state="draft")
    make_page_of(gone.product, state="ended")
    for variant in (secret, gone):
        assert browser.add(variant).status_code == 409
        assert browser.get(f"/offers/{variant.sku.lower()}/").status_code == 404
    assert not Cart.objects.exists()


@pytest.mark.parametrize("sku", ["", "NOPE", "x" * 100_000, "🪑", "' OR 1=1 --"])
@pytest.mark.parametrize("htmx", [False, True])
def test_an_unknown_sku_is_refused(browser, desk, sku, htmx):
    desk.sku = sku
    assert browser.add(desk, htmx=htmx).status_code in (409, 422)
    assert not Cart.objects.exists()


def test_a_cart_ordered_in_another_tab_makes_way_for_a_new_one(browser, desk):
    browser.add(desk)
    old = Cart.objects.get()
    close_cart(cart=old)
    browser.add(desk, 2)
    assert quantities_in(Cart.objects.get(status="open")) == {"DESK": 2}
    assert quantities_in(old) == {"DESK": 1}


def test_each_market_has_a_cart_of_its_own(browser, desk):
    german = make_german_market()
    make_page_of(desk.product, locale="de", path="/de/shop/schreibtisch/")
    set_price(variant=desk, price_list=german.price_list, money=Money(11900, "EUR"), by=SYSTEM)
    browser.add(desk)
    response = browser.post("/de/cart/add/", {"variant": "DESK", "quantity": 2})
    assert response["Location"] == "/de/cart/"
    assert "238,00\xa0€" in browser.get("/de/cart/").content.decode()
    assert "$129.00" in text_of(browser.get("/cart/"))


# Changing


@pytest.mark.parametrize("place", [PAGE, DRAWER])
def test_changing_by_htmx_answers_the_place_it_was_asked_from(browser, desk, place):
    browser.add(desk)
    response = browser.change(CartLine.objects.get(), 3, place=place)
    assert response.status_code == 200
    assert f'id="{place}"' in response.content.decode() and "<html" not in response.content.decode()
    assert "$387.00" in text_of(response)
    assert "cart-changed" in response["HX-Trigger"]


def test_changing_without_scripts_leads_back_to_the_cart(browser, desk):
    browser.add(desk)
    response = browser.change(CartLine.objects.get(), 3)
    assert (response.status_code, response["Location"]) == (302, "/cart/")
    assert quantities_in(Cart.objects.get()) == {"DESK": 3}


@pytest.mark.parametrize("quantity", [number for number in HOSTILE_NUMBERS if number != "0"])
@pytest.mark.parametrize("place", [PAGE, None])
def test_a_bad_number_changes_nothing_and_says_so(browser, desk, quantity, place):
    browser.add(desk, 2)
    response = browser.change(CartLine.objects.get(), quantity, place=place)
    assert response.status_code == 422
    assert "quantity" in text_of(response) and "Minimal Oak Desk" in text_of(response)
    assert quantities_in(Cart.objects.get()) == {"DESK": 2}


def test_beyond_stock_is_refused_with_the_reason(browser, desk):
    browser.add(desk, 2)
    response = browser.change(CartLine.objects.get(), 6, place=PAGE)
    assert response.status_code == 409
    assert "Only 5 left." in text_of(response)
    assert quantities_in(Cart.objects.get()) == {"DESK": 2}


def test_changing_a_line_that_is_gone_shows_the_cart_as_it_is(browser, desk):
    browser.add(desk)
    line = CartLine.objects.get()
    browser.remove(line)
    response = browser.change(line, 2, place=PAGE)
    assert response.status_code == 410
    assert "not in your cart any more" in text_of(response)


@pytest.mark.parametrize("line_id", [0, 1, 2**31, 2**63, 10**40])
@pytest.mark.parametrize("verb", ["change", "remove"])
def test_any_number_of_a_line_is_answered(browser, desk, line_id, verb):
    browser.add(desk)
    response = browser.post(f"/cart/lines/{line_id + 10**6}/{verb}/", {"quantity": 1})
    assert response.status_code in (302, 410)
    assert quantities_in(Cart.objects.get()) == {"DESK": 1}


def test_nobody_reaches_into_anothers_cart(browser, second_browser, desk):
    browser.add(desk)
    line = CartLine.objects.get()
    second_browser.add(sold("LAMP"))
    assert second_browser.change(line, 5).status_code == 410
    second_browser.remove(line)
    line.refresh_from_db()
    assert line.quantity == 1


# Removing, and back


@pytest.mark.parametrize("place", [PAGE, DRAWER])
def test_removing_offers_an_undo_that_brings_all_of_it_back(browser, desk, place):
    browser.add(desk, 2, source=sign_source(page_id=7))
    CartLine.objects.update(seen_minor=9900)
    response = browser.remove(CartLine.objects.get(), place=place)
    assert "Minimal Oak Desk was removed." in text_of(response)
    assert not CartLine.objects.exists()
    headers = {"HX-Request": "true", "HX-Target": place}
    response = browser.post("/cart/add/", {"undo": hidden(response, "undo")}, headers=headers)
    assert f'id="{place}"' in response.content.decode()
    back = CartLine.objects.get()
    assert (back.quantity, back.seen_minor, back.source_page_id) == (2, 9900, 7)
    assert "cart-opened" not in response["HX-Trigger"]


def test_removing_and_back_without_scripts(browser, desk):
    browser.add(desk, 2)
    response = browser.remove(CartLine.objects.get())
    page = browser.get(response["Location"])
    assert "Minimal Oak Desk was removed." in text_of(page) and "Undo" in text_of(page)
    assert browser.post("/cart/add/", {"undo": hidden(page, "undo")})["Location"] == "/cart/"
    assert quantities_in(Cart.objects.get()) == {"DESK": 2}
    assert "was removed" not in text_of(browser.get(response["Location"]))


def test_changing_to_none_removes_with_an_undo(browser, desk):
    browser.add(desk)
    assert "Undo" in text_of(browser.change(CartLine.objects.get(), 0, place=PAGE))
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("undo", ["", "x", "a:b:c", "é" * 10_000, ":" * 100])
def test_a_forged_undo_puts_nothing_in(browser, desk, undo):
    browser.add(desk)
    response = browser.post("/cart/add/", {"undo": undo})
    assert response.status_code == 409
    assert browser.get("/cart/", {"removed": undo}).status_code == 200
    assert quantities_in(Cart.objects.get()) == {"DESK": 1}


def test_an_undo_has_its_day(browser, desk):
    browser.add(desk)
    undo = hidden(browser.remove(CartLine.objects.get(), place=PAGE), "undo")
    with patch("time.time", return_value=clock.now().timestamp() + timedelta(days=2).total_seconds()):
        assert browser.post("/cart/add/", {"undo": undo}).status_code in (403, 409)
    assert not CartLine.objects.exists()


# What the cart says


def test_a_changed_price_is_told_with_old_and_new(browser, desk):
    browser.add(desk)
    with clock.travel(clock.now() + timedelta(seconds=1)):
        set_price(variant=desk, price_list=make_market().price_list, money=Money(11900, "USD"), by=SYSTEM)
    with clock.travel(clock.now() + timedelta(seconds=2)):
        said = text_of(browser.get("/cart/"))
    assert "it was $129.00, now it is $119.00" in said


def test_what_sold_out_stays_and_is_left_out_of_the_total(browser, desk):
    browser.add(desk)
    browser.add(sold("LAMP", price=5000))
    set_stock(desk, 0)
    said = text_of(browser.get("/cart/"))
    assert "Sold out for now" in said and "Minimal Oak Desk" in said
    assert re.search(r"Subtotal \$50\.00", said)
    assert "Checkout" in said


def test_few_left_is_said_by_the_threshold(browser):
    browser.add(sold("FEW", stock=3, threshold=3))
    assert "Only 3 left" in text_of(browser.get("/cart/"))


def test_a_line_as_long_as_the_stock_says_so_where_no_note_does(browser, desk):
    browser.add(sold("FEW", stock=3, threshold=3), 3)
    browser.add(desk, 4)
    assert "We have" not in text_of(browser.get("/cart/"))
    browser.change(CartLine.objects.get(variant=desk), 5)
    assert "We have 5 of these" in text_of(browser.get("/cart/"))
    set_stock(desk, 4)
    assert "We have" not in text_of(browser.get("/cart/"))


def test_where_nothing_can_be_bought_there_is_no_way_to_checkout(browser, desk):
    browser.add(desk)
    retire_variant(variant=desk, by=SYSTEM)
    page = browser.get("/cart/").content.decode()
    assert "Nothing in your cart can be bought right now." in page
    assert 'href="/checkout/"' not in page


def test_an_empty_cart_says_so(browser, desk):
    assert "Your cart is empty" in text_of(browser.get("/cart/"))
    assert "Your cart is empty" in text_of(browser.get("/cart/drawer/"))


@pytest.mark.parametrize(("quantity", "name"), [(1, "Cart, 1 item"), (2, "Cart, 2 items")])
def test_the_header_names_the_cart_with_its_count(browser, desk, quantity, name):
    browser.add(desk, quantity)
    badge = browser.get("/cart/badge/").content.decode()
    assert f'aria-label="{name}"' in badge and "Sign in" in badge


def test_an_empty_cart_is_called_cart(browser, desk):
    badge = browser.get("/cart/badge/")
    assert "aria-label" not in badge.content.decode() and text_of(badge) == "Sign in Cart"


def test_no_answer_of_the_cart_may_be_kept_by_anyone(browser, desk):
    browser.add(desk)
    answers = [browser.get(path) for path in ("/cart/", "/cart/drawer/", "/cart/badge/", "/offers/desk/")]
    answers += [browser.add(desk), browser.add(desk, htmx=True), browser.change(CartLine.objects.get(), 1)]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
        assert {"Cookie", "HX-Request"} <= set(answer["Vary"].split(", "))


def test_a_forged_cookie_finds_no_cart(browser, second_browser, desk):
    browser.add(desk)
    token = Cart.objects.get().token
    for forged in (str(token), token.hex, f"{token.hex}:x:y", browser.cart_cookie.value[:-1], "\udcff", "🍪"):
        try:
            second_browser.cookies[settings.CART_COOKIE_NAME] = forged
            response = second_browser.get("/cart/")
        except UnicodeEncodeError:
            continue
        assert response.status_code in (200, 400)
        if response.status_code == 200:
            assert "Your cart is empty" in text_of(response)


def test_a_cart_page_costs_the_same_for_one_line_and_for_twenty(browser, second_browser):
    def queries(browser, lines):
        for number in range(lines):
            variant = sold(f"{browser is second_browser}-{number}")
            make_picture(variant.product)
            browser.add(variant)
        browser.get("/cart/")
        with CaptureQueriesContext(connection) as caught:
            assert browser.get("/cart/").status_code == 200
        return len(caught)

    assert queries(browser, 1) == queries(second_browser, 20) <= 15


@pytest.mark.parametrize("path", ["/cart/add/", "/cart/lines/1/change/", "/cart/lines/1/remove/"])
def test_a_form_without_its_token_is_refused(desk, path):
    assert Client(enforce_csrf_checks=True).post(path, {"variant": "DESK", "quantity": 1}).status_code == 403
    assert Client().get(path).status_code == 405
    assert not Cart.objects.exists()
