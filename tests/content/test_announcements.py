"""One sentence above every page of a language: it comes and goes by the clock, whatever is cached."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content.errors import StillUsed
from content.models import Announcement
from content.navigation import announcement_at, forget_navigation, links_for
from content.pages.base import EDGE_SECONDS
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.content import make_home, make_product_page, make_standard_page
from tests.factories.customers import make_user
from tests.factories.markets import make_market
from tests.factories.snippets import locale_of, make_announcement

pytestmark = pytest.mark.django_db
BAR = re.compile(r'<p class="announcement__text.*?</p>', re.DOTALL)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def hours(count):
    return clock.now() + timedelta(hours=count)


def bar(client, path="/"):
    """What is announced above a page, without tags."""
    found = BAR.findall(client.get(path).content.decode())
    assert len(found) <= 1
    return re.sub(r"<[^>]+>", "", found[0]).strip() if found else None


def seconds_kept(client, path="/"):
    return int(re.search(r"s-maxage=(\d+)", client.get(path).headers["Cache-Control"])[1])


@pytest.fixture(autouse=True)
def home():
    make_market()
    return make_home()


def test_it_begins_and_ends_by_the_clock_though_the_links_stay_cached(client):
    make_announcement(starts_at=hours(1), ends_at=hours(3))
    assert bar(client) is None
    kept = links_for("en")
    for hour, shown in ((2, "Free delivery in June"), (4, None)):
        with clock.travel(hours(hour)):
            assert links_for("en") == kept
            assert bar(client) == shown


@pytest.mark.parametrize(("offset", "is_shown"), [(-1, False), (0, True), (59, True), (60, False)])
def test_it_is_shown_from_its_first_moment_until_just_before_its_last(offset, is_shown):
    start = clock.now()
    entry = {"text": "Now", "link": None, "starts_at": start, "ends_at": start + timedelta(seconds=60)}
    assert announcement_at(start + timedelta(seconds=offset), [entry]) == (entry if is_shown else None)


def test_without_an_end_it_stays_until_it_is_unpublished(client, django_capture_on_commit_callbacks):
    announcement = make_announcement(starts_at=hours(-1))
    with clock.travel(hours(24 * 365)):
        assert bar(client) == "Free delivery in June"
    with django_capture_on_commit_callbacks(execute=True):
        announcement.unpublish()
    assert bar(client) is None


def test_of_several_the_one_that_began_last_is_shown(client):
    make_announcement("The long one", starts_at=hours(-5))
    make_announcement("The short one", starts_at=hours(-1), ends_at=hours(1))
    assert bar(client) == "The short one"
    with clock.travel(hours(2)):
        assert bar(client) == "The long one"


def test_whatever_stands_between_keeps_a_page_no_longer_than_it_is_true(client):
    assert seconds_kept(client) == EDGE_SECONDS
    make_announcement(starts_at=clock.now() + timedelta(seconds=20), ends_at=hours(1))
    forget_navigation()
    assert 18 <= seconds_kept(client) <= 20
    with clock.travel(clock.now() + timedelta(minutes=1)):
        assert seconds_kept(client) == EDGE_SECONDS
    with clock.travel(hours(1) - timedelta(seconds=8)):
        assert seconds_kept(client) <= 8


def test_a_change_is_shown_as_soon_as_it_is_committed(client, django_capture_on_commit_callbacks):
    assert bar(client) is None
    with django_capture_on_commit_callbacks(execute=True):
        announcement = make_announcement(starts_at=hours(-1))
    assert bar(client) == "Free delivery in June"
    announcement.text = "Free delivery in July"
    announcement.save_revision()
    assert bar(client) == "Free delivery in June"
    with django_capture_on_commit_callbacks(execute=True):
        announcement.latest_revision.publish()
    assert bar(client) == "Free delivery in July"
    with django_capture_on_commit_callbacks(execute=True):
        announcement.delete()
    assert bar(client) is None


def test_what_a_browser_remembers_it_by_changes_with_what_is_published(
    client, django_capture_on_commit_callbacks
):
    def closed_as():
        return re.findall(r'data-closes="([^"]+)"', client.get("/").content.decode())

    assert "js/announcement" not in client.get("/").content.decode()
    announcement = make_announcement(starts_at=hours(-1))
    forget_navigation()
    first = closed_as()
    assert len(first) == 1
    announcement.text = "Free delivery in July"
    announcement.save_revision()
    forget_navigation()
    assert closed_as() == first
    with django_capture_on_commit_callbacks(execute=True):
        announcement.latest_revision.publish()
    assert len(closed_as()) == 1
    assert closed_as() != first


def test_a_draft_is_not_shown(client):
    draft = Announcement(text="Not yet", live=False, locale=locale_of("en"))
    draft.save()
    draft.save_revision()
    assert bar(client) is None


def test_each_language_has_its_own_and_borrows_none(client):
    make_announcement("In English", starts_at=hours(-1))
    assert bar(client) == "In English"
    assert bar(client, "/de/") is None
    make_home("de")
    make_announcement("Auf Deutsch", language="de", starts_at=hours(-1))
    forget_navigation()
    assert bar(client, "/de/") == "Auf Deutsch"
    assert bar(client) == "In English"


def test_guest_and_customer_read_the_same_bytes(client):
    make_announcement(starts_at=hours(-1))
    guest = client.get("/").content
    client.force_login(make_user(), backend=BACKEND)
    assert client.get("/").content == guest
    assert b"Free delivery in June" in guest


def test_it_stands_above_the_cart_and_leads_nobody_away_from_the_checkout(client):
    make_product("DESK", stock=5)
    make_announcement(starts_at=hours(-1))
    client.post("/cart/add/", {"variant": "DESK", "quantity": 1})
    assert bar(client, "/cart/")
    assert bar(client, "/checkout/") is None


class TestLink:
    def test_it_leads_to_a_page_as_long_as_that_is_public(self, client, django_capture_on_commit_callbacks):
        about = make_standard_page("About")
        make_announcement(link_label="Read more", link_page=about, starts_at=hours(-1))
        assert 'class="announcement__link" href="/about/">Read more' in client.get("/").content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            about.unpublish()
        assert bar(client) == "Free delivery in June"

    def test_a_page_that_goes_all_the_same_takes_only_the_link_with_it(self, client):
        about = make_standard_page("About")
        make_announcement(link_label="Read more", link_page=about, starts_at=hours(-1))
        with pytest.raises(StillUsed):
            about.delete()
        Page.objects.get(pk=about.pk).delete()
        assert bar(client) == "Free delivery in June"

    @pytest.mark.parametrize("address", ["/shop/", "https://example.com/?a=b", "mailto:us@example.com"])
    def test_an_address_may_lead_elsewhere(self, address):
        Announcement(text="Hi", link_label="On", link_address=address, locale=locale_of("en")).full_clean()

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "//evil.example",
            "/\\evil.example",
            "http://plain.example",
            "shop",
            "/a b",
            " /a",
        ],
    )
    def test_an_address_that_could_deceive_is_refused(self, address):
        with pytest.raises(ValidationError) as refusal:
            Announcement(
                text="Hi", link_label="On", link_address=address, locale=locale_of("en")
            ).full_clean()
        assert "link_address" in refusal.value.message_dict

    @pytest.mark.parametrize(
        "facts", [{"link_label": "On"}, {"link_address": "/shop/"}, {"link_address": "/shop/", "page": True}]
    )
    def test_half_a_link_and_a_double_one_are_refused(self, home, facts):
        page = home if facts.pop("page", False) else None
        with pytest.raises(ValidationError):
            Announcement(text="Hi", link_page=page, locale=locale_of("en"), **facts).full_clean()


def test_one_that_ends_before_it_starts_is_refused():
    facts = {"text": "Hi", "starts_at": hours(2), "ends_at": hours(1), "locale": locale_of("en")}
    with pytest.raises(ValidationError, match="end after it starts"):
        Announcement(**facts).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.create(**facts)


def test_a_cached_page_asks_for_nothing_more(client, django_assert_num_queries):
    """What the bar costs is read with the links: a page with one takes as many queries as without."""
    make_product_page(make_product(), slug="calm-desk")
    path = "/shop/desks/calm-desk/"
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
        without = len(queries)
    make_announcement(link_label="On", link_page=Page.objects.get(slug="shop"), starts_at=hours(-1))
    forget_navigation()
    assert bar(client, path)
    with django_assert_num_queries(without):
        assert bar(client, path)
