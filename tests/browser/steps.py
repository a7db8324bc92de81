"""What a shopper does in Chromium on the way from a product to "Thank you"."""

import time

from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus

# For what waits on a worker or the sandbox, in milliseconds; a slow machine gets its time.
PATIENCE = 20_000
CARD = "4242424242424242"


def until(question, seconds=20):
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
    return answer


def put_desk_in_cart(page, site):
    put_in_cart(page, f"{site.url}/shop/desks/oak-desk/")
    go_to_checkout(page)


def put_in_cart(page, address):
    """Open a product's page and add one of what it offers; the drawer shows the cart."""
    page.goto(address)
    page.get_by_role("button", name="Add to cart").first.click()
    expect(page.get_by_role("dialog").get_by_role("link", name="Checkout")).to_be_visible(timeout=PATIENCE)


def go_to_checkout(page):
    page.get_by_role("dialog").get_by_role("link", name="Checkout").click()


def fill_address(page, *, email="anna@example.com"):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Full name").fill("Anna Meyer")
    page.get_by_label("Address", exact=True).fill("12 Quiet Street")
    page.get_by_label("City").fill("New York")
    page.get_by_label("State / province").select_option("NY")
    page.get_by_label("Postal code").fill("10001")
    page.get_by_label("Phone (optional)").focus()
    # What was typed is quoted field by field; nobody presses anything while the last answers come in.
    expect(page.locator(".htmx-request")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("button", name="Pay $")).to_be_visible(timeout=PATIENCE)


def fill_german_address(page):
    page.get_by_label("E-Mail", exact=True).fill("jana@example.com")
    page.get_by_label("Vor- und Nachname").fill("Jana Müller")
    page.get_by_label("Straße und Hausnummer").fill("Ruhige Straße 12")
    page.get_by_label("Postleitzahl").fill("04109")
    page.get_by_label("Ort", exact=True).fill("Leipzig")
    page.get_by_label("Telefon (freiwillig)").focus()
    expect(page.get_by_role("button", name="Zahlungspflichtig bestellen")).to_be_visible(timeout=PATIENCE)


def enter_card(page, number=CARD):
    frame = page.frame_locator("iframe[title='Secure payment input frame']")
    frame.get_by_label("Card number").fill(number)
    frame.get_by_label("Expiration date").fill("12 / 34")
    frame.get_by_label("Security code").fill("123")


def pay(page):
    page.get_by_role("button", name="Pay $").click()


def thanked(page):
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=PATIENCE)
    order = Order.objects.get(status=OrderStatus.PAID)
    expect(page.get_by_text(f"Order {order.number}").first).to_be_visible()
    return order
