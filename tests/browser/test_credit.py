"""A gift card in Chromium: it pays all of an order without the payment field, or a part beside a card."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, thanked
from tests.chromium import hindrances
from tests.factories.credit import CODE, balance_of, make_card
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def pay_with_card(page, code=CODE):
    """Enter a code at the checkout; the total follows."""
    page.get_by_text("Discount code or gift card").first.click()
    page.get_by_label("Discount code or gift card").fill(code)
    page.get_by_label("Discount code or gift card").press("Enter")
    expect(page.get_by_role("main").get_by_text("•••• WARM").first).to_be_visible(timeout=PATIENCE)


def test_a_card_that_covers_all_needs_no_payment_field_and_can_be_taken_back(served, sandbox, page):
    card = make_card(100_000)
    put_desk_in_cart(page, served)
    fill_address(page)
    pay_with_card(page)
    field = page.locator("#checkout-payment")
    expect(field).to_be_hidden()
    assert hindrances(page) == []
    page.get_by_role("button", name="Remove").first.click()
    expect(field).to_be_visible()
    pay_with_card(page)
    expect(field).to_be_hidden()
    page.get_by_role("button", name="Place the order").click()
    order = thanked(page)
    assert order.to_pay.minor == 0
    assert sandbox.intents() == []
    assert balance_of(card) == 100_000 - order.total_minor
    assert page.complaints == []
    assert_ledger_ok(sandbox)


def test_a_card_that_covers_a_part_leaves_the_rest_to_a_payment(served, sandbox, page):
    card = make_card(5_000)
    put_desk_in_cart(page, served)
    fill_address(page)
    pay_with_card(page)
    enter_card(page)
    pay(page)
    order = thanked(page)
    assert (order.credit_minor, balance_of(card)) == (5_000, 0)
    [intent] = sandbox.intents()
    assert intent["amount_received"] == order.total_minor - 5_000
    assert_ledger_ok(sandbox)
