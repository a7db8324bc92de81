"""Header and footer follow the tree, or the menus of editors; they cost little, and the admin nothing."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page, Site

from content.blocks.menus import MenuLinkBlock
from content.models import FooterMenu, HeaderMenu
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
from tests.factories.snippets import locale_of, make_footer_menu, make_header_menu

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


def test_it_is_read_in_five_queries_and_then_from_the_cache(tree, django_assert_num_queries):
    """Two menus that are not there, the tree, the announcements, who sells."""
    Site.get_site_root_paths()
    with django_assert_num_queries(5):
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


def pk_of(slug):
    return Page.objects.get(slug=slug).pk


class TestMenus:
    """What editors set stands in place of the tree, part by part."""

    def test_the_header_has_pages_and_addresses_in_the_order_given(self, tree):
        make_header_menu(
            {"page": pk_of("about")},
            {"label": "All we make", "page": pk_of("shop")},
            {"label": "Sketches", "address": "https://sketches.example/"},
        )
        assert links_for("en")["header"] == [
            {"title": "About", "url": "/about/"},
            {"title": "All we make", "url": "/shop/"},
            {"title": "Sketches", "url": "https://sketches.example/"},
        ]
        assert titles(links_for("en")["footer"]) == ["Shop", "Help", "Company"]

    def test_the_footer_has_columns(self, tree, client):
        make_footer_menu(
            {"Read": [{"page": pk_of("about")}], "Ask": [{"label": "Mail", "address": "/cart/"}]}
        )
        assert [(column["title"], titles(column["items"])) for column in links_for("en")["footer"]] == [
            ("Read", ["About"]),
            ("Ask", ["Mail"]),
        ]
        footer = client.get("/").content.decode().split('<footer class="footer">')[1]
        assert '<li><a href="/cart/">Mail</a></li>' in footer

    def test_links_to_pages_that_are_not_public_are_left_out_and_so_are_empty_columns(
        self, tree, django_capture_on_commit_callbacks
    ):
        make_header_menu({"page": pk_of("about")}, {"page": pk_of("shop")})
        make_footer_menu({"Read": [{"page": pk_of("about")}], "Buy": [{"page": pk_of("shop")}]})
        links_for("en")
        with django_capture_on_commit_callbacks(execute=True):
            Page.objects.get(slug="about").specific.unpublish()
        assert titles(links_for("en")["header"]) == ["Shop"]
        assert titles(links_for("en")["footer"]) == ["Buy"]

    def test_the_tree_gives_the_menu_again_once_it_is_unpublished(
        self, tree, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            menu = make_header_menu({"page": pk_of("about")})
        assert titles(links_for("en")["header"]) == ["About"]
        with django_capture_on_commit_callbacks(execute=True):
            menu.unpublish()
        assert titles(links_for("en")["header"]) == ["Shop", "About", "Support"]

    def test_a_draft_changes_nothing_until_it_is_published(self, tree, django_capture_on_commit_callbacks):
        menu = make_header_menu({"page": pk_of("about")})
        menu.links = [("link", {"label": "Goods", "page": tree, "address": ""})]
        menu.save_revision()
        assert titles(links_for("en")["header"]) == ["About"]
        with django_capture_on_commit_callbacks(execute=True):
            menu.latest_revision.publish()
        assert titles(links_for("en")["header"]) == ["Goods"]

    def test_each_language_has_its_own(self, tree):
        make_header_menu({"label": "Regal", "address": "/de/cart/"}, language="de")
        assert titles(links_for("de")["header"]) == ["Regal"]
        assert titles(links_for("en")["header"]) == ["Shop", "About", "Support"]

    def test_menus_are_read_in_five_queries_however_long(self, tree, django_assert_num_queries):
        Site.get_site_root_paths()
        links = [{"page": pk_of(slug)} for slug in ("about", "shop", "support", "desks", "seating")]
        make_header_menu(*links)
        make_footer_menu({"One": links, "Two": links})
        forget_navigation()
        # Two menus, their pages, the announcements, who sells.
        with django_assert_num_queries(5):
            links_for("en")

    def test_home_is_no_section_of_everything(self, tree, client):
        make_header_menu({"label": "Start", "page": tree.pk}, {"page": pk_of("about")})
        assert 'href="/">Start</a>' in client.get("/about/").content.decode()
        assert 'href="/" aria-current="page">Start</a>' in client.get("/").content.decode()

    @pytest.mark.parametrize("kind", [HeaderMenu, FooterMenu])
    def test_a_second_menu_of_a_language_is_refused(self, tree, kind):
        make_header_menu({"page": pk_of("about")})
        make_footer_menu({"One": [{"page": pk_of("about")}]})
        with pytest.raises(ValidationError, match="one already"):
            kind(locale=locale_of("en")).clean()
        kind(locale=locale_of("de")).clean()

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({}, "page"),
            ({"page": True, "address": "/shop/"}, "page"),
            ({"address": "/shop/"}, "label"),
            ({"label": "Run", "address": "javascript:alert(1)"}, "address"),
        ],
    )
    def test_a_link_that_leads_nowhere_or_astray_is_refused(self, tree, facts, field):
        block = MenuLinkBlock()
        if facts.get("page"):
            facts = {**facts, "page": tree}
        with pytest.raises(StructBlockValidationError) as refusal:
            block.clean(block.normalize({"label": "", "page": None, "address": "", **facts}))
        assert list(refusal.value.block_errors) == [field]
