"""The wish list over HTTP: by forms, by htmx, for guests and customers, from the cart and back."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commerce.cart.models import Cart, CartLine
from commerce.cart.signed import sign_source
from commerce.catalogue.operations import retire_variant
from commerce.orders.models import OrderLine
from commerce.wishes import operations
from commerce.wishes.models import Wish, WishList
from commerce.wishes.queries import wish_list_of_user
from kinsite.foundation.actors import SYSTEM
from tests.commerce.cart.test_lines import set_stock
from tests.commerce.storefront.conftest import HTMX
from tests.commerce.storefront.test_cart import hidden, sold, text_of
from tests.commerce.storefront.test_sign_in import sign_in
from tests.factories.cart import quantities_in
from tests.factories.catalogue import make_picture
from tests.factories.customers import make_account
from tests.factories.orders import place
from tests.factories.wishes import wished_on

pytestmark = pytest.mark.django_db

LIST = "/account/wishlist/"
POSTS = [f"{LIST}{verb}/" for verb in ("add", "remove", "notify", "stop")] + ["/cart/lines/1/save/"]


@pytest.fixture
def desk():
    return sold("DESK", title="Minimal Oak Desk", stock=5)


@pytest.fixture
def user():
    return make_account()


def press(browser, verb, variant, *, target="offer-wish", htmx=True, **fields):
    headers = {**HTMX, "HX-Target": target} if htmx else None
    return browser.post(f"{LIST}{verb}/", {"variant": variant.sku, **fields}, headers=headers)


def save(browser, line, *, place=None):
    headers = {**HTMX, "HX-Target": place} if place else None
    return browser.post(f"/cart/lines/{line.pk}/save/", headers=headers)


def fields_of(response, action):
    """What the form with this action would post."""
    form = re.search(rf'<form[^>]* action="{action}".*?</form>', response.content.decode(), re.S)[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


# The button beside a product


def test_a_guests_first_wish_opens_a_list_that_outlives_the_browser(browser, desk):
    response = press(browser, "add", desk, htmx=False)
    assert (response.status_code, response["Location"]) == (302, LIST)
    cookie = browser.cookies[settings.WISHES_COOKIE_NAME]
    assert cookie["max-age"] == 90 * 24 * 3600
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    said = text_of(browser.get(LIST))
    assert "Minimal Oak Desk is on your wish list." in said and "$129.00" in said and "In stock" in said


def test_the_button_says_what_it_does_next_and_what_it_did_is_announced(browser, desk):
    assert "Add to wish list" in text_of(browser.get("/offers/desk/"))
    answer = press(browser, "add", desk)
    assert "Remove from wish list" in text_of(answer) and "View wish list" in text_of(answer)
    assert "is on your wish list" in answer["HX-Trigger"] and "wishes-changed" in answer["HX-Trigger"]
    assert "Remove from wish list" in text_of(browser.get("/offers/desk/"))
    answer = press(browser, "remove", desk)
    assert "Add to wish list" in text_of(answer) and "was removed" in answer["HX-Trigger"]
    assert not Wish.objects.exists()


def test_the_button_is_the_variants(browser):
    desk = sold("DESK", options={"colour": "oak"})
    sold("OTHER", product=desk.product, options={"colour": "ash"})
    press(browser, "add", desk)
    assert "Add to wish list" in text_of(browser.get("/offers/desk/?variant=OTHER"))


def test_reading_makes_no_list_sets_no_cookie_and_writes_nothing(browser, desk):
    with CaptureQueriesContext(connection) as caught:
        for path in (LIST, "/cart/badge/", "/offers/desk/"):
            assert browser.get(path).status_code == 200
    assert [query["sql"] for query in caught if re.match("INSERT|UPDATE|DELETE", query["sql"])] == []
    assert settings.WISHES_COOKIE_NAME not in browser.cookies


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_its_token_is_refused_and_reading_writes_nothing(desk, path):
    assert Client(enforce_csrf_checks=True).post(path, {"variant": "DESK"}).status_code == 403
    assert Client().get(path).status_code == 405
    assert not WishList.objects.exists()


@pytest.mark.parametrize("sku", ["", "NOPE", "x" * 100_000, "🪑"])
@pytest.mark.parametrize("htmx", [False, True])
def test_an_unknown_sku_is_refused_and_nothing_is_kept(browser, desk, sku, htmx):
    desk.sku = sku
    assert press(browser, "add", desk, htmx=htmx).status_code == 409
    assert press(browser, "remove", desk, htmx=htmx).status_code in (200, 302)
    assert not WishList.objects.exists()


@pytest.mark.parametrize(
    ("target", "place"),
    [("offer-wish", "offer"), ("quick-wish", "quick"), ("main, #x-wish", "offer"), ("", "offer")],
)
def test_a_full_list_says_so_beside_the_button(browser, desk, monkeypatch, target, place):
    monkeypatch.setattr(operations, "MOST_WISHES", 0)
    answer = press(browser, "add", desk, target=target)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, f"#{place}-status")
    assert "wish list is full" in text_of(answer)


# The page


def test_an_empty_list_leads_on_and_tells_guests_what_an_account_is_for(browser, desk, user):
    said = text_of(browser.get(LIST))
    assert "Your wish list is empty" in said and "Look around the shop" in said
    assert "on every device" in said
    sign_in(browser, user)
    assert "on every device" not in text_of(browser.get(LIST))


def test_the_source_of_a_wish_goes_through_the_cart_to_the_order_line(browser, shop, desk):
    press(browser, "add", desk, source=sign_source(page_id=7, revision_id=11, block="b-1"))
    browser.post("/cart/add/", fields_of(browser.get(LIST), "/cart/add/"))
    place(Cart.objects.get())
    sold_as = OrderLine.objects.get()
    assert (sold_as.source_page_id, sold_as.source_block) == (7, "b-1")
    assert wished_on(WishList.objects.get()) == ["DESK"]


def test_a_forged_source_is_dropped(browser, desk):
    press(browser, "add", desk, source="7.11.b-1:forged")
    assert Wish.objects.get().source_page_id is None


def test_removing_offers_an_undo(browser, desk):
    press(browser, "add", desk)
    answer = press(browser, "remove", desk, target="wish-list")
    assert "Minimal Oak Desk was removed." in text_of(answer)
    undo = hidden(answer, "undo")
    assert "Minimal Oak Desk" in text_of(browser.post(f"{LIST}add/", {"undo": undo}, headers=HTMX))
    assert wished_on(WishList.objects.get()) == ["DESK"]


def test_removing_and_back_without_scripts(browser, desk):
    press(browser, "add", desk)
    page = browser.get(press(browser, "remove", desk, htmx=False)["Location"])
    assert "Minimal Oak Desk was removed." in text_of(page) and "Undo" in text_of(page)
    assert browser.post(f"{LIST}add/", {"undo": hidden(page, "undo")})["Location"] == LIST
    assert wished_on(WishList.objects.get()) == ["DESK"]


@pytest.mark.parametrize("undo", ["", "x", "a:b:c", "é" * 10_000])
def test_a_forged_undo_puts_nothing_on(browser, desk, undo):
    assert browser.post(f"{LIST}add/", {"undo": undo}).status_code == 409
    assert browser.get(LIST, {"removed": undo}).status_code == 200
    assert not WishList.objects.exists()


def test_what_is_sold_out_or_gone_stays_and_cannot_be_put_in_the_cart(browser, desk):
    press(browser, "add", desk)
    set_stock(desk, 0)
    page = browser.get(LIST)
    assert "Sold out" in text_of(page) and "Notify me" in text_of(page)
    assert "Add to cart" not in text_of(page)
    retire_variant(variant=desk, by=SYSTEM)
    said = text_of(browser.get(LIST))
    assert "Not sold at the moment" in said and "Notify me" not in said and "$" not in said


def test_the_page_costs_the_same_for_one_wish_and_for_twenty(browser, second_browser):
    def queries(browser, wishes):
        for number in range(wishes):
            variant = sold(f"{browser is second_browser}-{number}", stock=number % 2)
            make_picture(variant.product)
            press(browser, "add", variant)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(LIST).status_code == 200
        return len(caught)

    assert queries(browser, 1) == queries(second_browser, 20) <= 12


def test_the_header_leads_to_the_list_once_there_are_wishes(browser, desk):
    assert "Wish list" not in text_of(browser.get("/cart/badge/"))
    press(browser, "add", desk)
    badge = browser.get("/cart/badge/").content.decode()
    assert 'aria-label="Wish list, 1 item"' in badge and f'href="{LIST}"' in badge


def test_no_answer_may_be_kept_by_anyone(browser, desk):
    for answer in (press(browser, "add", desk), browser.get(LIST), press(browser, "remove", desk)):
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]


# Save for later


@pytest.mark.parametrize("place", ["cart-contents", "cart-drawer-contents"])
def test_a_line_saved_for_later_is_on_the_list_and_its_undo_takes_it_off_again(browser, desk, place):
    browser.add(desk, 2, source=sign_source(page_id=7))
    answer = save(browser, CartLine.objects.get(), place=place)
    assert f'id="{place}"' in answer.content.decode()
    assert "Minimal Oak Desk is on your wish list." in text_of(answer)
    assert (quantities_in(Cart.objects.get()), Wish.objects.get().source_page_id) == ({}, 7)
    headers = {**HTMX, "HX-Target": place}
    browser.post("/cart/add/", fields_of(answer, "/cart/add/"), headers=headers)
    assert quantities_in(Cart.objects.get()) == {"DESK": 2}
    assert not Wish.objects.exists()


def test_saving_and_back_without_scripts_leaves_a_wish_from_before(browser, desk):
    press(browser, "add", desk)
    browser.add(desk)
    page = browser.get(save(browser, CartLine.objects.get())["Location"])
    assert "is on your wish list" in text_of(page)
    browser.post("/cart/add/", fields_of(page, "/cart/add/"))
    assert quantities_in(Cart.objects.get()) == {"DESK": 1}
    assert wished_on(WishList.objects.get()) == ["DESK"]


def test_nobody_saves_anothers_line(browser, second_browser, desk):
    browser.add(desk)
    assert save(second_browser, CartLine.objects.get()).status_code == 410
    assert quantities_in(Cart.objects.get()) == {"DESK": 1} and not Wish.objects.exists()


# Signing in, and out


def test_a_guests_wishes_are_on_the_account_after_sign_in_with_a_notice(browser, second_browser, desk, user):
    press(browser, "add", desk)
    sign_in(browser, user)
    assert "1 wish from before signing in is on your list." in text_of(browser.get("/cart/badge/"))
    sign_in(second_browser, user)
    assert "Minimal Oak Desk" in text_of(second_browser.get(LIST))
    browser.post("/accounts/logout/")
    assert "Your wish list is empty" in text_of(browser.get(LIST))


@pytest.mark.parametrize("forge", [lambda value: value[:-1] + "x", lambda value: value.split(":")[0]])
def test_s05_a_guessed_or_tampered_wish_token_merges_nothing(browser, second_browser, desk, user, forge):
    press(browser, "add", desk)
    forged = forge(browser.cookies[settings.WISHES_COOKIE_NAME].value)
    second_browser.cookies[settings.WISHES_COOKIE_NAME] = forged
    sign_in(second_browser, user)
    assert wish_list_of_user(user) is None and WishList.objects.get().customer is None


def test_s05_the_cookie_of_a_cart_finds_no_wishes(browser, second_browser, desk, user):
    browser.add(desk)
    press(browser, "add", desk)
    second_browser.cookies[settings.WISHES_COOKIE_NAME] = browser.cart_cookie.value
    sign_in(second_browser, user)
    assert wish_list_of_user(user) is None


def test_s06_a_wish_token_known_from_before_shows_nothing_of_the_customer(
    browser, second_browser, desk, user
):
    press(browser, "add", desk)
    second_browser.cookies[settings.WISHES_COOKIE_NAME] = browser.cookies[settings.WISHES_COOKIE_NAME].value
    sign_in(browser, user)
    assert "Your wish list is empty" in text_of(second_browser.get(LIST))
    press(second_browser, "add", sold("LAMP"))
    assert wished_on(wish_list_of_user(user)) == ["DESK"]
