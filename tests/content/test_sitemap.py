"""The sitemap names each page that is open to everyone, in all its languages, and no other."""

import re

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from tests.factories.catalogue import make_product
from tests.factories.content import draft_product_page, make_home, make_product_page, make_standard_page

pytestmark = pytest.mark.django_db


def locations(client):
    return re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)


def test_it_names_what_is_live_and_open_by_the_shops_own_address(client):
    make_product_page(make_product(), slug="calm-desk")
    draft_product_page(make_product(), slug="not-yet")
    secret = make_standard_page("Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    paths = ["/", "/shop/", "/shop/desks/", "/shop/desks/calm-desk/"]
    assert locations(client) == [settings.SITE_URL + path for path in paths]


def test_another_host_in_the_request_is_in_no_address(client):
    make_home()
    answer = client.get("/sitemap.xml", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in answer.text


def test_a_page_in_two_languages_names_both(client):
    home = make_home()
    assert "hreflang" not in client.get("/sitemap.xml").text
    german = make_home("de")
    text = client.get("/sitemap.xml").text
    assert text.count('hreflang="de"') == text.count('hreflang="en"') == 2
    assert f'href="{settings.SITE_URL}{german.url}"' in text
    assert f'href="{settings.SITE_URL}{home.url}"' in text


@pytest.mark.parametrize("size", [1, 20])
def test_it_costs_the_same_however_many_pages(client, size, django_assert_max_num_queries):
    for number in range(size):
        make_standard_page(f"Page {number}")
    locations(client)
    with django_assert_max_num_queries(6):
        assert len(locations(client)) == size + 1


def test_robots_are_told_where_it_is(client):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").text
