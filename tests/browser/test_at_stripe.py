"""The shop's own checkout in Chromium, no notice reaching it: the same at the sandbox and at Stripe.

Stripe's script and payment field come from js.stripe.com, through the policy of production.
"""

import pytest
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, PaymentStatus
from tests.browser.fields import field_of
from tests.browser.steps import fill_address, pay, put_desk_in_cart
from tests.factories.captures import capture_at_shipping
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFUSED, CARD, ASKS = "4000000000000002", "4242424242424242", "4000002760003184"


@pytest.fixture
def field(site):
    return field_of(site)


@pytest.fixture
def checkout(served_at_site, target, page):
    put_desk_in_cart(page, served_at_site)
    fill_address(page)
    return page


def said(page, words, site):
    problem = page.locator("#payment-problem")
    expect(problem).to_contain_text(words, timeout=site.patience * 1000)


def thanked(page, site):
    """The page thanks, for the one order there is; the policy stopped nothing that is needed."""
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=site.patience * 1000)
    order = Order.objects.get()
    assert order.status == OrderStatus.PAID
    stopped = [words for words in page.complaints if any(name in words for name in field_of(site).minded)]
    assert stopped == []
    return order


def test_a_declined_card_says_why_and_another_pays_the_same_order(checkout, field, site, target):
    field.enter_card(checkout, REFUSED)
    pay(checkout)
    said(checkout, "declined", site)
    waiting = Order.objects.get()

    field.enter_card(checkout, CARD)
    pay(checkout)

    assert thanked(checkout, site) == waiting
    assert Payment.objects.get().attempts.filter(outcome="succeeded").get().last4 == "4242"
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").allocated) == (4, 1)
    assert_ledger_ok(target)


def test_3d_secure_is_failed_and_passed_and_the_card_only_authorised(checkout, field, site, target):
    capture_at_shipping()
    field.enter_card(checkout, ASKS)
    pay(checkout)
    field.answer_bank(checkout, completes=False)
    said(checkout, "not completed", site)

    field.enter_card(checkout, ASKS)
    pay(checkout)
    field.answer_bank(checkout, completes=True)

    order = thanked(checkout, site)
    assert order.payments.get().status == PaymentStatus.AUTHORISED
    [intent] = target.intents()
    assert (intent["status"], intent["amount_capturable"]) == ("requires_capture", order.total_minor)
    assert_ledger_ok(target)
