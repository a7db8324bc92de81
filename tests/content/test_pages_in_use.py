"""A page that others lead to, or whose product they show, is deleted when nothing does any more."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from content.errors import StillUsed
from content.models import Announcement, HeaderMenu
from tests.factories.catalogue import make_product
from tests.factories.content import (
    draft_product_page,
    make_home,
    make_journal,
    make_product_page,
    make_standard_page,
    make_story,
    publish,
)
from tests.factories.markets import make_german_market, make_market

pytestmark = pytest.mark.django_db

IN_USE = "deleted while it is used here"


def link_to(*pages):
    text = "".join(f'<a linktype="page" id="{page.pk}">there</a>' for page in pages)
    return [{"type": "paragraph", "value": f"<p>{text}</p>"}]


def led_to(page, *targets):
    """The page, live, with links to others in its story."""
    page.story = page.story.stream_block.to_python(link_to(*targets))
    return publish(page)


def delete(client, page, method="post"):
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return getattr(client, method)(url, follow=True)


def delete_in_bulk(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    wanted = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{wanted}&next=/admin/", follow=True)


def are_there(*pages):
    return Page.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)


def are_gone(*pages):
    return not Page.objects.filter(pk__in=[page.pk for page in pages]).exists()


@pytest.fixture
def linked():
    """A story that another one links to, and that other one."""
    target = make_story("How we oil")
    return target, led_to(make_story("A calm week"), target)


class TestWhatLeadsToAPage:
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_the_admin_names_and_links_it_and_deletes_nothing(self, owner, linked, method):
        target, source = linked
        answer = delete(owner, target, method)
        assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[target.pk])
        text = answer.content.decode().split(IN_USE)[1]
        assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[source.pk])}">A calm week</a>' in text
        assert are_there(target)

    def test_in_bulk_nothing_is_deleted_if_one_is_in_use(self, owner, linked):
        other = make_story("Another one")
        answer = delete_in_bulk(owner, other, linked[0])
        assert "A calm week" in answer.content.decode().split(IN_USE)[1]
        assert are_there(other, linked[0])

    def test_code_is_refused_too(self, linked):
        with pytest.raises(StillUsed, match="A calm week"):
            linked[0].delete()
        assert are_there(linked[0])

    def test_it_counts_when_it_leads_to_what_lies_below(self, owner):
        parent = make_standard_page("Support")
        led_to(make_story("A calm week"), make_standard_page("Shipping", parent=parent))
        assert "A calm week" in delete(owner, parent).content.decode().split(IN_USE)[1]
        assert are_there(parent)

    def test_what_is_named_is_no_markup(self, owner, linked):
        linked[1].title = "<b>Calm</b>"
        publish(linked[1])
        assert "&lt;b&gt;Calm&lt;/b&gt;" in delete(owner, linked[0]).content.decode().split(IN_USE)[1]

    def test_many_are_counted(self, owner):
        target = make_story("How we oil")
        for number in range(12):
            led_to(make_story(f"Story {number}"), target)
        text = delete(owner, target).content.decode().split(IN_USE)[1].split("</ul>")[0]
        assert text.count("<li>") == 11
        assert "12 in all" in text

    def test_an_announcement_and_a_menu_count(self, owner):
        home, page = make_home(), make_standard_page("About")
        announcement = Announcement.objects.create(
            locale=home.locale, text="Open on Sunday", link_label="See", link_page=page
        )
        assert "Open on Sunday" in delete(owner, page).content.decode().split(IN_USE)[1]
        announcement.delete()
        link = {"label": "About us", "page": page.pk, "address": ""}
        HeaderMenu.objects.create(locale=home.locale, links=[{"type": "link", "value": link}])
        assert "header menu" in delete(owner, page).content.decode().lower().split(IN_USE.lower())[1]
        assert are_there(page)


class TestWhatShowsItsProduct:
    @pytest.fixture
    def shown(self):
        variant = make_product(title="Lamp")
        page = make_product_page(variant)
        make_standard_page("Light at dusk", story=[("featured_products", {"products": [variant.product]})])
        return page

    def test_it_keeps_the_product_page(self, owner, shown):
        assert "Light at dusk" in delete(owner, shown).content.decode().split(IN_USE)[1]
        assert "Light at dusk" in delete_in_bulk(owner, shown).content.decode().split(IN_USE)[1]
        assert are_there(shown)

    def test_another_draft_of_the_product_may_go(self, owner, shown):
        draft = draft_product_page(product=shown.product)
        delete(owner, draft)
        assert are_gone(draft)
        assert are_there(shown)


class TestWhatIsNoUse:
    def test_links_within_what_is_deleted(self, owner):
        parent = make_standard_page("Support")
        child = led_to(make_standard_page("Shipping", parent=parent), parent)
        led_to(parent, child, parent)
        delete(owner, parent)
        assert are_gone(parent, child)

    def test_links_between_what_is_deleted_together(self, owner, linked):
        delete_in_bulk(owner, *linked)
        assert are_gone(*linked)

    def test_a_mirror_of_its_own(self, owner):
        make_home()
        make_home("de")
        page = make_standard_page("About")
        led_to(page, page)
        delete(owner, page)
        assert are_gone(page)

    def test_the_same_product_told_of_in_another_language(self, owner):
        make_market()
        make_german_market()
        make_home()
        make_home("de")
        page = make_product_page(make_product())
        delete(owner, page)
        assert are_gone(page)

    def test_a_redirect_or_a_listing(self, owner, client, django_capture_on_commit_callbacks):
        page = make_product_page(make_product(collections=["desks"]), slug="old")
        page.slug = "new"
        with django_capture_on_commit_callbacks(execute=True):
            publish(page)
        delete(owner, page)
        assert are_gone(page)


def test_a_mirror_of_what_leads_there_is_named_once(owner):
    make_home()
    make_home("de")
    make_journal()
    target = make_story("How we oil")
    led_to(make_story("A calm week"), target)
    text = delete(owner, target).content.decode().split(IN_USE)[1].split("</ul>")[0]
    assert text.count("A calm week") == 1
    assert are_there(target)
