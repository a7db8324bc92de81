"""A customer signs in and buys; what was bought is theirs, and staff see it as paid."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.orders.models import Order, OrderStatus
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, thanked, until
from tests.chromium import hindrances
from tests.factories.customers import PASSWORD, make_account
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]


def sign_in(page, site, user):
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/account/$"), timeout=PATIENCE)


def test_what_a_signed_in_customer_buys_is_theirs_and_a_clerk_sees_it_paid(served, sandbox, page, enter):
    user = make_account("anna@example.com")
    sign_in(page, served, user)
    put_desk_in_cart(page, served)
    expect(page.get_by_label("Email")).to_have_value(user.email)
    fill_address(page, email=user.email)
    enter_card(page)
    pay(page)

    order = thanked(page)
    assert order.customer.user == user
    [mail] = until(lambda: sandbox.mails(to=user.email))
    assert order.number in mail["subject"]
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").allocated) == (4, 1)

    page.goto(f"{served.url}/account/orders/")
    expect(page.get_by_role("link", name=f"Order {order.number}")).to_be_visible()
    assert page.complaints == []

    screen = enter(make_colleague("commerce.view_order"))
    screen.goto(served.url + reverse("orders:page", args=[order.pk]))
    expect(screen.get_by_text("Payment: Paid", exact=True)).to_be_visible()
    expect(screen.get_by_text("Visa •••• 4242 · Succeeded")).to_be_visible()
    assert_ledger_ok(sandbox)


def test_the_orders_of_one_account_are_not_shown_in_another(served, sandbox, page):
    make_account("anna@example.com")
    put_desk_in_cart(page, served)
    fill_address(page, email="anna@example.com")
    enter_card(page)
    pay(page)
    order = thanked(page)
    assert order.customer.user is None

    sign_in(page, served, make_account("ben@example.com"))
    page.goto(f"{served.url}/account/orders/")
    expect(page.get_by_text("No orders yet")).to_be_visible()
    expect(page.get_by_text(order.number)).to_have_count(0)


def test_a_card_is_saved_used_next_time_and_removed(served, sandbox, page):
    user = make_account("anna@example.com")
    sign_in(page, served, user)
    field = page.frame_locator("iframe[title='Secure payment input frame']")
    put_desk_in_cart(page, served)
    fill_address(page, email=user.email)
    enter_card(page)
    field.get_by_label("Save this card for next time").check()
    pay(page)
    thanked(page)

    put_desk_in_cart(page, served)
    fill_address(page, email=user.email)
    expect(field.get_by_label("Visa ending 4242")).to_be_checked()
    assert hindrances(page) == []
    pay(page)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=PATIENCE)
    assert Order.objects.filter(status=OrderStatus.PAID).count() == 2
    assert len({intent["payment_method"] for intent in sandbox.intents()}) == 1

    page.goto(f"{served.url}/account/")
    page.get_by_role("link", name="Payment methods").click()
    expect(page.get_by_text("Valid until 12/34")).to_be_visible()
    assert hindrances(page) == []
    page.get_by_role("button", name=re.compile("Remove.*4242")).click()
    expect(page.get_by_text("No saved cards")).to_be_visible()
    assert page.complaints == []
    assert_ledger_ok(sandbox)
