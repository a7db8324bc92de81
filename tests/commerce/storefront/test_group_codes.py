"""Codes for groups of customers over HTTP: members, others, guests, and who signs out."""

import re
from html import unescape

import pytest

from commerce.cart.models import Cart, CartCode
from commerce.customers.operations import remove_member
from kinsite.foundation.actors import SYSTEM
from tests.commerce.storefront.test_codes import checkout, place_shown, text_of
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.customers import make_account
from tests.factories.discounts import make_discount
from tests.factories.groups import make_group, make_member

pytestmark = pytest.mark.django_db
FOR_OTHERS = "This code is for a group of customers that your account does not belong to."
FOR_ACCOUNTS = "This code is for certain accounts. Please sign in, then enter it again."
MEMBER = "member@example.com"


@pytest.fixture
def desk(shop):
    return make_product("DESK", title="Oak desk", price=10000, stock=9)


@pytest.fixture
def studios():
    return make_group("Studios")


@pytest.fixture(autouse=True)
def member(studios):
    make_discount("STUDIO15", name="For studios", percent=15, groups=(studios,))
    return make_member(studios, make_account(MEMBER))


def apply(browser):
    return browser.post("/cart/code/", {"code": "studio15"})


def test_a_member_enters_it_and_pays_less(browser, desk, member, stripe):
    browser.force_login(member.customer.user)
    browser.add(desk)
    assert apply(browser).status_code == 302
    for path in ("/cart/", "/cart/drawer/", "/checkout/"):
        assert "For studios STUDIO15 Remove -$15.00" in text_of(browser.get(path))
    placed = place_shown(browser, checkout(browser, email="other@example.com"), email="other@example.com")
    assert "clientSecret" in placed.json()


def test_who_is_signed_in_and_no_member_is_told_so(browser, desk):
    browser.force_login(make_account("ben@example.com"))
    browser.add(desk)
    answer = apply(browser)
    assert (answer.status_code, FOR_OTHERS in text_of(answer)) == (422, True)
    assert "Studios" not in text_of(answer)
    assert not CartCode.objects.exists()


def test_a_guest_is_told_the_same_whatever_address_is_typed(browser, desk):
    browser.add(desk)
    assert FOR_ACCOUNTS in text_of(apply(browser))

    def answered(email):
        page = checkout(browser, email=email, code="STUDIO15", update="code")
        assert FOR_ACCOUNTS in text_of(page)
        return re.sub(r"value=\"[^\"]*\"|content=\"[^\"]*\"|nonce=\"[^\"]*\"", "", unescape(page.text))

    assert answered(MEMBER) == answered("nobody@example.com")
    assert not CartCode.objects.exists()


def test_a_code_that_got_into_a_guests_cart_is_refused_alike_when_placed(browser, desk, stripe):
    browser.add(desk)
    CartCode.objects.create(cart=Cart.objects.get(), code="STUDIO15")
    texts = []
    for email in (MEMBER, "nobody@example.com"):
        shown = checkout(browser, email=email)
        assert FOR_ACCOUNTS in text_of(shown)
        typed = {**ADDRESS, "email": email, "delivery": "standard", "agreed": "stale"}
        refused = browser.post("/checkout/place/", typed)
        assert refused.status_code == 409
        texts.append(text_of(refused).replace(email, ""))
    assert FOR_ACCOUNTS in texts[0]
    assert texts[0] == texts[1]


def test_signing_out_takes_the_discount_along(browser, desk, member):
    browser.force_login(member.customer.user)
    browser.add(desk)
    apply(browser)
    browser.logout()
    browser.add(desk)
    assert "STUDIO15" not in text_of(browser.get("/cart/"))
    assert FOR_ACCOUNTS in text_of(apply(browser))
    browser.force_login(member.customer.user)
    assert "For studios" in text_of(browser.get("/cart/"))


def test_who_left_the_group_reads_why_in_cart_and_checkout(browser, desk, member):
    browser.force_login(member.customer.user)
    browser.add(desk)
    apply(browser)
    shown = checkout(browser)
    remove_member(member=member, by=SYSTEM)
    refused = place_shown(browser, shown)
    assert refused.status_code == 409
    assert f"{FOR_OTHERS} Please check the new total" in text_of(refused)
    for path in ("/cart/", "/cart/drawer/", "/checkout/"):
        assert FOR_OTHERS in text_of(browser.get(path))
