"""What the head of a page tells machines: who keeps the shop, what is asked, how a shared link looks."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from tests.factories.catalogue import make_image, make_picture, make_product
from tests.factories.content import (
    make_home,
    make_product_page,
    make_standard_page,
    publish,
)

pytestmark = pytest.mark.django_db

QUESTIONS = {
    "type": "questions",
    "value": {
        "title": "Questions",
        "questions": [
            {
                "question": "How long does <oak> last?",
                "answer": "<p>Longer than <b>we</b> do.</p><p>Oil it &amp; see.</p>",
            },
            {"question": "Who carries it up?", "answer": "<p>Two people.</p>"},
        ],
    },
}


def page_at(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def things(page):
    [block] = page.select('script[type="application/ld+json"]')
    return {thing["@type"]: thing for thing in json.loads(block.string)["@graph"]}


def shared(page):
    return {meta["property"]: meta["content"] for meta in page.select('meta[property^="og:"]')}


def with_questions(page):
    page.story = json.dumps([{"type": "heading", "value": {"text": "Ask"}}, QUESTIONS])
    return publish(page)


def plain(text):
    return " ".join(text.split())


def test_home_says_who_keeps_the_shop(client):
    make_home(search_description="Calm tools for desks.")
    page = page_at(client, "/")
    keeper = things(page)["Organization"]
    assert (keeper["name"], keeper["url"]) == ("Kin Workspace", f"{settings.SITE_URL}/")
    assert keeper["slogan"] == page.h1.text
    assert keeper["description"] == page.select_one("meta[name=description]")["content"]
    assert client.get(keeper["logo"].removeprefix(settings.SITE_URL)).status_code == 200
    assert "BreadcrumbList" not in things(page)


def test_other_pages_say_the_way_to_them_instead(client):
    make_standard_page("About")
    found = things(page_at(client, "/about/"))
    assert set(found) == {"BreadcrumbList"}


def test_questions_for_machines_are_those_that_people_read(client):
    with_questions(make_standard_page("Support"))
    page = page_at(client, "/support/")
    asked = [
        (entry["name"], entry["acceptedAnswer"]["text"]) for entry in things(page)["FAQPage"]["mainEntity"]
    ]
    shown = [
        (plain(item.summary.text), plain(item.select_one(".accordion__answer").get_text(" ")))
        for item in page.select(".accordion__item")
    ]
    assert asked == [
        ("How long does <oak> last?", "Longer than we do. Oil it & see."),
        ("Who carries it up?", "Two people."),
    ]
    assert [(name, re.sub(r" (?=\W)", " ", text)) for name, text in shown] == asked


def test_a_product_with_questions_keeps_its_offer(client):
    with_questions(make_product_page(make_product(), slug="calm-desk"))
    assert set(things(page_at(client, "/shop/desks/calm-desk/"))) == {
        "Product",
        "BreadcrumbList",
        "FAQPage",
    }


def test_a_shared_link_has_title_text_picture_with_its_size_and_address(client):
    variant = make_product()
    make_picture(variant.product, image=make_image())
    make_product_page(variant, title="Calm Desk", slug="calm-desk", search_description="Quiet oak.")
    found = shared(page_at(client, "/shop/desks/calm-desk/"))
    assert found.pop("og:image").startswith(f"{settings.SITE_URL}/media/")
    assert found == {
        "og:site_name": "Kin Workspace",
        "og:type": "product",
        "og:title": "Calm Desk",
        "og:description": "Quiet oak.",
        "og:url": f"{settings.SITE_URL}/shop/desks/calm-desk/",
        "og:locale": "en_US",
        "og:image:width": "8",
        "og:image:height": "6",
    }


def test_a_page_in_two_languages_names_the_other_one(client):
    home, german = make_home(), make_home("de")
    page = page_at(client, german.url)
    assert shared(page)["og:locale"] == "de_DE"
    assert shared(page)["og:locale:alternate"] == "en_US"
    links = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate]")}
    assert links == {
        "en": f"{settings.SITE_URL}{home.url}",
        "de": f"{settings.SITE_URL}{german.url}",
        "x-default": f"{settings.SITE_URL}{home.url}",
    }


def test_a_page_in_one_language_names_no_other(client):
    make_home()
    page = page_at(client, "/")
    assert not page.select("link[rel=alternate]")
    assert "og:locale:alternate" not in shared(page)
