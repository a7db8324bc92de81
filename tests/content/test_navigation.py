"""Header and footer follow the tree, cost one query, and cost the admin nothing."""

import pytest
from django.core.cache import cache
from django.utils.translation import override

from content.navigation import forget_navigation, links_for
from tests.factories.catalogue import make_product
from tests.factories.content import (
    make_collection_page,
    make_home,
    make_product_page,
    make_shop_page,
    make_standard_page,
    publish,
)
from tests.factories.markets import make_market

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    make_market()
    make_collection_page("desks")
    make_collection_page("seating")
    make_standard_page("About", footer="company", show_in_menus=True)
    support = make_standard_page("Support", footer="help", show_in_menus=True)
    make_standard_page("Shipping", parent=support, footer="help", show_in_menus=True)
    make_standard_page("Imprint")
    forget_navigation()
    return make_home()


def titles(items):
    return [item["title"] for item in items]


def test_the_header_has_the_pages_below_home_that_are_shown_in_menus(tree):
    header = links_for("en")["header"]
    assert titles(header) == ["Shop", "About", "Support"]
    assert [item["url"] for item in header] == ["/shop/", "/about/", "/support/"]


def test_the_footer_has_collections_help_and_company(tree):
    footer = {str(group["title"]): titles(group["items"]) for group in links_for("en")["footer"]}
    assert footer == {
        "Shop": ["Desks", "Seating"],
        "Help": ["Support", "Shipping"],
        "Company": ["About"],
    }


def test_a_group_without_pages_is_left_out():
    make_shop_page()
    assert links_for("en")["footer"] == []


def test_a_language_without_pages_shows_the_first_ones(tree):
    assert links_for("de") == links_for("en")


def test_a_language_with_pages_shows_its_own(tree):
    home = make_home("de")
    make_standard_page("Über uns", parent=home, slug="about", show_in_menus=True)
    forget_navigation()
    assert [(item["title"], item["url"]) for item in links_for("de")["header"]] == [
        ("Über uns", "/de/about/")
    ]


def test_titles_of_groups_are_in_the_language_of_whoever_reads_them(tree):
    links_for("en")
    with override("de"):
        from django.utils.translation import gettext

        assert str(links_for("en")["footer"][1]["title"]) == gettext("Help")


def test_it_is_read_in_one_query_and_then_from_the_cache(tree, django_assert_num_queries):
    from wagtail.models import Site

    Site.get_site_root_paths()
    with django_assert_num_queries(1):
        links_for("en")
    with django_assert_num_queries(0):
        links_for("en")


def test_it_is_forgotten_when_a_page_comes_goes_or_is_renamed(tree, django_capture_on_commit_callbacks):
    links_for("en")
    with django_capture_on_commit_callbacks(execute=True):
        page = make_standard_page("Journal", show_in_menus=True)
    assert "Journal" in titles(links_for("en")["header"])
    page.title = "Notes"
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(page)
    assert "Notes" in titles(links_for("en")["header"])
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert "Notes" not in titles(links_for("en")["header"])


def test_the_page_itself_and_the_section_it_lies_in_are_marked(tree, client):
    make_product_page(make_product(), slug="calm-desk")
    page = client.get("/shop/").content.decode()
    assert '<a class="navigation__link" href="/shop/" aria-current="page">' in page
    below = client.get("/shop/desks/calm-desk/").content.decode()
    assert '<a class="navigation__link" href="/shop/" aria-current="true">' in below


def test_the_admin_reads_no_navigation(tree, owner):
    cache.clear()
    owner.get("/admin/")
    assert cache.get("content.navigation.en") is None
