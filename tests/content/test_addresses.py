"""Where the shop itself answers no page can lie, and a page is found wherever it may."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from content import views
from content.addresses import reserved_slugs
from content.errors import AddressTaken
from content.models import StandardPage
from content.routing import route
from tests.factories.catalogue import make_product
from tests.factories.content import (
    draft_product_page,
    make_home,
    make_product_page,
    make_standard_page,
    publish,
)


def found(path, language="en"):
    with override(language):
        result = route(RequestFactory().get(f"/{path}"), path)
    return result and result.page


def test_the_first_segments_of_all_routes_are_reserved():
    assert {"admin", "accounts", "cart", "checkout", "orders", "offers", "documents"} <= reserved_slugs()
    assert {"livez", "robots.txt", "csp-report", "media", "static", "de", "en", "_util"} <= reserved_slugs()
    assert not {"shop", "support", "about", "", "journal"} & reserved_slugs()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["cart", "Checkout", "admin", "de", "media"])
def test_a_page_at_a_reserved_address_is_refused_live_and_as_a_draft(slug):
    home = make_home()
    for live in (True, False):
        with pytest.raises(ValidationError, match="shop itself answers"):
            home.add_child(instance=StandardPage(title="Mine", slug=slug, live=live))


@pytest.mark.django_db
def test_deeper_in_the_tree_any_slug_will_do():
    page = make_standard_page("Cart", parent=make_standard_page("Support"), slug="cart")
    assert page.url == "/support/cart/"


@pytest.mark.django_db
def test_a_page_cannot_be_moved_to_a_reserved_address():
    page = make_standard_page("Cart", parent=make_standard_page("Support"), slug="cart")
    with pytest.raises(AddressTaken):
        page.move(make_home(), pos="last-child")
    assert StandardPage.objects.get(pk=page.pk).url == "/support/cart/"


@pytest.mark.django_db
def test_a_page_is_found_with_the_way_to_it():
    page = make_product_page(make_product(), slug="calm-desk")
    here = found("shop/desks/calm-desk/")
    assert here == page
    assert [step.title for step in here.way_here] == ["Home", "Shop", "Desks"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "shop/nothing/",
        "shop/desks/calm-desk/more/",
        "desks/",
        "shop/calm-desk/",
        "shop/" * 50_000,
    ],
)
def test_what_is_not_there_is_not_found(path):
    make_product_page(make_product(), slug="calm-desk")
    assert found(path) is None


@pytest.mark.django_db
def test_a_draft_is_not_found_and_neither_is_an_unpublished_page(client):
    draft_product_page(make_product(), slug="not-yet")
    page = make_product_page(make_product(), slug="calm-desk")
    page.unpublish()
    assert client.get("/shop/desks/not-yet/").status_code == 404
    assert client.get("/shop/desks/calm-desk/").status_code == 410


@pytest.mark.django_db
def test_where_a_product_was_its_collection_is_shown(client):
    page = make_product_page(make_product(title="Calm desk"), slug="calm-desk")
    page.unpublish()
    answer = client.get("/shop/desks/calm-desk/")
    assert answer.status_code == 410
    assert '<h1 class="error-page__title">Calm desk</h1>' in answer.text
    assert 'href="/shop/desks/">See Desks</a>' in answer.text


@pytest.mark.django_db
def test_an_editors_redirect_goes_before_what_is_gone(client):
    page = make_product_page(make_product(), slug="calm-desk")
    page.unpublish()
    Redirect.objects.create(old_path="/shop/desks/calm-desk", redirect_link="/shop/")
    answer = client.get("/shop/desks/calm-desk/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/shop/")


@pytest.mark.django_db
def test_what_was_behind_a_password_is_not_told_of(client):
    page = make_product_page(make_product(), slug="calm-desk")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="calm")
    page.unpublish()
    assert client.get("/shop/desks/calm-desk/").status_code == 404


@pytest.mark.django_db
def test_a_language_without_pages_shows_those_of_the_first():
    make_home()
    page = make_standard_page("About")
    assert found("about/", language="de") == page


@pytest.mark.django_db
def test_a_language_with_pages_shows_its_own_and_no_others():
    make_standard_page("About")
    make_standard_page("Only English")
    page = make_standard_page("Über uns", parent=make_home("de"), slug="about")
    assert found("about/", language="de") == page
    assert found("only-english/", language="de") is None


@pytest.mark.django_db
def test_a_restricted_page_asks_for_its_password_and_so_do_those_below(client):
    parent = make_standard_page("Press")
    make_standard_page("Kit", parent=parent)
    PageViewRestriction.objects.create(page=parent, restriction_type="password", password="quiet")
    for path in ("/press/", "/press/kit/"):
        answer = client.get(path)
        assert "password" in answer.content.decode()
        assert "private" in answer.headers["Cache-Control"]


class TestPassword:
    """A page for those who know a word: told to nobody else, kept by nobody."""

    @pytest.fixture
    def form(self, client):
        page = make_standard_page("Press", search_description="What we tell papers first.")
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="quiet")
        text = client.get("/press/").text
        return re.search(r'action="(/_util/[^"]+)"', text)[1], text

    @pytest.mark.django_db
    def test_the_form_tells_nothing_of_the_page(self, form):
        assert "This page is protected" in form[1]
        assert "What we tell papers first." not in form[1]
        assert "Press" not in form[1]

    @pytest.mark.django_db
    def test_the_word_opens_it_and_no_cache_keeps_it(self, client, form):
        answer = client.post(form[0], {"password": "quiet", "return_url": "/press/"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/press/")
        answer = client.get("/press/")
        assert "<h1" in answer.text and "This page is protected" not in answer.text
        assert "no-store" in answer.headers["Cache-Control"]
        assert "s-maxage" not in answer.headers["Cache-Control"]

    @pytest.mark.django_db
    def test_another_word_does_not_and_leads_nowhere_else(self, client, form):
        answer = client.post(form[0], {"password": "loud", "return_url": "/press/"})
        assert "not correct" in answer.text
        assert "no-store" in answer.headers["Cache-Control"]
        assert "This page is protected" in client.get("/press/").text
        answer = client.post(form[0], {"password": "quiet", "return_url": "//evil.example/"})
        assert answer.headers["Location"].startswith("/account")

    @pytest.mark.django_db
    def test_nobody_goes_through_a_list_of_words(self, client, form, monkeypatch):
        monkeypatch.setattr(views, "PASSWORDS", (2, 901))
        codes = [client.post(form[0], {"password": "loud", "return_url": "/"}).status_code for _ in range(3)]
        assert codes == [200, 200, 429]

    @pytest.mark.django_db
    def test_a_page_for_customers_leads_to_the_shops_own_sign_in(self, client):
        page = make_standard_page("Members")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        answer = client.get("/members/")
        assert answer.headers["Location"] == "/accounts/login/?next=/members/"


@pytest.mark.django_db
def test_a_renamed_page_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    page = make_standard_page("About")
    page.slug = "about-us"
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    answer = client.get("/about/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/about-us/")


def test_a_page_address_is_made_by_the_view_that_finds_it():
    assert reverse("wagtail_serve", args=["shop/"]) == "/shop/"
