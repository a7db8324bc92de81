"""The journal lists its stories newest first, and tells feed readers and machines what it shows."""

import json
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from tests.factories.catalogue import make_image, make_product
from tests.factories.content import (
    make_home,
    make_inspiration,
    make_journal,
    make_product_page,
    make_story,
    publish,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.fixture(autouse=True)
def market():
    return make_market()


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def titles_in(text):
    return re.findall(r'class="card__link" href="/journal/[^"]+">([^<]+)<', text)


class TestJournal:
    def test_stories_stand_newest_first_and_drafts_are_not_there(self, client):
        for number, title in enumerate(("Oldest", "Middle", "Newest")):
            make_story(title, written_on=DAY + timedelta(days=number))
        journal = make_journal()
        make_story("Taken down", written_on=DAY + timedelta(days=9)).unpublish()
        assert titles_in(text_of(client, journal.url)) == ["Newest", "Middle", "Oldest"]

    def test_pages_of_twelve_have_links_and_canonical_addresses_of_their_own(self, client):
        for number in range(15):
            make_story(f"Story {number:02}", written_on=DAY + timedelta(days=number))
        first = text_of(client, "/journal/")
        second = text_of(client, "/journal/?page=2")
        assert (len(titles_in(first)), len(titles_in(second))) == (12, 3)
        assert 'href="?page=2"' in first
        assert re.search(r'rel="canonical" href="[^"]+/journal/\?page=2"', second)

    @pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9"])
    def test_a_page_that_is_not_there_is_no_error(self, client, page):
        make_story("A story")
        assert client.get("/journal/", {"page": page}).status_code == 200

    def test_without_stories_it_says_so(self, client):
        assert "The first story is being written" in text_of(client, make_journal().url)

    def test_the_number_of_queries_does_not_grow(self, client, django_assert_max_num_queries):
        for number in range(3):
            make_story(f"Story {number}", picture=make_image(), written_on=DAY)
        text_of(client, "/journal/")
        for number in range(3, 12):
            make_story(f"Story {number}", picture=make_image(), written_on=DAY)
        text_of(client, "/journal/")
        with django_assert_max_num_queries(8):
            text_of(client, "/journal/")


class TestStory:
    def test_the_byline_and_what_machines_read_agree(self, client):
        picture = make_image()
        make_story("One room", author="Mara Lindqvist", topic="Rooms", intro="Two jobs.", written_on=DAY)
        story = make_story(
            "Light", author="Teo Brandt", topic="Light", intro="North.", written_on=DAY, picture=picture
        )
        text = text_of(client, story.url)
        assert "By Teo Brandt" in text
        assert '<time datetime="2026-05-01">May 1, 2026</time>' in text
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
        article = next(thing for thing in data["@graph"] if thing["@type"] == "Article")
        assert article["headline"] == "Light"
        assert article["author"]["name"] == "Teo Brandt"
        assert article["datePublished"] == "2026-05-01"
        assert article["image"][0].startswith("http")
        assert article["image"][0] in text
        assert 'property="og:type" content="article"' in text
        assert "More stories" in text
        assert titles_in(text) == ["One room"]

    def test_a_story_without_a_byline_claims_none(self, client):
        text = text_of(client, make_story("Quiet", written_on=DAY).url)
        assert '"author"' not in text
        assert "More stories" not in text

    def test_the_number_of_queries_does_not_grow_with_its_products(
        self, client, django_assert_max_num_queries
    ):
        products = [make_product_page(make_product(stock=3)).product for _ in range(8)]
        shown = {"title": "", "products": [product.pk for product in products], "stand_ins": []}
        story = make_story(
            story=json.dumps([{"type": "featured_products", "value": shown, "id": "a"}] * 3),
            picture=make_image(),
        )
        text_of(client, story.url)
        with django_assert_max_num_queries(12):
            text_of(client, story.url)


class TestFeed:
    def items(self, client, address="/feeds/journal.xml"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("application/rss+xml")
        return ElementTree.fromstring(answer.content).find("channel")

    def test_the_newest_stories_with_absolute_addresses(self, client, settings):
        for number in range(22):
            make_story(f"Story {number:02} <&>", intro="Words", written_on=DAY + timedelta(days=number))
        channel = self.items(client)
        items = channel.findall("item")
        assert len(items) == 20
        assert items[0].findtext("title") == "Story 21 <&>"
        assert items[0].findtext("link").startswith(f"{settings.SITE_URL}/journal/story-21")
        assert items[0].findtext("pubDate").startswith("Fri, 22 May 2026")
        assert channel.findtext("language") == "en"

    def test_the_journal_says_where_its_feed_is(self, client):
        text = text_of(client, make_journal().url)
        assert 'type="application/rss+xml" title="Journal" href="/feeds/journal.xml"' in text

    def test_a_language_without_a_journal_tells_of_the_first_one(self, client):
        make_german_market()
        make_story("A story")
        assert self.items(client, "/de/feeds/journal.xml").findtext("language") == "en"

    def test_without_a_journal_there_is_none(self, client):
        make_home()
        assert client.get("/feeds/journal.xml").status_code == 404


class TestInspiration:
    def test_set_ups_with_a_title_are_listed_and_lead_to_their_place(self, client):
        product = make_product_page(make_product(stock=3)).product
        picture = {"image": make_image().pk, "alt_text": "A room", "decorative": False}
        spot = {"product": product.pk, "sku": "", "left": 40, "top": 60, "stand_in": None}
        looks = [
            {
                "type": "shop_the_look",
                "id": key,
                "value": {"title": title, "text": "", "picture": picture, "spots": [spot]},
            }
            for key, title in (("a", "Morning"), ("b", "Evening"), ("c", ""))
        ]
        page = make_inspiration(story=json.dumps(looks))
        text = text_of(client, page.url)
        assert re.findall(r'href="#(look-\w)">([^<]+)<', text) == [
            ("look-a", "Morning"),
            ("look-b", "Evening"),
        ]
        assert text.count('id="look-a"') == 1
        assert text.count('class="look__spot"') == 3
        assert 'cx="40%" cy="60%"' in text


def test_a_story_may_not_lie_outside_the_journal():
    from content.models import HomePage, JournalPage, StoryPage

    assert StoryPage.allowed_parent_page_models() == [JournalPage]
    assert JournalPage.allowed_parent_page_models() == [HomePage]
    assert publish(make_journal()).live
