"""Whoever is on call takes a page down at once, whatever state it is in, and says why."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from commerce.orders.models import OrderLine
from content.errors import NotLive
from content.models import ProductPage
from content.schedule import publish_due
from content.takedown import take_down
from kinsite.demo.people import lay_in_people
from tests.content.newsroom import edit_url, is_live, letters, person, signed_in, state_of
from tests.factories.catalogue import make_product
from tests.factories.content import make_home, make_product_page, make_standard_page
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people():
    make_home()
    lay_in_people()


@pytest.fixture
def manager(client):
    return signed_in(client, "manager")


@pytest.fixture
def page():
    return make_product_page(make_product(title="Oak desk", stock=5), slug="oak-desk")


def address(page):
    return reverse("take_page_down", args=[page.pk])


def take(client, page, reason="The lamp in the picture is recalled."):
    return client.post(address(page), {"reason": reason}, follow=True)


def test_a_manager_finds_a_page_by_its_title_and_takes_it_down(manager, page, client):
    found = manager.get(reverse("find_page_to_take_down"), {"q": "oak d"}).content.decode()
    assert address(page) in found
    text = manager.get(address(page)).content.decode()
    assert "at once" in text
    assert settings.SITE_URL + page.get_url() in text
    assert is_live(page)
    assert "The page is down" in take(manager, page).content.decode()
    assert not is_live(page)
    assert client.get(page.url).status_code in (404, 410)


def test_only_a_post_with_a_reason_does_it(manager, page):
    assert take(manager, page, reason=" ").status_code == 422
    assert is_live(page)
    assert not letters("page_taken_down")


@pytest.mark.parametrize("name", ["editor", "clerk"])
def test_others_may_not(client, page, name):
    client = signed_in(client, name)
    take(client, page)
    client.get(reverse("find_page_to_take_down"))
    assert is_live(page)
    assert "take-down" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_pages_own_menu_leads_there_even_when_it_is_locked(client, page):
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=person("owner"), locked_at=timezone.now())
    publisher = signed_in(client, "publisher")
    assert address(page) in publisher.get(edit_url(page)).content.decode()
    take(publisher, page)
    assert not is_live(page)
    assert address(page) not in publisher.get(edit_url(page)).content.decode()


def test_its_plan_and_its_approval_are_cancelled_and_its_draft_stays(manager, page):
    page.title = "Oak desk, second edition"
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=person("editor")).publish()
    page.get_workflow().start(page, person("editor"))
    take(manager, page)
    down = ProductPage.objects.get(pk=page.pk)
    assert not down.live
    assert down.scheduled_revision is None
    assert state_of(page) == "cancelled"
    assert publish_due() == 0
    assert down.get_latest_revision_as_object().title == "Oak desk, second edition"


def test_the_history_says_who_and_why(manager, page):
    take(manager, page)
    entry = PageLogEntry.objects.get(page=page.pk, action="content.take_down")
    assert entry.user == person("manager")
    history = signed_in(manager, "owner").get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "The lamp in the picture is recalled." in history.content.decode()


def test_those_who_edit_get_a_letter_and_who_did_it_gets_none(client, page):
    take(signed_in(client, "publisher"), page)
    [(to, text)] = letters("page_taken_down")
    assert to == "editor@example.com"
    for words in ("“Oak desk” was taken down", "Paul Publisher", "The lamp in the picture", edit_url(page)):
        assert words in text


def test_its_product_is_known_to_be_gone_and_mirrors_go_too(page):
    german = make_home("de")
    assert page.product.presences.get().state == "live"
    take_down(page_id=page.pk, reason="Recalled")
    assert page.product.presences.get().state == "ended"
    assert not Page.objects.filter(alias_of=page.pk, live=True).exists()
    assert german.live


def test_what_it_sold_stays_as_it_was_sold(page):
    line = make_order(page.product.variants.get()).lines.get()
    OrderLine.objects.filter(pk=line.pk).update(
        source_page_id=page.pk, source_revision_id=page.live_revision_id
    )
    before = OrderLine.objects.filter(pk=line.pk).values().get()
    take_down(page_id=page.pk, reason="Recalled")
    assert OrderLine.objects.filter(pk=line.pk).values().get() == before


def test_a_page_that_is_down_is_not_taken_down_again(manager, page):
    take(manager, page)
    assert take(manager, page).status_code == 404
    with pytest.raises(NotLive):
        take_down(page_id=page.pk, reason="Again")
    assert PageLogEntry.objects.filter(action="content.take_down").count() == 1


def test_the_command_does_the_same():
    page = make_standard_page("Terms")
    said = StringIO()
    call_command("take_down", str(page.pk), reason="Wrong terms", stdout=said)
    assert "It is down." in said.getvalue()
    assert not is_live(page)
    assert "Whoever is on call" in letters("page_taken_down")[0][1]
    with pytest.raises(CommandError):
        call_command("take_down", str(page.pk), reason="Wrong terms")
