"""Where something is sold out, the button is "Notify me": by htmx, by form, and once more for the curious."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import ProductPresence
from commerce.storefront.views import wishes as views
from commerce.wishes.models import RestockRequest, Wish
from tests.commerce.cart.test_lines import set_stock
from tests.commerce.storefront.conftest import HTMX
from tests.commerce.storefront.test_cart import sold, text_of
from tests.commerce.storefront.test_sign_in import sign_in
from tests.factories.customers import make_account, make_user
from tests.factories.wishes import EMAIL, wait_for

pytestmark = pytest.mark.django_db

LIST = "/account/wishlist/"


@pytest.fixture
def desk():
    return sold("DESK", title="Minimal Oak Desk", stock=0, options={"colour": "oak"})


@pytest.fixture(autouse=True)
def forgotten_attempts():
    """Each test begins with every limit unspent."""
    cache.clear()


def ask(browser, variant, email=EMAIL, *, htmx=True, target="offer-notify"):
    headers = {**HTMX, "HX-Target": target} if htmx else None
    return browser.post(f"{LIST}notify/", {"variant": variant.sku, "email": email}, headers=headers)


def test_p2_a_sold_out_variant_has_notify_me_in_place_of_add_to_cart(browser, desk):
    sold("OTHER", product=desk.product, stock=3, options={"colour": "ash"})
    assert "Notify me" not in text_of(browser.get("/offers/desk/?variant=OTHER"))
    said = text_of(browser.get("/offers/desk/?variant=DESK"))
    assert "Notify me" in said and "Add to cart" not in said
    assert "We write to you once" in said


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(browser, second_browser, desk):
    answers = [ask(browser, desk), ask(browser, desk), ask(second_browser, desk, "Anna@Example.com")]
    assert len({answer.content for answer in answers}) == 1
    assert "Thank you." in text_of(answers[0])
    assert RestockRequest.objects.get().agreed_to.startswith("We write to you once")


def test_without_scripts_the_offers_page_says_thank_you(browser, desk):
    answer = ask(browser, desk, htmx=False)
    assert answer["Location"] == "/offers/desk/?variant=DESK"
    assert "You hear from us once, when Minimal Oak Desk is back." in text_of(browser.get(answer["Location"]))


@pytest.mark.parametrize(
    "email", ["", "anna", "a@b", "x" * 300 + "@example.com", "anna@example.com\nBcc: x@y.de"]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_no_address_is_refused_and_kept_in_the_field(browser, desk, email, htmx):
    answer = ask(browser, desk, email, htmx=htmx)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode() and "Notify me" in text_of(answer)
    assert not RestockRequest.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_what_came_back_meanwhile_is_said_to_be_back(browser, desk, htmx):
    set_stock(desk, 1)
    answer = ask(browser, desk, htmx=htmx)
    assert answer.status_code == 409 and "in stock again" in text_of(answer)
    assert not RestockRequest.objects.exists()


@pytest.mark.parametrize("place", ["offer", "quick"])
def test_what_nobody_sells_any_more_is_said_in_the_place_of_the_form(browser, desk, place):
    desk.sku = "GONE"
    answer = ask(browser, desk, target=f"{place}-notify")
    assert (answer.status_code, answer["HX-Retarget"]) == (409, f"#{place}-status")
    assert "not sold" in text_of(answer)


def test_what_nobody_sells_any_more_is_said_on_the_wish_list_page(browser, desk):
    """A line has no place for it, and shows what is not so any more: all of the list is answered."""
    browser.post(f"{LIST}add/", {"variant": desk.sku}, headers=HTMX)
    ProductPresence.objects.get(product=desk.product).delete()
    answer = ask(browser, desk, target=f"wish-{Wish.objects.get().pk}-notify")
    assert answer.status_code == 409
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#wish-list", "outerHTML")
    assert 'id="wish-list"' in answer.content.decode() and 'role="alert"' in answer.content.decode()
    assert "not sold" in text_of(answer)


@pytest.mark.parametrize("bound", ["BY_NETWORK", "BY_ADDRESS"])
@pytest.mark.parametrize("htmx", [False, True])
def test_too_many_requests_are_refused_with_a_sentence_and_not_kept(browser, desk, monkeypatch, bound, htmx):
    monkeypatch.setattr(views, bound, (1, 600))
    ask(browser, sold("LAMP", stock=0), f"{bound}{htmx}@example.com")
    answer = ask(browser, desk, f"{bound}{htmx}@example.com", htmx=htmx)
    assert answer.status_code == 429 and int(answer["Retry-After"]) <= 600
    assert "Too many attempts" in text_of(answer)
    assert RestockRequest.objects.count() == 1


def test_the_address_of_an_account_is_filled_in_and_its_list_shows_what_it_waits_for(browser, desk):
    user = make_account()
    sign_in(browser, user)
    assert f'value="{user.email}"' in browser.get("/offers/desk/").content.decode()
    ask(browser, desk, user.email)
    page = browser.get(LIST)
    assert "You hear from us when these are back" in text_of(page) and "Minimal Oak Desk" in text_of(page)
    assert "You are on the waiting list" in text_of(browser.get("/offers/desk/"))
    answer = browser.post(f"{LIST}stop/", {"variant": "DESK"}, headers={**HTMX, "HX-Target": "wish-list"})
    assert "Minimal Oak Desk" not in text_of(answer) and "no longer wait" in answer["HX-Trigger"]
    assert not RestockRequest.objects.exists()


def test_what_somebody_else_waits_for_is_shown_to_nobody(browser, desk):
    wait_for(desk, "victim@example.com")
    sign_in(browser, make_account())
    for address in ("victim@example.com", "unknown@example.com"):
        ask(browser, desk, address)
        assert "You hear from us" not in text_of(browser.get(LIST))


def test_an_unproven_address_of_an_account_shows_nothing_either(browser, desk):
    user = make_user()
    browser.force_login(user)
    ask(browser, desk, user.email)
    assert RestockRequest.objects.get().customer is None


@pytest.mark.parametrize("htmx", [False, True])
def test_who_is_not_signed_in_is_led_to_sign_in_and_on_to_the_list_before_stopping(browser, desk, htmx):
    wait_for(desk)
    headers = {**HTMX, "HX-Target": "wish-list"} if htmx else None
    answer = browser.post(f"{LIST}stop/", {"variant": "DESK"}, headers=headers)
    # A redirect would be followed by htmx, and the page it leads to put into the list.
    assert answer.status_code == (200 if htmx else 302)
    assert answer["HX-Redirect" if htmx else "Location"] == f"/accounts/login/?next={LIST}"
    assert answer.content == b""
    assert RestockRequest.objects.exists()


def test_requests_made_as_a_guest_are_on_the_account_after_sign_in(browser, desk):
    user = make_account()
    ask(browser, desk, user.email)
    sign_in(browser, user)
    assert "Minimal Oak Desk" in text_of(browser.get(LIST))


def test_a_sold_out_offer_stays_within_its_queries(browser, desk):
    sign_in(browser, make_account())
    with CaptureQueriesContext(connection) as caught:
        browser.get("/offers/desk/", headers=HTMX)
    assert len(caught) <= 17
