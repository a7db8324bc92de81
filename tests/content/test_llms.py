"""Programs that read texts are told in one place what the shop is and where its pages are."""

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from tests.factories.catalogue import make_product
from tests.factories.content import (
    draft_product_page,
    make_home,
    make_product_page,
    make_standard_page,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


def read(client):
    answer = client.get("/llms.txt")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return answer.text


def test_it_says_what_the_shop_is_and_names_its_main_pages_with_their_texts(client):
    make_market()
    make_home(search_description="Calm tools for desks.")
    make_standard_page("About", search_description="Who [we]\nare.")
    make_product_page(make_product(), slug="calm-desk")
    lines = read(client).splitlines()
    assert lines[0] == "# Kin Workspace"
    assert "> Calm tools for desks." in lines
    assert f"- [About]({settings.SITE_URL}/about/): Who we are." in lines
    assert any(line.startswith(f"- [Desks]({settings.SITE_URL}/shop/desks/)") for line in lines)
    assert not any("calm-desk" in line for line in lines)


def test_it_names_what_else_there_is_to_fetch_in_each_market(client):
    make_market()
    make_german_market()
    make_home()
    text = read(client)
    for path in ("/sitemap.xml", "/feeds/products.xml", "/de/feeds/products.xml"):
        assert f"({settings.SITE_URL}{path})" in text
        assert client.get(path).status_code == 200


def test_what_is_not_open_to_everyone_is_not_named(client):
    make_market()
    secret = make_standard_page("Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    draft_product_page(make_product(), title="Not yet")
    text = read(client)
    assert "Secret" not in text and "Not yet" not in text


def test_a_shop_without_pages_has_one_too(client):
    make_market()
    assert read(client).startswith("# Kin Workspace")


@pytest.mark.parametrize("prefix", ["", "/de"])
def test_robots_leave_what_is_personal_alone_in_every_language(client, prefix):
    closed = client.get("/robots.txt").text.splitlines()
    for path in ("/cart/", "/checkout/", "/orders/", "/account/", "/accounts/", "/offers/"):
        assert f"Disallow: {prefix}{path}" in closed
    assert "Disallow: /de/admin/" not in closed
