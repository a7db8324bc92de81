"""What is looked for is remembered: nobody's, on the page of results alone, for ninety days."""

from datetime import timedelta

import pytest

from kinsite.foundation import clock
from search.models import SearchQuery
from search.tasks import forget_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shown(goods):
    return goods


def kept():
    return list(SearchQuery.objects.values_list("text", "locale", "hits"))


def test_a_search_is_kept_in_plain_words_with_what_it_found(browser):
    browser.get("/search/", {"q": "  Oak-DESKS "})
    browser.get("/search/", {"q": "Zzzz"})
    assert kept() == [("oak desks", "en", 1), ("zzzz", "en", 0)]


def test_nothing_else_is_kept_of_it():
    names = {field.name for field in SearchQuery._meta.get_fields()}
    assert names == {"id", "text", "locale", "hits", "searched_at"}


def test_suggestions_and_further_pages_are_not_kept(browser):
    browser.get("/search/suggest/", {"q": "oak"})
    browser.get("/search/", {"q": "d" * 3})
    assert kept() == [("ddd", "en", 0)]


@pytest.mark.parametrize(
    "text", ["anna@example.com", "+49 170 1234567", "0170/123 45 67", "anna meyer (212) 555-0100"]
)
def test_what_may_name_a_person_is_not_kept(browser, text):
    assert browser.get("/search/", {"q": text}).status_code == 200
    assert kept() == []


def test_the_number_of_an_order_is_kept(browser):
    browser.get("/search/", {"q": "KW-10001"})
    assert kept() == [("kw 10001", "en", 0)]


def test_what_is_older_than_ninety_days_is_forgotten():
    now = clock.now()
    for days in (1, 89, 91, 400):
        SearchQuery.objects.create(
            text=str(days), locale="en", hits=1, searched_at=now - timedelta(days=days)
        )
    assert forget_queries() == 2
    assert {text for text, *_ in kept()} == {"1", "89"}
    assert forget_queries() == 0
