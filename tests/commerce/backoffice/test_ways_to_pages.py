"""What our screens link to is open to whoever sees the link: no desk leads into a closed editor."""

import pytest
from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve, reverse

from kinsite.accounts.models import User
from kinsite.demo.people import STAFF
from tests.commerce.storefront.conftest import Browser
from tests.security.desk import our_routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow(seconds=90)]
ROLES = [email for email, *_names in STAFF if not email.startswith("owner")]


def browser_of(email):
    browser = Browser(raise_request_exception=False)
    browser.force_login(User.objects.get(email=email))
    return browser


def is_wagtails(path):
    try:
        return resolve(path).view_name.startswith("wagtail")
    except Resolver404:
        return False


def links_of(answer):
    """What a screen's own part links to of Wagtail's own."""
    if answer.status_code != 200 or answer.streaming or b"<main" not in answer.content:
        return
    main = BeautifulSoup(answer.content, "html.parser").find("main")
    for link in main.find_all("a", href=True):
        path = link["href"].partition("?")[0].partition("#")[0]
        if path.startswith("/admin/") and path != "/admin/" and is_wagtails(path):
            yield path


def test_every_link_into_wagtails_own_is_open_to_whoever_sees_it(house):
    owner, closed = browser_of("owner@example.com"), set()
    addresses = [house.address(route.address) for route in our_routes()]
    leading = [address for address in addresses if set(links_of(owner.get(address)))]
    assert reverse("products:page", args=[house.desk.product.pk]) in leading
    for role in ROLES:
        browser = browser_of(role)
        led = {path: screen for screen in leading for path in links_of(browser.get(screen))}
        for path, screen in led.items():
            answer = browser.get(path)
            if answer.status_code == 403 or (answer.status_code == 302 and answer.url == "/admin/"):
                closed.add((role, screen, path))
    assert closed == set()


def test_who_may_not_edit_a_page_reads_of_it_and_is_led_to_the_shop(house):
    page = reverse("products:page", args=[house.desk.product.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[house.page.pk])
    clerk = browser_of("clerk@example.com").get(page).text
    assert edit not in clerk
    assert f'<a href="{house.page.url}">{house.page.title}</a>' in clerk
    assert edit in browser_of("publisher@example.com").get(page).text
