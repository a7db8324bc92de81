"""What snippets add to the shop, as a browser shows it: with scripts and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from content.models import Announcement, ProductPage
from content.pages.product import ProductPageCareGuide
from kinsite.foundation import clock
from tests.browser.steps import PATIENCE
from tests.chromium import hindrances
from tests.factories.content import publish
from tests.factories.snippets import make_announcement, make_care_guide, make_header_menu, make_size_guide

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=20), pytest.mark.django_db(transaction=True)]
DESK = "/shop/desks/oak-desk/"
WIDTHS = (390, 768, 1440)


@pytest.fixture
def told(served):
    """The shop with an announcement, a menu, and guides on the page of its desk."""
    hour = timedelta(hours=1)
    make_announcement(
        "Unsure about the wood? Three oiled samples come to you by post, and the way back is free too.",
        link_label="See the desks",
        link_address="/shop/",
        starts_at=clock.now() - hour,
    )
    make_header_menu(
        {"label": "All desks", "address": "/shop/desks/"}, {"label": "Cart", "address": "/cart/"}
    )
    page = ProductPage.objects.get(slug="oak-desk")
    page.size_guide = make_size_guide("Which width")
    page.care_guides = [ProductPageCareGuide(guide=make_care_guide("Caring for wood"))]
    publish(page)
    return served


def test_the_bar_the_menu_and_the_guides_fit_every_width_and_hinder_nobody(told, page):
    page.goto(told.url + DESK, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('.guides details').forEach((item) => { item.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert hindrances(page) == [], width
    page.get_by_role("complementary", name="Announcement").get_by_role("link", name="See the desks").click()
    expect(page).to_have_url(f"{told.url}/shop/", timeout=PATIENCE)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="All desks").click()
    expect(page).to_have_url(f"{told.url}/shop/desks/", timeout=PATIENCE)
    assert page.complaints == []


def test_an_announcement_closed_by_the_keyboard_stays_closed_until_it_says_something_else(told, page):
    page.goto(told.url + DESK)
    bar = page.get_by_role("complementary", name="Announcement")
    bar.get_by_role("button", name="Close").focus()
    page.keyboard.press("Enter")
    expect(bar).to_have_count(0)
    for path in ("/shop/", "/cart/", DESK):
        page.goto(told.url + path)
        expect(bar).to_have_count(0)
    announcement = Announcement.objects.get()
    announcement.text = "Free delivery in July"
    announcement.save_revision().publish()
    page.reload()
    expect(bar).to_contain_text("Free delivery in July")
    page.set_viewport_size({"width": 390, "height": 844})
    bar.get_by_role("button", name="Close").click()
    expect(bar).to_have_count(0)
    assert page.complaints == []


def test_without_scripts_guides_open_and_the_announcement_leads_on(told, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(told.url + DESK)
    table = page.get_by_role("table", name="Widths")
    expect(table).to_be_hidden()
    page.get_by_text("Which width").click()
    expect(table).to_be_visible()
    bar = page.get_by_role("complementary", name="Announcement")
    expect(bar.get_by_role("button")).to_have_count(0)
    bar.get_by_role("link", name="See the desks").click()
    expect(page).to_have_url(f"{told.url}/shop/")
    context.close()
