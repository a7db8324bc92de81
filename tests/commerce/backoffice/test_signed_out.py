"""Who was signed out before a click comes back by a look: never to a dead page, and nothing was done.

Routes are read from the URLconf, so that a new one is asked too.
"""

from urllib.parse import quote

import pytest
from django.urls import reverse

from commerce.orders.desk import put_on_hold
from commerce.orders.models import Order
from kinsite.accounts.models import User
from tests.commerce.storefront.conftest import Browser
from tests.factories.refunds import CLERK
from tests.security.desk import is_sent_only, our_routes

pytestmark = pytest.mark.django_db
SAID = "Nothing was done: you were signed out in between. Please do it again."


def sent_only(house):
    """The address of each route of ours that shows nothing itself."""
    for route in our_routes():
        # Of refunds, which are not in the house, tests/commerce/backoffice/test_way.py asks the same.
        if is_sent_only(route) and not route.text.startswith("admin/refunds/"):
            yield house.address(route.address)


def browser_of(user):
    browser = Browser()
    browser.force_login(user)
    return browser


def test_no_address_of_the_admin_is_dead_to_a_look(house):
    browser = browser_of(house.owner)
    addresses = {route.text: house.address(route.address) for route in our_routes()}
    assert [text for text, address in addresses.items() if browser.get(address).status_code == 405] == []


def test_a_look_at_what_is_only_sent_to_leads_to_a_page_that_says_that_nothing_was_done(house):
    browser, addresses = browser_of(house.owner), list(sent_only(house))
    assert len(addresses) > 30
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 302, address
        page = browser.get(answer.url)
        assert (page.status_code, SAID in page.text) == (200, True), address


def test_who_has_no_right_to_it_is_refused_as_before(house):
    editor = browser_of(User.objects.get(email="editor@example.com"))
    for address in sent_only(house):
        answer = editor.get(address)
        assert (answer.status_code, answer.url) == (302, "/admin/"), address
        assert SAID not in editor.get("/admin/").text, address


def test_a_clerk_signs_in_again_and_finds_the_order_as_it_was(house):
    put_on_hold(order=house.order, reason="Odd address", by=CLERK)
    clerk = Browser()
    address = reverse("orders:let_go", args=[house.order.pk]) + "?from=view%3Don-hold"
    asked = clerk.post(address, {"version": house.order.version})
    assert (asked.status_code, asked.url) == (302, f"/admin/login/?next={quote(address)}")
    clerk.force_login(User.objects.get(email="clerk@example.com"))
    answer = clerk.get(address)
    assert answer.url == reverse("orders:page", args=[house.order.pk]) + "?from=view%3Don-hold"
    assert SAID in clerk.get(answer.url).text
    assert Order.objects.get(pk=house.order.pk).is_on_hold
