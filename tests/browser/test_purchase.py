"""A visitor buys a desk: in Chromium, with a worker, through the payment frame."""

import re

import pytest
from playwright.sync_api import expect

from commerce.catalogue.operations import set_price
from commerce.money import Money
from commerce.orders.models import Order, OrderStatus
from kinsite.foundation.actors import SYSTEM
from tests.browser.steps import PATIENCE, enter_card, fill_address, pay, put_desk_in_cart, thanked, until
from tests.chromium import hindrances
from tests.factories.markets import make_price_list
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_declined_card_says_why_and_the_next_one_pays_the_same_order(served, sandbox, page):
    put_desk_in_cart(page, served)
    assert hindrances(page) == []
    fill_address(page)
    enter_card(page, "4000000000000002")
    assert hindrances(page) == []
    pay(page)
    problem = page.locator("#payment-problem")
    expect(problem).to_contain_text("declined", timeout=PATIENCE)
    assert page.get_by_label("Full name").input_value() == "Anna Meyer"
    waiting = Order.objects.get()

    enter_card(page, "4242424242424242")
    pay(page)

    order = thanked(page)
    assert order.pk == waiting.pk
    assert hindrances(page) == []
    [mail] = until(lambda: sandbox.mails(to="anna@example.com"))
    assert order.number in mail["subject"]
    assert (stock_of("DESK-OAK").available, stock_of("DESK-OAK").allocated) == (4, 1)
    assert page.complaints == []

    page.get_by_role("link", name="See your order").click()
    expect(page.get_by_role("heading", name=f"Order {order.number}")).to_be_visible()
    assert hindrances(page) == []
    assert_ledger_ok(sandbox)


def test_three_d_secure_can_be_failed_and_then_passed(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page, "4000002500003155")
    pay(page)
    challenge = page.frame_locator("iframe[title*='3D Secure']")
    challenge.get_by_role("button", name="Fail").click(timeout=PATIENCE)
    expect(page.locator("#payment-problem")).to_contain_text("not completed", timeout=PATIENCE)

    enter_card(page, "4000002500003155")
    pay(page)
    challenge.get_by_role("button", name="Complete").click(timeout=PATIENCE)

    thanked(page)
    assert Order.objects.count() == 1
    assert_ledger_ok(sandbox)


def test_without_webhooks_the_return_page_hints_and_its_address_decides_nothing(served, sandbox, page):
    sandbox.post_hook("options", deliveries="drop")
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page, "4000000000000002")
    pay(page)
    expect(page.locator("#payment-problem")).to_contain_text("declined", timeout=PATIENCE)
    page.goto(f"{served.url}/checkout/return/?redirect_status=succeeded")
    expect(page.get_by_role("heading", name="did not go through")).to_be_visible(timeout=PATIENCE)
    assert Order.objects.get().status == OrderStatus.PLACED

    page.get_by_role("link", name="Try again").click()
    assert page.get_by_label("Full name").input_value() == "Anna Meyer"
    enter_card(page, "4242424242424242")
    pay(page)

    thanked(page)
    assert_ledger_ok(sandbox)


def test_without_javascript_everything_but_the_payment_field_works(served, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/shop/desks/oak-desk/")
    page.locator("a[href*='/offers/']").first.click()
    page.get_by_role("button", name="Add to cart").first.click()
    page.goto(f"{served.url}/cart/")
    page.get_by_role("link", name="Checkout").first.click()
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_label("State / province").select_option("NY")
    page.get_by_role("button", name="Show delivery, tax and total").click()
    expect(page.get_by_role("button", name="Pay $")).to_be_visible()
    assert page.get_by_label("Email").input_value() == "anna@example.com"
    expect(page.locator("#checkout-payment noscript .notice")).to_be_visible()
    context.close()


# What htmx does where a new total arrives while the order is being placed.
ARRIVES_LATE = """
    const fetchIt = window.fetch;
    window.fetch = (address, ...more) => {
        if (String(address).endsWith("/place/")) {
            document.getElementById("checkout").elements.without.value = "klarna";
            document.dispatchEvent(new CustomEvent("htmx:afterSettle"));
        }
        return fetchIt(address, ...more);
    };
"""


def test_a_total_that_arrives_after_the_press_is_no_failure(served, sandbox, page):
    page.add_init_script(ARRIVES_LATE)
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page, "4242424242424242")
    page.get_by_role("button", name="Pay $").click()
    thanked(page)
    assert_ledger_ok(sandbox)


def test_double_click_and_the_way_back_pay_once(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page, "4242424242424242")
    page.get_by_role("button", name="Pay $").dblclick()
    thanked(page)
    page.go_back()
    page.wait_for_timeout(1000)
    assert Order.objects.count() == 1
    assert [intent["status"] for intent in sandbox.intents()] == ["succeeded"]
    assert_ledger_ok(sandbox)


def held_over_an_answer(page, aim):
    """Press something straight from a changed field, whose answer comes before the finger goes."""
    page.get_by_label("Phone (optional)").fill("555 0100")
    aim.hover()
    with page.expect_response(lambda answer: answer.url.endswith("/checkout/")):
        page.mouse.down()
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-added")).to_have_count(0)


def test_an_answer_that_comes_while_the_button_is_pressed_takes_no_press(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page)
    held_over_an_answer(page, page.get_by_role("button", name="Pay $"))
    page.mouse.up()
    thanked(page)
    assert_ledger_ok(sandbox)


def test_an_answer_that_comes_while_a_delivery_is_pressed_takes_no_press(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    express = page.get_by_role("radio", name=re.compile("Express"))
    held_over_an_answer(page, page.locator("label", has=express))
    page.mouse.up()
    expect(page.get_by_role("button", name="Pay $193.80")).to_be_visible()
    expect(express).to_be_checked()


def test_a_total_that_is_new_while_the_button_is_pressed_is_read_before_it_is_paid(served, sandbox, page):
    put_desk_in_cart(page, served)
    fill_address(page)
    enter_card(page)
    dearer = Money(13_900, "USD")
    set_price(variant=stock_of("DESK-OAK").variant, price_list=make_price_list(), money=dearer, by=SYSTEM)
    held_over_an_answer(page, page.get_by_role("button", name="Pay $"))
    page.mouse.up()
    expect(page.get_by_role("button", name="Pay $161.14")).to_be_visible()
    page.wait_for_timeout(1000)
    assert not Order.objects.exists()
    pay(page)
    thanked(page)
    assert_ledger_ok(sandbox)
