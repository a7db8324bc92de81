"""Signing in brings the cart along: this browser's own, and nobody else's (S05, S06)."""

import pytest
from django.conf import settings
from django.urls import reverse

from commerce.cart.models import Cart
from tests.commerce.storefront.test_cart import sold, text_of
from tests.factories.cart import make_cart, quantities_in
from tests.factories.customers import PASSWORD, make_customer, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = make_user()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(browser, user):
    response = browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, text_of(response)
    return response


def own_cart(user):
    return Cart.objects.get(customer__user=user, status="open")


def test_what_a_guest_chose_is_in_the_customers_cart_after_sign_in_with_a_notice(browser, user):
    browser.add(sold("DESK"), 2)
    sign_in(browser, user)
    assert quantities_in(own_cart(user)) == {"DESK": 2}
    assert "2 items you chose before signing in are in your cart." in text_of(browser.get("/cart/"))


def test_the_notice_reaches_a_page_that_is_cached_through_the_header(browser, user):
    browser.add(sold("DESK"))
    sign_in(browser, user)
    badge = browser.get("/cart/badge/")
    assert 'hx-swap-oob="beforeend"' in badge.content.decode()
    assert "1 item you chose before signing in is in your cart." in text_of(badge)
    assert "Account" in text_of(badge)
    assert "chose before" not in text_of(browser.get("/cart/badge/"))


def test_units_beyond_stock_are_left_out_and_the_notice_says_so(browser, user):
    desk = sold("DESK", stock=3)
    make_cart(desk, customer=make_customer(user), quantity=2)
    browser.add(desk, 2)
    sign_in(browser, user)
    assert quantities_in(own_cart(user)) == {"DESK": 3}
    assert "1 more is not to be had" in text_of(browser.get("/cart/"))


def test_the_cart_is_found_on_a_second_device(browser, second_browser, user):
    sign_in(browser, user)
    browser.add(sold("DESK"))
    sign_in(second_browser, user)
    assert "DESK" in second_browser.get("/cart/").content.decode()
    assert browser.cart_cookie is None or browser.cart_cookie.value == ""


def test_signing_out_leaves_no_cart_behind(browser, user):
    browser.add(sold("DESK"))
    sign_in(browser, user)
    browser.post(reverse("account_logout"))
    assert "Your cart is empty" in text_of(browser.get("/cart/"))


def test_s05_a_guessed_or_tampered_token_merges_nothing(browser, second_browser, user):
    browser.add(sold("DESK"))
    foreign = Cart.objects.get()
    signed = browser.cart_cookie.value
    for cookie in (foreign.token.hex, str(foreign.pk), signed[:-1] + "x", signed.replace(":", "|", 1)):
        second_browser.cookies[settings.CART_COOKIE_NAME] = cookie
        sign_in(second_browser, user)
        second_browser.post(reverse("account_logout"))
    foreign.refresh_from_db()
    assert (foreign.customer_id, foreign.status) == (None, "open")
    assert not Cart.objects.filter(customer__user=user).exists()


def test_s05_a_cookie_signed_for_another_purpose_merges_nothing(browser, second_browser, user):
    browser.add(sold("DESK"))
    # The right text signed under another market's name: each cookie's signature is bound to its own.
    second_browser.cookies[f"{settings.CART_COOKIE_NAME}_de"] = browser.cart_cookie.value
    sign_in(second_browser, user)
    assert Cart.objects.get().customer_id is None


def test_s05_the_cookie_of_a_customers_cart_opens_nothing(browser, second_browser, user):
    browser.add(sold("DESK"))
    stolen = browser.cart_cookie.value
    sign_in(browser, user)
    second_browser.cookies[settings.CART_COOKIE_NAME] = stolen
    sign_in(second_browser, make_other(user))
    assert quantities_in(own_cart(user)) == {"DESK": 1}
    assert Cart.objects.count() == 1


def test_s06_the_token_known_from_before_shows_nothing_of_the_customer(browser, second_browser, user):
    browser.add(sold("DESK"))
    planted = browser.cart_cookie.value
    second_browser.cookies[settings.CART_COOKIE_NAME] = planted
    sign_in(browser, user)
    own = own_cart(user)
    own.checkout_input = {"name": "Anna Meyer"}
    own.save()
    assert "Your cart is empty" in text_of(second_browser.get("/cart/"))
    second_browser.add(sold("LAMP"))
    assert quantities_in(own_cart(user)) == {"DESK": 1}


def make_other(user):
    other = make_user()
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)
    return other
