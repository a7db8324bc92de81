"""The payment field shows what staff left on, also where they switched something off meanwhile."""

import pytest
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, thanked
from tests.browser.test_ways_to_pay import choose, said
from tests.factories.payments import set_payments
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=20), pytest.mark.django_db(transaction=True)]


def ways(page):
    frame = page.frame_locator("iframe[title='Secure payment input frame']")
    expect(frame.get_by_label("Card", exact=True)).to_be_visible(timeout=PATIENCE)
    return frame


def test_what_is_off_is_not_shown_and_what_goes_off_meanwhile_is_said_so(served, sandbox, page):
    set_payments(takes_affirm=False, takes_apple_pay=False, takes_link=False)
    put_desk_in_cart(page, served)
    fill_address(page)
    frame = ways(page)
    for name in ("Klarna", "Google Pay", "US bank account"):
        expect(frame.get_by_label(name)).to_be_visible(timeout=PATIENCE)
    for name in ("Affirm", "Apple Pay", "Link"):
        expect(frame.get_by_label(name)).to_have_count(0)

    set_payments(takes_klarna=False)
    choose(page, "Klarna")
    pay(page)
    expect(page.get_by_text("The ways to pay have just changed")).to_be_visible(timeout=PATIENCE)
    expect(frame.get_by_label("Klarna")).to_have_count(0, timeout=PATIENCE)
    expect(said(page)).to_be_hidden()
    assert sandbox.intents() == []

    enter_card(page)
    pay(page)
    order = thanked(page)
    assert Order.objects.get().status == OrderStatus.PAID
    assert order.payments.get().excluded_methods == ["affirm", "klarna"]
    assert page.complaints == []
    assert_ledger_ok(sandbox)
