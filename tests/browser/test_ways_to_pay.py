"""Ways to pay other than a plain card: each up to "Thank you", with a change of mind on the way.

The journeys share one shop, its worker and its browser: what they need is slow to set up.
"""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, PaymentStatus
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, until
from tests.chromium import hindrances
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]


def choose(page, method):
    """Pick a way to pay; the frame draws them anew where the amount changed, perhaps under the pointer."""
    way = page.frame_locator("iframe[title='Secure payment input frame']").get_by_label(method)

    def is_chosen():
        with suppress(Error):
            way.check(timeout=2_000)
        return way.is_checked()

    until(is_chosen)


def said(page):
    return page.locator("#payment-problem")


def arrived(page, heading):
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=PATIENCE)


def bought(page, orders):
    """The page thanks, and there is one paid order more, whose intent is the only one that it took."""
    arrived(page, "Thank you")
    assert Order.objects.filter(status=OrderStatus.PAID).count() == Order.objects.count() == orders
    return Payment.objects.get(order=Order.objects.latest("pk"))


def test_three_d_secure_wallet_and_redirect_pay_after_a_change_of_mind(served, sandbox, page):
    by_another_card(page, served)
    by_wallet(page, served)
    by_redirect(page, served)
    assert page.complaints == []
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").allocated) == (2, 3)
    assert_ledger_ok(sandbox)


def by_another_card(page, site):
    put_desk_in_cart(page, site)
    fill_address(page)
    enter_card(page, "4000002500003155")
    pay(page)
    bank = page.frame_locator("iframe[title*='3D Secure']")
    bank.get_by_role("button", name="Fail").click(timeout=PATIENCE)
    expect(said(page)).to_contain_text("not completed", timeout=PATIENCE)
    enter_card(page)
    pay(page)
    assert bought(page, 1).attempts.get().last4 == "4242"


def by_wallet(page, site):
    put_desk_in_cart(page, site)
    fill_address(page)
    choose(page, "Apple Pay")
    pay(page)
    sheet = page.frame_locator("iframe[title='Apple Pay']")
    sheet.get_by_role("button", name="Cancel").click(timeout=PATIENCE)
    expect(said(page)).to_contain_text("closed before you paid", timeout=PATIENCE)
    assert Order.objects.count() == 1
    pay(page)
    sheet.get_by_role("button", name="Pay").click(timeout=PATIENCE)
    bought(page, 2)


def by_redirect(page, site):
    put_desk_in_cart(page, site)
    fill_address(page)
    choose(page, "Klarna")
    pay(page)
    page.get_by_role("button", name="Fail test payment").click(timeout=PATIENCE)
    arrived(page, "did not go through")
    page.get_by_role("link", name="Try again").click()

    choose(page, "Klarna")
    pay(page)
    page.get_by_role("button", name="Authorize test payment").wait_for(timeout=PATIENCE)
    page.go_back()
    assert page.get_by_label("Full name").input_value() == "Anna Meyer"

    choose(page, "Afterpay")
    pay(page)
    page.get_by_role("button", name="Authorize test payment").click(timeout=PATIENCE)
    assert bought(page, 3).attempts.get().method == "afterpay_clearpay"


def test_a_bank_that_takes_days_is_never_worded_as_a_failure_and_pays_in_the_end(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    choose(page, "US bank account")
    pay(page)
    arrived(page, "Your payment is being processed")
    order = Order.objects.get()
    [letter] = until(lambda: sandbox.mails(to="anna@example.com"))
    assert order.number in letter["subject"]
    page.get_by_role("link", name="See your order").click()
    expect(page.get_by_text("Your bank is still working on the payment")).to_be_visible()
    expect(page.get_by_text("waits for its payment")).to_have_count(0)
    assert hindrances(page) == []
    assert Payment.objects.get().status == PaymentStatus.PROCESSING

    [intent] = sandbox.intents()
    page.goto(f"{sandbox.url}/stripe/payments/{intent['id']}/")
    page.get_by_role("button", name="Let it succeed").click()

    until(lambda: Order.objects.get().status == OrderStatus.PAID)
    page.goto(f"{served.url}/checkout/return/")
    arrived(page, "Thank you")
    until(lambda: len(sandbox.mails(to="anna@example.com")) == 2)
    assert_ledger_ok(sandbox)
