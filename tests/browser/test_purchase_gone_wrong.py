"""A card was charged and something went wrong right after: nothing is lost, and nothing is believed."""

from datetime import timedelta

import pytest
from celery import current_app
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment
from emails.models import Letter
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, until
from tests.chromium import hindrances
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]


def run_as_beat(job, settings):
    """The task that the schedule names, found by that name."""
    current_app.tasks[settings.CELERY_BEAT_SCHEDULE[job]["task"]].apply(throw=True)


def test_a_browser_closed_right_after_paying_leaves_a_paid_order(served, sandbox, page, settings):
    sandbox.post_hook("options", deliveries="drop")
    # Nothing of the shop is reached any more once the card is charged.
    page.route("**/checkout/return/**", lambda route: route.abort())
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page)
    pay(page)
    until(lambda: [intent["status"] for intent in sandbox.intents()] == ["succeeded"])
    page.context.close()
    assert Order.objects.get().status == OrderStatus.PLACED

    settings.RECONCILE_AFTER = timedelta(0)
    run_as_beat("reconcile-payments", settings)

    order = Order.objects.get()
    assert order.status == OrderStatus.PAID
    [mail] = until(lambda: sandbox.mails(to="anna@example.com"))
    assert order.number in mail["subject"]
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").allocated) == (4, 1)
    assert_ledger_ok(sandbox)


@pytest.mark.parametrize("lies", [{"amount": 1, "amount_received": 1}, {"amount_received": 1}])
def test_a_payment_of_another_amount_pays_nothing_and_the_page_says_what_is_true(served, sandbox, page, lies):
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page)
    sandbox.post_hook("tamper", next=True, **lies)
    pay(page)

    heading = page.get_by_role("heading", name="We are looking at your payment")
    expect(heading).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Please do not pay again")).to_be_visible()
    expect(page.get_by_role("heading", name="Thank you")).to_have_count(0)
    assert hindrances(page) == []
    assert "amount" in Payment.objects.get().problem
    assert Order.objects.get().status == OrderStatus.PLACED
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").held) == (4, 1)
    assert not Letter.objects.exists()

    page.reload()
    expect(heading).to_be_visible()
