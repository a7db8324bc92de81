"""A colleague sees the shop as a customer does: written down, for a while, without payment."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import Resolver404, resolve, reverse

from commerce.backoffice.permissions import IMPERSONATE_CUSTOMERS, OFFERED_TO_GROUPS, VIEW_CUSTOMERS
from commerce.cart.models import Cart
from commerce.customers.desk import SupportVisit
from commerce.customers.operations import customer_for_guest
from commerce.customers.visits import LASTS
from commerce.orders.models import Order
from commerce.storefront.support import OPEN_FORMS
from kinsite.accounts.models import User
from kinsite.foundation import clock
from tests.commerce.backoffice.test_discounts import said
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, make_shop
from tests.factories.customers import PASSWORD, make_account, make_customer
from tests.factories.staff import make_colleague
from tests.security.routes import walk
from tests.security.things import Things


@pytest.fixture
def anna(begun):
    make_shop()
    return make_customer(make_account("anna@example.com"))


@pytest.fixture
def colleague():
    return make_colleague(VIEW_CUSTOMERS, IMPERSONATE_CUSTOMERS)


@pytest.fixture
def browser(colleague):
    browser = Browser()
    browser.force_login(colleague)
    return browser


def begin(browser, customer, reason="Asked why the code fails"):
    return browser.post(reverse("customers:impersonate", args=[customer.pk]), {"reason": reason})


def name_of(address):
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def whose(browser):
    return browser.session.get("_auth_user_id")


def test_who_whom_why_and_until_when_is_written_down_and_shown(browser, anna, colleague):
    assert begin(browser, anna, reason=" ").status_code == 422
    answer = begin(browser, anna)
    assert (answer.status_code, answer.url) == (302, "/account/")
    visit = SupportVisit.objects.get()
    assert (visit.customer, visit.actor_id, visit.reason) == (anna, colleague.pk, "Asked why the code fails")
    assert visit.until - visit.began_at == LASTS
    assert whose(browser) == str(anna.user.pk)
    assert User.objects.get(pk=anna.user.pk).last_login is None
    browser.post("/account/visit/leave/")
    page = said(browser.get(reverse("customers:page", args=[anna.pk])))
    for words in ("Seen for support", "Asked why the code fails", "Clara Packer"):
        assert words in page


def test_the_banner_comes_with_the_live_part_and_the_way_out_leads_back(browser, anna, colleague):
    assert "Visit for support" not in browser.get("/cart/badge/").text
    begin(browser, anna)
    badge = said(browser.get("/cart/badge/"))
    assert "you see the shop as anna@example.com does" in badge
    assert 'action="/account/visit/leave/"' in badge
    answer = browser.post("/account/visit/leave/")
    assert answer.url == reverse("customers:page", args=[anna.pk])
    assert whose(browser) == str(colleague.pk)
    assert SupportVisit.objects.get().ended_at is not None
    assert "Visit for support" not in browser.get("/cart/badge/").text


def test_pages_for_everyone_are_not_touched(browser, anna):
    from tests.factories.content import make_collection_page, make_product_page

    page = make_product_page(make_product("DESK-OAK"), parent=make_collection_page())
    before = browser.get(page.url)
    begin(browser, anna)
    during = browser.get(page.url)
    assert "Visit for support" not in during.text
    assert "anna@example.com" not in during.text
    assert before.get("Vary") == during.get("Vary")
    assert before.get("Cache-Control") == during.get("Cache-Control")


def test_nothing_is_paid_or_ordered(browser, anna, stripe):
    desk = make_product("DESK-OAK", price=12900, stock=5)
    begin(browser, anna)
    assert browser.add(desk, 1).status_code == 302
    assert Cart.objects.get().customer == anna
    form = {**ADDRESS, "email": "anna@example.com", "delivery": "standard", "agreed": "0" * 64}
    for answer in (
        browser.get("/checkout/"),
        browser.get("/de/checkout/"),
        browser.post("/checkout/", form),
        browser.post("/checkout/place/", form),
        browser.post("/checkout/wallet/"),
        browser.get("/checkout/return/"),
        browser.get("/account/payment-methods/"),
        browser.post("/account/payment-methods/remove/", {"card": "pm_1"}),
    ):
        assert answer.status_code == 403
        assert re.search("This is the customer|Das ist der Kundin", answer.text)
    assert not Order.objects.exists()
    assert stripe.accepted() == []


@pytest.mark.parametrize(
    "path",
    ["password/change", "password/set", "email", "2fa", "2fa/totp/activate", "logout", "reauthenticate"],
)
def test_neither_password_nor_address_nor_second_factor_is_changed(browser, anna, path):
    begin(browser, anna)
    form = {"oldpassword": PASSWORD, "password1": "other-words-here", "password2": "other-words-here"}
    form |= {"email": "eve@example.com", "action_add": "", "password": PASSWORD}
    assert browser.get(f"/accounts/{path}/").status_code == 403
    assert browser.post(f"/accounts/{path}/", form).status_code == 403
    user = User.objects.get(pk=anna.user.pk)
    assert user.check_password(PASSWORD)
    assert list(user.emailaddress_set.values_list("email", flat=True)) == ["anna@example.com"]
    assert whose(browser) == str(anna.user.pk)


def test_of_all_that_can_be_sent_only_what_is_named_is_heard(browser, anna):
    things = Things()
    things.line = type("Line", (), {"pk": 1})
    begin(browser, anna)
    refused = set()
    for route in walk():
        address = things.address(route.address)
        answer, name = browser.post(address), name_of(address)
        if name == "visit_leave":
            begin(browser, anna)
        elif name and name not in OPEN_FORMS:
            assert answer.status_code == 403, address
            refused.add(name)
    assert {"checkout_place", "account_change_password", "account_logout", "account_email"} <= refused
    assert {"account_review", "newsletter", "review_write", "wishlist_notify"} <= refused


def test_the_admin_is_closed_meanwhile(browser, anna):
    begin(browser, anna)
    assert browser.get("/admin/").status_code == 403
    assert begin(browser, anna).status_code == 403
    assert SupportVisit.objects.count() == 1


def test_after_thirty_minutes_it_is_over_and_what_was_sent_is_not_done(browser, anna, colleague):
    desk = make_product("DESK-OAK", stock=5)
    begin(browser, anna)
    with clock.travel(clock.now() + LASTS + timedelta(seconds=1)):
        answer = browser.add(desk, 1)
        assert answer.url == reverse("customers:page", args=[anna.pk])
    assert not Cart.objects.exists()
    assert whose(browser) == str(colleague.pk)
    visit = SupportVisit.objects.get()
    assert visit.ended_at == visit.until


@pytest.mark.parametrize("what", ["right taken", "colleague closed", "customer became staff"])
def test_it_ends_at_once_where_it_should_not_be(browser, anna, colleague, what):
    begin(browser, anna)
    if what == "right taken":
        colleague.user_permissions.remove(Permission.objects.get(codename="impersonate_customer"))
    elif what == "colleague closed":
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    else:
        User.objects.filter(pk=anna.user.pk).update(is_staff=True)
    assert browser.get("/account/").status_code == 302
    assert whose(browser) != str(anna.user.pk)
    assert SupportVisit.objects.get().ended_at is not None


@pytest.mark.parametrize("who", ["guest", "staff", "superuser", "with access", "closed"])
def test_only_a_shoppers_account_is_visited(browser, anna, who):
    customer = anna
    if who == "guest":
        customer = customer_for_guest(email="g@example.com", name="Gil", phone="", language="en")
    elif who == "with access":
        anna.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    else:
        fields = {"staff": {"is_staff": True}, "superuser": {"is_superuser": True}}
        User.objects.filter(pk=anna.user.pk).update(**fields.get(who, {"is_active": False}))
    answer = begin(browser, customer)
    assert (answer.status_code, "no account that can be looked at" in said(answer)) == (422, True)
    assert not SupportVisit.objects.exists()


def test_without_the_right_of_its_own_nobody_begins(sign_in, anna):
    others = sign_in(*[right for right in OFFERED_TO_GROUPS if right != IMPERSONATE_CUSTOMERS])
    assert begin(others, anna).url == reverse("wagtailadmin_home")
    assert (
        reverse("customers:impersonate", args=[anna.pk])
        not in others.get(reverse("customers:page", args=[anna.pk])).text
    )
    assert not SupportVisit.objects.exists()


def test_who_is_on_no_visit_finds_no_way_out(anna):
    browser = Browser()
    assert browser.post("/account/visit/leave/").status_code == 404
