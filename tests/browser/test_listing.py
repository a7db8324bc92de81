"""Narrowing a listing in Chromium: beside the list, in a phone's sheet, and by the form alone, scriptless."""

import re

import pytest
from playwright.sync_api import expect

from commerce.catalogue.models import Product
from commerce.catalogue.operations import describe_by
from kinsite.foundation.actors import SYSTEM
from tests.browser.keyboard import FAR
from tests.browser.steps import PATIENCE, until
from tests.chromium import hindrances
from tests.factories.catalogue import make_attribute_value, make_image, make_picture, make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=20), pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
OAKS = 26


@pytest.fixture
def shelves(live_server):
    """Twenty-six oak desks of wood, and a lamp of ash and steel."""
    make_shop()
    for number in range(OAKS):
        desk = make_product(
            title=f"Desk {number:02}",
            price=20000 + 100 * number,
            options={"colour": "oak"},
            collections=["desks"],
        )
        describe_by(product=desk.product, values=[make_attribute_value(value="wood")], by=SYSTEM)
        make_product_page(desk, slug=f"desk-{number:02}")
    lamp = make_product(title="Lamp", price=9900, options={"colour": "ash"}, collections=["desks"])
    describe_by(product=lamp.product, values=[make_attribute_value(value="steel")], by=SYSTEM)
    make_product_page(lamp, slug="lamp")
    return live_server


def count(page):
    return page.locator("#listing-count")


