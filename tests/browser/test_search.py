"""Searching in Chromium: suggestions by keyboard and by pointer, and the form alone without scripts."""

import pytest
from playwright.sync_api import expect

from commerce.catalogue.models import ListingRow
from tests.browser.steps import PATIENCE
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page, make_standard_page

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop_online(live_server):
    make_shop()
    for sku, title in (("DSK-OAK", "Oak desk"), ("DSK-WAL", "Walnut desk")):
        make_product_page(make_product(sku, title=title, collections=["desks"]), slug=sku.lower())
    make_standard_page("A desk by the window")
    return live_server


def box(page):
    return page.get_by_role("searchbox", name="Search")


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def marked(page):
    """The text of the option that the box says is active."""
    active = box(page).get_attribute("aria-activedescendant")
    return page.locator(f"#{active}").inner_text() if active else ""


def test_suggestions_are_walked_and_followed_with_the_keyboard_alone(shop_online, page):
    page.goto(f"{shop_online.url}/")
    box(page).focus()
    page.keyboard.type("desk", delay=30)
    expect(options(page)).to_have_count(4, timeout=PATIENCE)
    expect(page.get_by_role("status")).to_have_text("4 suggestions")
    assert marked(page) == ""
    page.keyboard.press("ArrowDown")
    assert "Oak desk" in marked(page)
    expect(options(page).nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert marked(page) == ""
    page.keyboard.press("ArrowUp")
    assert "by the window" in marked(page)
    assert hindrances(page) == []

    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("desk")
    page.keyboard.press("ArrowDown")
    expect(options(page)).to_have_count(4)
    assert "Oak desk" in marked(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shop_online.url}{ListingRow.objects.get(title='Walnut desk').path}")
    assert page.complaints == []


def test_enter_without_a_mark_searches(shop_online, page):
    page.goto(f"{shop_online.url}/")
    box(page).fill("walnut")
    expect(options(page)).to_have_count(1, timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shop_online.url}/search/?q=walnut")
    expect(page.get_by_role("heading", name="Results for “walnut”")).to_be_visible()
    expect(box(page)).to_have_value("walnut")


def test_a_suggestion_is_followed_with_a_pointer_and_the_list_closes_outside(shop_online, page):
    page.goto(f"{shop_online.url}/")
    box(page).fill("oak")
    expect(options(page).first).to_contain_text("Oak desk", timeout=PATIENCE)
    page.get_by_role("link", name="Skip to content").focus()
    expect(options(page)).to_have_count(0)
    box(page).fill("oak d")
    options(page).first.click(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Oak desk").first).to_be_visible()


def test_a_fast_typist_asks_once(shop_online, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    page.goto(f"{shop_online.url}/")
    box(page).focus()
    page.keyboard.type("walnut desk", delay=20)
    expect(options(page)).to_have_count(1, timeout=PATIENCE)
    assert len(asked) <= 2 and asked[-1].endswith("q=walnut+desk")


def test_the_menu_of_a_phone_searches_too(shop_online, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shop_online.url}/")
    page.locator("[data-menu] summary").click()
    box(page).fill("desk")
    expect(options(page)).to_have_count(4, timeout=PATIENCE)
    assert hindrances(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Results for “desk”")).to_be_visible(timeout=PATIENCE)


def test_results_hinder_nobody_at_any_width(shop_online, page):
    for query in ("desk", "zzzz", "waldnut", ""):
        page.goto(f"{shop_online.url}/search/?q={query}", wait_until="networkidle")
        for width in (1280, 1000, 768, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (query, width)
            assert hindrances(page) == [], (query, width)
    assert page.complaints == []


def test_without_scripts_the_form_searches(shop_online, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop_online.url}/")
    box(page).fill("walnut")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Walnut desk")).to_be_visible()
    context.close()
