"""The express row: a wallet pays from its sheet, with nothing typed; what hinders is said, not charged."""

import pytest
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from commerce.payments.guard import ASKED_AFTER
from commerce.payments.models import PaymentAttempt
from commerce.pricing.models import TaxRate
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, thanked, until
from tests.browser.wallets import agree, deliver_to, open_sheet, row
from tests.chromium import hindrances
from tests.factories.credit import CODE, make_card
from tests.factories.payments import set_payments
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]


def test_a_guest_pays_by_wallet_with_nothing_typed(served, sandbox, page):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page)
    # To California no tax is charged, to New York it is: the sheet shows what the shop quotes.
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    deliver_to(sheet, "Anna Meyer, New York, US")
    expect(sheet.get_by_role("button", name="Pay 150.25 USD")).to_be_enabled(timeout=PATIENCE)
    sheet.get_by_label("Express").check()
    agree(sheet, "193.80 USD")
    order = thanked(page)

    assert (order.email, order.total.minor, order.delivery_method) == ("jenny@example.com", 19380, "express")
    address = order.addresses.get(kind="shipping")
    assert (address.name, address.line1, address.line2) == ("Anna Meyer", "12 Quiet Street", "Apt 4")
    assert (address.city, address.region, address.postcode, address.country) == (
        "New York",
        "NY",
        "10001",
        "US",
    )
    [intent] = sandbox.intents()
    assert intent["amount"] == 19380
    assert intent["shipping"]["address"]["line1"] == "12 Quiet Street"
    assert page.complaints == []
    assert_ledger_ok(sandbox)


def test_an_address_outside_the_delivery_countries_is_refused_and_closing_keeps_what_was_typed(
    served, sandbox, page
):
    put_desk_in_cart(page, served)
    fill_address(page)
    sheet = open_sheet(page)
    deliver_to(sheet, "Jana Müller, Leipzig, DE")
    expect(sheet.get_by_role("alert")).to_contain_text("does not deliver", timeout=PATIENCE)
    expect(sheet.locator("button[name=pay]")).to_be_disabled()
    deliver_to(sheet, "Luc Tremblay, Montréal, CA")
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    sheet.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Pay $150.25")).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("State / province")).to_have_value("NY")

    deliver_to(open_sheet(page), "Luc Tremblay, Montréal, CA")
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("Full name")).to_have_value("Anna Meyer")
    expect(page.get_by_label("State / province")).to_have_value("NY")
    assert Order.objects.count() == 0
    assert sandbox.intents() == []


def test_a_total_that_changed_meanwhile_is_not_charged_and_the_form_keeps_what_the_wallet_told(
    served, sandbox, page
):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page)
    deliver_to(sheet, "Anna Meyer, New York, US")
    expect(sheet.get_by_role("button", name="Pay 150.25 USD")).to_be_enabled(timeout=PATIENCE)
    TaxRate.objects.update(rate="0.10")
    agree(sheet, "150.25 USD")
    expect(sheet.get_by_role("alert")).to_contain_text("The total has changed", timeout=PATIENCE)
    assert Order.objects.count() == 0
    assert sandbox.intents() == []

    sheet.get_by_role("button", name="Cancel").click()
    expect(row(page).get_by_role("alert")).to_contain_text("The total has changed")
    expect(row(page).get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_value("jenny@example.com")
    expect(page.get_by_label("Address", exact=True)).to_have_value("12 Quiet Street")
    assert hindrances(page) == []
    enter_card(page)
    pay(page)
    assert thanked(page).total.minor == 15180
    assert_ledger_ok(sandbox)


def test_what_is_gone_is_said_and_not_charged(served, sandbox, page):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page)
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    stock = stock_of("DESK-OAK")
    type(stock).objects.filter(pk=stock.pk).update(on_hand=0)
    agree(sheet, "138.00 USD")
    page.wait_for_url("**/cart/", timeout=PATIENCE)
    expect(page.get_by_role("main")).to_contain_text("Oak desk")
    assert Order.objects.count() == 0
    assert sandbox.intents() == []


def test_a_declined_wallet_says_why_and_the_next_card_pays_the_same_order(served, sandbox, page):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page, "Google Pay")
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    sheet.get_by_label("Card").select_option("4000000000009995")
    agree(sheet, "138.00 USD")
    expect(sheet.get_by_role("alert")).to_contain_text("funds", timeout=PATIENCE)
    sheet.get_by_label("Card").select_option("4000002500003155")
    agree(sheet, "138.00 USD")
    bank = page.frame_locator("iframe[title*='3D Secure']")
    bank.get_by_role("button", name="Fail").click(timeout=PATIENCE)
    expect(sheet.get_by_role("alert")).to_contain_text("not completed", timeout=PATIENCE)
    agree(sheet, "138.00 USD")
    bank.get_by_role("button", name="Complete").click(timeout=PATIENCE)
    order = thanked(page)
    assert Order.objects.count() == 1
    assert len(sandbox.intents()) == 1
    until(lambda: PaymentAttempt.objects.filter(payment__order=order).count() >= 2)
    assert order.status == OrderStatus.PAID
    assert_ledger_ok(sandbox)


def test_what_is_switched_off_is_not_in_the_row_and_without_wallets_there_is_none(served, sandbox, page):
    set_payments(takes_apple_pay=False, takes_link=False)
    put_desk_in_cart(page, served)
    expect(row(page)).to_be_visible(timeout=PATIENCE)
    buttons = page.frame_locator("iframe[title='Secure express checkout frame']").get_by_role("button")
    expect(buttons).to_have_text(["Buy with Google Pay"])
    set_payments(takes_google_pay=False)
    page.reload()
    expect(page.locator("iframe[title='Secure payment input frame']")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#checkout-express")).to_have_count(0)


def test_where_a_gift_card_pays_all_there_is_no_row(served, sandbox, page):
    make_card(minor=100_000)
    put_desk_in_cart(page, served)
    fill_address(page)
    expect(row(page)).to_be_visible(timeout=PATIENCE)
    page.locator(".code-entry summary").click()
    page.locator("[name=code]").fill(CODE)
    page.locator("#checkout-code button").first.click()
    expect(page.get_by_role("button", name="Place the order")).to_be_visible(timeout=PATIENCE)
    expect(row(page)).to_be_hidden()


def test_pressed_twice_it_is_paid_once(served, sandbox, page):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page)
    button = sheet.get_by_role("button", name="Pay 138.00 USD")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.dblclick()
    order = thanked(page)
    assert Order.objects.count() == len(sandbox.intents()) == 1
    assert order.payments.get().captured_minor == 13800
    assert_ledger_ok(sandbox)


def test_whoever_is_declined_again_and_again_is_asked_in_the_sheet_who_it_is(served, sandbox, page):
    put_desk_in_cart(page, served)
    sheet = open_sheet(page)
    expect(sheet.get_by_role("button", name="Pay 138.00 USD")).to_be_enabled(timeout=PATIENCE)
    sheet.get_by_label("Card").select_option("4000000000009995")
    for words in ["not enough funds"] * ASKED_AFTER["browser"] + ["confirm that it is you"]:
        agree(sheet, "138.00 USD")
        expect(sheet.get_by_role("alert")).to_contain_text(words, timeout=PATIENCE)
    sheet.get_by_label("Card").select_option("4242424242424242")
    agree(sheet, "138.00 USD")
    expect(sheet.get_by_role("alert")).to_contain_text("sent a link", timeout=PATIENCE)
    assert Order.objects.get().status == OrderStatus.PLACED
    assert [intent["amount_received"] for intent in sandbox.intents()] == [0]
