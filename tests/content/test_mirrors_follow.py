"""Mirrors follow when their page is moved or renamed, and lead on from where they were."""

import pytest
from django.core.management import call_command
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page

from tests.factories.catalogue import make_product
from tests.factories.content import (
    draft_product_page,
    make_collection_page,
    make_home,
    make_journal,
    make_product_page,
    make_standard_page,
    make_story,
    publish,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db


def german(page):
    found = page.get_translation_or_none(Locale.objects.get(language_code="de"))
    return found and Page.objects.get(pk=found.pk)


def own_words(page, **fields):
    """Make the mirror of a page a translation of its own."""
    there = german(page).specific
    there.alias_of = None
    for name, value in fields.items():
        setattr(there, name, value)
    return publish(there)


@pytest.fixture
def site():
    make_market()
    make_german_market()
    make_home()
    make_home("de")
    return make_standard_page("Support")


@pytest.fixture
def move():
    def move(page, target):
        page, target = Page.objects.get(pk=page.pk), Page.objects.get(pk=target.pk)
        MovePageAction(page, target, pos="last-child").execute(skip_permission_checks=True)

    return move


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def rename(page, slug):
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            return publish(page)

    return rename


@pytest.fixture(autouse=True)
def sound_tree(db):
    """However a page came there, the tree is whole and each page bears the address of its place."""
    yield
    assert not any(Page.find_problems())
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"


def leads_to(client, path, target):
    answer = client.get(path)
    return (answer.status_code, answer.get("location")) == (301, target)


class TestMoves:
    def test_a_mirror_follows_below_the_mirror_of_the_parent(self, client, site, move):
        page = make_standard_page("Returns")
        count = Page.objects.count()
        move(page, site)
        assert client.get("/de/support/returns/").status_code == 200
        assert leads_to(client, "/returns/", "/support/returns/")
        assert leads_to(client, "/de/returns/", "/de/support/returns/")
        assert (german(page).alias_of_id, german(page).live) == (page.pk, True)
        assert Page.objects.count() == count

    def test_and_below_a_translation_of_it(self, client, site, move):
        own_words(site, slug="hilfe")
        page = make_standard_page("Returns")
        move(page, site)
        assert german(page).url == "/de/hilfe/returns/"

    def test_a_branch_takes_what_lies_below_along(self, client, site, move):
        page = make_standard_page("Returns")
        child = make_standard_page("Abroad", parent=page)
        own = own_words(make_standard_page("At home", parent=page), slug="daheim")
        move(page, site)
        assert german(child).url == "/de/support/returns/abroad/"
        assert leads_to(client, "/de/returns/abroad/", "/de/support/returns/abroad/")
        assert Page.objects.get(pk=own.pk).url == "/de/support/returns/daheim/"

    def test_a_translation_stays_where_it_is(self, site, move):
        page = make_standard_page("Returns")
        own = own_words(page, slug="retouren")
        move(page, site)
        assert Page.objects.get(pk=own.pk).url == "/de/retouren/"

    def test_it_takes_another_slug_where_its_own_is_taken(self, client, site, move):
        taken = make_standard_page("Sending back", parent=site)
        own_words(taken, slug="returns")
        page = make_standard_page("Returns")
        move(page, site)
        assert german(page).url == "/de/support/returns-1/"
        assert leads_to(client, "/de/returns/", "/de/support/returns-1/")

    def test_it_waits_where_it_is_for_a_parent_of_its_language(self, site, move):
        page = make_standard_page("Returns")
        draft = make_home().add_child(
            instance=type(site)(title="Service", slug="service", locale=site.locale)
        )
        move(page, draft)
        assert german(page).url == "/de/returns/"
        publish(type(draft).objects.get(pk=draft.pk))
        assert german(page).url == "/de/service/returns/"

    def test_it_stays_above_a_parent_that_lies_below_it(self, site, move):
        page = make_standard_page("Returns")
        own = own_words(site, slug="hilfe")
        move(own, german(page))
        move(page, site)
        assert german(page).url == "/de/returns/"

    def test_a_mirror_moved_by_hand_takes_nothing_along(self, site, move):
        page = make_standard_page("Returns")
        move(german(page), german(site))
        assert Page.objects.get(pk=page.pk).url == "/returns/"

    def test_the_shop_learns_where_its_product_is(self, client, site, move):
        page = make_product_page(make_product(), slug="oak-desk", parent=make_collection_page("desks"))
        sale = make_collection_page("sale")
        move(page, sale)
        assert page.product.presences.get(locale="de").path == "/de/shop/sale/oak-desk/"
        assert leads_to(client, "/de/shop/desks/oak-desk/", "/de/shop/sale/oak-desk/")


class TestNewSlugs:
    def test_a_mirror_takes_the_slug_of_its_page(self, client, site, rename):
        make_journal()
        story = make_story("A calm week", slug="calm")
        count = Page.objects.count()
        rename(story, "calmer")
        assert client.get("/de/journal/calmer/").status_code == 200
        assert leads_to(client, "/journal/calm/", "/journal/calmer/")
        assert leads_to(client, "/de/journal/calm/", "/de/journal/calmer/")
        assert Page.objects.count() == count

    def test_what_lies_below_has_new_addresses(self, client, site, rename):
        make_standard_page("Returns", parent=site)
        rename(site, "service")
        assert client.get("/de/service/returns/").status_code == 200
        assert leads_to(client, "/de/support/returns/", "/de/service/returns/")

    def test_one_that_is_taken_is_numbered(self, site, rename):
        page = make_standard_page("Returns")
        own_words(page, slug="service")
        rename(site, "service")
        assert german(site).slug == "service-1"

    def test_a_translation_keeps_its_own(self, site, rename):
        own = own_words(site, slug="hilfe")
        rename(site, "service")
        assert Page.objects.get(pk=own.pk).slug == "hilfe"

    def test_the_home_page_of_a_language_keeps_its_own(self, rename):
        home = make_home()
        Locale.objects.create(language_code="de")
        call_command("mirror_pages", "de")
        before = german(home).slug
        rename(home, "start")
        assert german(home).slug == before

    def test_a_draft_without_a_mirror_gets_none(self, site, rename):
        draft = draft_product_page(product=make_product().product)
        draft.slug = "other"
        draft.save()
        assert german(draft) is None
