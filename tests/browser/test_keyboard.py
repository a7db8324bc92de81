"""The shop without a mouse: everything is reached by Tab, seen when reached, and left again."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import once_round, press, tab_to, write
from tests.browser.steps import CARD, PATIENCE, put_desk_in_cart, thanked
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]


def test_a_desk_is_bought_with_the_keyboard_alone(served, sandbox, page):
    page.goto(f"{served.url}/shop/desks/oak-desk/")
    expect(page.get_by_role("button", name="Add to cart").first).to_be_visible(timeout=PATIENCE)
    press(page, page.get_by_role("button", name="Add to cart"), "Space")
    drawer = page.get_by_role("dialog", name="Your cart")
    expect(drawer.get_by_role("link", name="Checkout")).to_be_visible(timeout=PATIENCE)
    press(page, drawer.get_by_role("link", name="Checkout"))

    expect(page.get_by_label("Email")).to_be_visible(timeout=PATIENCE)
    write(page, "Email", "anna@example.com")
    write(page, "Full name", "Anna Meyer")
    write(page, "Address", "12 Quiet Street")
    write(page, "City", "New York")
    write(page, "State / province", "New York")
    write(page, "Postal code", "10001")
    tab_to(page, page.get_by_label("Phone (optional)"))
    expect(page.get_by_role("button", name="Pay $")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("State / province")).to_have_value("NY")

    frame = page.frame_locator("iframe[title='Secure payment input frame']")
    for label, text in (("Card number", CARD), ("Expiration date", "1234"), ("Security code", "123")):
        tab_to(page, frame.get_by_label(label))
        page.keyboard.type(text)
    press(page, page.get_by_role("button", name="Pay $"))

    order = thanked(page)
    press(page, page.get_by_role("link", name="See your order"))
    expect(page.get_by_role("heading", name=f"Order {order.number}")).to_be_visible()
    assert_ledger_ok(sandbox)


def test_tab_leads_through_every_page_and_out_and_shows_where_it_is(served, page):
    put_desk_in_cart(page, served)
    unseen = {}
    for path in (
        "/",
        "/shop/",
        "/shop/desks/",
        "/shop/desks/oak-desk/",
        "/cart/",
        "/checkout/",
        "/accounts/login/",
    ):
        page.goto(served.url + path, wait_until="networkidle")
        stops = once_round(page)
        assert stops[0]["name"] == "a Skip to content", path
        lost = [here["name"] for here in stops if not (here["isFrame"] or here["isSeen"])]
        if lost:
            unseen[path] = lost
    assert unseen == {}


def test_the_skip_link_leads_past_the_header(served, page):
    page.goto(f"{served.url}/cart/", wait_until="networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_escape_closes_the_drawer_and_tab_stays_inside_until_then(served, page):
    page.goto(f"{served.url}/shop/desks/oak-desk/")
    expect(page.get_by_role("button", name="Add to cart").first).to_be_visible(timeout=PATIENCE)
    press(page, page.get_by_role("button", name="Add to cart"))
    drawer = page.get_by_role("dialog", name="Your cart")
    expect(drawer.get_by_role("link", name="Checkout")).to_be_visible(timeout=PATIENCE)
    tab_to(page, drawer.get_by_role("button", name="Close"))
    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Add to cart").first).to_be_focused()
