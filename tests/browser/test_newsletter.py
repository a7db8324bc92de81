"""The newsletter in Chromium: from a story to the welcome and out again, with scripts and without."""

import json
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from commerce.customers.models import Subscription
from commerce.notifications import confirmation_words, reader_words
from emails.models import Letter
from tests.browser.steps import PATIENCE
from tests.chromium import hindrances
from tests.factories.checkout import make_shop
from tests.factories.content import make_standard_page

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]

WORDS = "Send me a letter now and then"


@pytest.fixture
def story(live_server):
    """The address of a long story that ends in the newsletter."""
    cache.clear()
    make_shop()
    paragraphs = [{"type": "paragraph", "value": f"<p>{'A quiet desk. ' * 60}</p>"}] * 8
    block = {"type": "newsletter", "value": {"title": "Letters", "text": "Now and then."}}
    page = make_standard_page("A story", story=json.dumps([*paragraphs, block]))
    return live_server.url + page.url


def fill_in(page, email="anna@example.com"):
    page.get_by_label("Email").fill(email)
    page.get_by_label(WORDS).check()
    page.get_by_role("button", name="Subscribe").click()


def path_of(kind):
    """Where a letter leads, whatever its host."""
    letter = Letter.objects.get(kind=kind)
    words = confirmation_words(letter) if kind == "newsletter_confirm" else reader_words(letter)
    [address] = words.values()
    return urlsplit(address).path


def confirm_and_leave(page, site):
    """Follow the letters: each asks by a button, and the way out is one."""
    page.goto(site.url + path_of("newsletter_confirm"))
    assert hindrances(page) == []
    assert not Subscription.objects.get().is_confirmed
    page.get_by_role("button", name="Confirm the newsletter").click()
    expect(page.get_by_role("heading", name="Good to have you here")).to_be_visible(timeout=PATIENCE)
    assert Subscription.objects.get().is_confirmed
    page.goto(site.url + path_of("newsletter_welcome"))
    assert hindrances(page) == []
    page.get_by_role("button", name="Stop the newsletter").click()
    expect(page.get_by_role("heading", name="The newsletter is stopped")).to_be_visible(timeout=PATIENCE)
    assert Subscription.objects.get().is_withdrawn


def test_the_form_comes_when_it_is_seen_and_leads_to_the_letters_and_out(story, live_server, page):
    asked = []
    page.on("request", lambda request: asked.append(request) if "/newsletter/" in request.url else None)
    page.goto(story, wait_until="networkidle")
    assert asked == []
    page.get_by_role("heading", name="Letters").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    expect(page.get_by_label(WORDS)).not_to_be_checked(timeout=PATIENCE)
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_role("button", name="Subscribe").click()
    assert not Subscription.objects.exists(), "the box is the reader's to tick"
    assert hindrances(page) == []
    fill_in(page)
    thanks = page.locator("#newsletter")
    expect(thanks).to_contain_text("Please look into your mailbox", timeout=PATIENCE)
    expect(thanks).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Please look into your mailbox")
    assert hindrances(page) == []
    confirm_and_leave(page, live_server)
    assert page.complaints == []


def test_what_only_the_server_finds_wrong_is_said_at_the_field(story, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(story)
    page.get_by_role("heading", name="Letters").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    expect(page.get_by_label(WORDS)).to_be_visible(timeout=PATIENCE)
    fill_in(page, email="anna@nowhere")
    expect(page.get_by_text("Enter a valid email address.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Email")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_value("anna@nowhere")
    expect(page.get_by_label(WORDS)).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert hindrances(page) == []


def test_without_scripts_links_and_pages_do_the_same(story, live_server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(story)
    page.get_by_role("link", name="Subscribe").click()
    fill_in(page)
    expect(page.get_by_text("Please look into your mailbox")).to_be_visible()
    page.goto(live_server.url + path_of("newsletter_confirm"))
    page.get_by_role("button", name="Confirm the newsletter").click()
    expect(page.get_by_role("heading", name="Good to have you here")).to_be_visible()
    page.goto(live_server.url + path_of("newsletter_welcome"))
    page.get_by_role("button", name="Stop the newsletter").click()
    expect(page.get_by_role("heading", name="The newsletter is stopped")).to_be_visible()
    assert Subscription.objects.get().is_withdrawn
    context.close()