def value(page, name):
    """The checkbox of a value: it is called by its name and how many it would leave."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{name} \d+ products?$"))


def test_each_change_brings_the_list_and_back_undoes_it(shelves, page):
    page.goto(f"{shelves.url}/shop/?sort=price")
    expect(count(page)).to_have_text(f"{OAKS + 1} products")
    value(page, "Oak").check()
    expect(count(page)).to_have_text(f"{OAKS} products", timeout=PATIENCE)
    expect(page).to_have_url(f"{shelves.url}/shop/?sort=price&colour=oak")
    expect(value(page, "Oak")).to_be_focused()
    german = page.locator("#languages").get_by_role("link", name="Deutsch")
    expect(german).to_have_attribute("href", "/de/shop/?colour=oak&sort=price")
    expect(page.get_by_role("link", name="Remove filter Colour: Oak")).to_be_visible()
    expect(value(page, "Steel")).to_be_disabled()
    page.get_by_text("Material", exact=True).click()
    page.get_by_label("To", exact=True).fill("201")
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text("2 products", timeout=PATIENCE)
    expect(page).to_have_url(f"{shelves.url}/shop/?sort=price&price_to=201&colour=oak")
    expect(value(page, "Wood")).not_to_be_visible()
    page.get_by_label("Sort by").select_option("-price")
    expect(page.locator(".listing .card__link").first).to_have_text("Desk 01", timeout=PATIENCE)
    assert hindrances(page) == []

    page.go_back()
    expect(page).to_have_url(f"{shelves.url}/shop/?sort=price&price_to=201&colour=oak")
    expect(page.locator(".listing .card__link").first).to_have_text("Desk 00", timeout=PATIENCE)
    expect(page.get_by_label("Sort by")).to_have_value("price")
    page.get_by_role("link", name="Remove filter Price: up to $201.00").click()
    expect(count(page)).to_have_text(f"{OAKS} products", timeout=PATIENCE)
    expect(page.get_by_label("To", exact=True)).to_have_value("")
    page.locator("#listing-results").get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(f"{shelves.url}/shop/?sort=price#listing")
    expect(value(page, "Oak")).not_to_be_checked()
    assert page.complaints == []


def test_back_from_a_product_returns_to_the_same_place_page_and_filters(shelves, page):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{shelves.url}/shop/desks/")
    value(page, "Oak").check()
    expect(count(page)).to_have_text(f"{OAKS} products", timeout=PATIENCE)
    for name, address in (("Desk 21", "?colour=oak"), ("Desk 25", "?colour=oak&page=2")):
        if "page=2" in address:
            page.get_by_role("link", name="Next").click()
        expect(page).to_have_url(f"{shelves.url}/shop/desks/{address}")
        card = page.get_by_role("link", name=name)
        card.scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        assert place > 0
        card.click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        page.go_back()
        expect(page).to_have_url(f"{shelves.url}/shop/desks/{address}")
        expect(card).to_be_in_viewport()
        until(lambda place=place: abs(page.evaluate("scrollY") - place) < 3)
        expect(value(page, "Oak")).to_be_checked()
    assert page.complaints == []


class TestSecondPicture:
    """It is fetched and shown when a pointer or the keyboard asks for it, and moves nothing."""

    @pytest.fixture
    def address(self, shelves):
        lamp = Product.objects.get(title="Lamp")
        for title in ("front", "side"):
            make_picture(lamp, image=make_image(title))
        return f"{shelves.url}/shop/?colour=ash"

    def open(self, page, address):
        """The listing of the lamp alone; the names of picture files that were fetched, as they come."""
        fetched = []
        page.on("request", lambda asked: fetched.append(asked.url) if asked.resource_type == "image" else 0)
        page.goto(address, wait_until="networkidle")
        card = page.locator(".listing .card")
        expect(card).to_have_count(1)
        return card, card.locator(".card__second"), fetched

    @pytest.mark.parametrize("asked_by", ["pointer", "keyboard"])
    def test_it_comes_when_it_is_asked_for_and_moves_nothing(self, page, address, asked_by):
        card, second, fetched = self.open(page, address)
        expect(second).to_be_hidden()
        before, box = len(fetched), card.bounding_box()
        if asked_by == "pointer":
            card.hover()
        else:
            page.get_by_label("Sort by").focus()
            until_focused(page, card.get_by_role("link"))
        expect(second).to_be_visible()
        expect(second).to_have_css("opacity", "1")
        until(lambda: second.locator("img").evaluate("picture => picture.naturalWidth"))
        assert len(fetched) == before + 1
        assert card.bounding_box() == box
        if asked_by == "pointer":
            page.mouse.move(0, 0)
        else:
            page.keyboard.press("Tab")
        expect(second).to_be_hidden()
        assert page.complaints == []

    def test_who_wants_no_motion_sees_it_at_once(self, page, address):
        page.emulate_media(reduced_motion="reduce")
        card, second, _fetched = self.open(page, address)
        card.hover()
        expect(second).to_be_visible()
        motions = second.evaluate("one => getComputedStyle(one).transitionDuration.split(', ')")
        assert all(float(motion.removesuffix("s")) < 0.001 for motion in motions)

    def test_a_touch_screen_never_fetches_it(self, chromium, address):
        context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        page = context.new_page()
        card, second, fetched = self.open(page, address)
        card.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        expect(second).to_be_hidden()
        assert len([name for name in fetched if "lamp" in name or "desk" in name]) <= 1
        context.close()


def until_focused(page, link):
    for _stop in range(FAR):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the keyboard does not come there")


def test_on_a_phone_a_sheet_says_how_many_it_would_show(shelves, page):
    page.set_viewport_size(PHONE)
    page.goto(f"{shelves.url}/shop/")
    opener = page.get_by_role("button", name="Filters")
    expect(value(page, "Oak")).not_to_be_visible()
    opener.click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("button", name=f"Show {OAKS + 1} results")).to_be_visible()
    assert hindrances(page) == []
    value(page, "Ash").check()
    expect(sheet.get_by_role("button", name="Show 1 result", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Show 1 result").click()
    expect(sheet).not_to_be_visible()
    expect(count(page)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_visible()
    expect(page).to_have_url(f"{shelves.url}/shop/?colour=ash")

    opener.click()
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(opener).to_be_focused()
    assert page.complaints == []


def test_without_scripts_the_form_filters_and_orders(shelves, chromium):
    for window in (PHONE, {"width": 1280, "height": 900}):
        context = chromium.new_context(viewport=window, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{shelves.url}/shop/")
        expect(page.get_by_role("button", name="Filters")).not_to_be_visible()
        value(page, "Oak").check()
        page.get_by_label("From", exact=True).fill("224")
        page.get_by_role("button", name="Show results").click()
        expect(count(page)).to_have_text("2 products")
        page.get_by_label("Sort by").select_option("-price")
        page.get_by_role("button", name="Sort", exact=True).click()
        expect(page.locator(".listing .card__link")).to_have_text(["Desk 25", "Desk 24"])
        expect(value(page, "Oak")).to_be_checked()
        context.close()


def test_a_narrowed_list_hinders_nobody_at_any_width(shelves, page):
    for path in ("/shop/?colour=oak&price_from=1", "/shop/desks/?colour=ash&material=wood", "/shop/?page=2"):
        page.goto(shelves.url + path, wait_until="networkidle")
        for width in (1280, 1000, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)
            assert hindrances(page) == [], (path, width)
