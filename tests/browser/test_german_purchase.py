"""A German visitor buys a desk of the demo in euros, and reads German from the home page to the letter."""

import re

import pytest
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from tests.browser.steps import PATIENCE, enter_card, fill_german_address, until
from tests.browser.wallets import agree, deliver_to, open_sheet
from tests.chromium import hindrances
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=60), pytest.mark.django_db(transaction=True)]

# Words of the shop's English that no page on the way may still say.
ENGLISH = re.compile(
    r"\b(Add to cart|Checkout|Your cart|Delivery|Quantity|Total|Subtotal|Colour|Size|Sold out|In stock"
    r"|Thank you|Order KW|Arrives|Includes|Search|Sign in|Please|Home)\b"
)
NARROWEST = 320


def assert_german(page):
    """The page says it is German, is German, and is no wider than the narrowest phone."""
    assert page.locator("html").get_attribute("lang") == "de"
    assert ENGLISH.findall(page.locator("body").inner_text()) == []
    window = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, page.url
    page.set_viewport_size(window)


def test_a_german_visitor_buys_in_euros_with_german_texts(demo, sandbox, page):
    page.goto(f"{demo.url}/shop/desks/minimal-oak-desk/")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minimalistischer Eichentisch")
    page.get_by_role("radiogroup", name="Größe").get_by_text("140 cm").click()
    expect(page.get_by_text("529,00 €").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("inkl. MwSt.").first).to_be_visible()
    assert_german(page)
    assert hindrances(page) == []
    page.get_by_role("button", name="In den Warenkorb").first.click()
    page.get_by_role("dialog").get_by_role("link", name="Zur Kasse").click(timeout=PATIENCE)

    fill_german_address(page)
    buy = page.get_by_role("button", name=re.compile(r"Zahlungspflichtig bestellen: 578,00\s€"))
    expect(buy).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Enthalten: MwSt. 19 %")).to_be_visible()
    assert_german(page)
    assert hindrances(page) == []
    enter_card(page)
    buy.click()

    expect(page.get_by_role("heading", name="Vielen Dank")).to_be_visible(timeout=PATIENCE)
    order = Order.objects.get(status=OrderStatus.PAID)
    expect(page.get_by_text(f"Bestellung {order.number}").first).to_be_visible()
    assert_german(page)
    assert (order.language, order.currency, order.total_minor) == ("de", "EUR", 57800)
    [mail] = until(lambda: sandbox.mails(to="jana@example.com"))
    assert mail["subject"] == f"Ihre Bestellung {order.number}"
    page.get_by_role("link", name="Bestellung ansehen").click()
    expect(page).to_have_url(re.compile("/de/orders/"))
    assert_german(page)
    assert page.complaints == []
    assert_ledger_ok(sandbox)


def test_a_german_visitor_pays_by_wallet_in_euros(demo, sandbox, page):
    page.goto(f"{demo.url}/de/shop/desks/minimal-oak-desk/")
    page.get_by_role("radiogroup", name="Größe").get_by_text("140 cm").click()
    page.get_by_role("button", name="In den Warenkorb").first.click()
    page.get_by_role("dialog").get_by_role("link", name="Zur Kasse").click(timeout=PATIENCE)
    sheet = open_sheet(page, title="Express-Kasse")
    deliver_to(sheet, "Jana Müller, Leipzig, DE")
    agree(sheet, "578.00 EUR")
    expect(page.get_by_role("heading", name="Vielen Dank")).to_be_visible(timeout=PATIENCE)
    order = Order.objects.get(status=OrderStatus.PAID)
    assert (order.language, order.currency, order.total_minor) == ("de", "EUR", 57800)
    assert order.addresses.get(kind="shipping").city == "Leipzig"
    assert_ledger_ok(sandbox)


def test_german_pages_fit_the_narrowest_phone(demo, page):
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    for path in (
        "",
        "shop/",
        "shop/desks/",
        "about/",
        "shop/desks/trestle-desk/",
        "search/?q=eiche",
        "cart/",
    ):
        page.goto(f"{demo.url}/de/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, path
        assert hindrances(page) == [], path
