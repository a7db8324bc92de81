"""The Payment Element in Chromium, on a page with the shop's strict policy."""

import json

import pytest
from playwright.sync_api import expect

from kinsite.sandbox.world import Shop
from tests.chromium import AXE, hindrances
from tests.kinsite.sandbox.conftest import client_for, hook, until
from tests.kinsite.sandbox.shop_page import ShopPage
from tests.sandbox import WEBHOOK_SECRET

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(world):
    """The page, with its server making an intent of 129 dollars when it is asked to pay."""

    def make_intent():
        made = client_for(world).v1.payment_intents.create({"amount": 12900, "currency": "usd"})
        return json.dumps({"clientSecret": made.client_secret})

    serving = ShopPage(make_intent)
    serving.sandbox = world.url
    world.move_shop(Shop(serving.url, WEBHOOK_SECRET))
    yield serving
    serving.close()


@pytest.fixture
def page(chromium, shop):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda line: page.complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{shop.url}/")
    expect(frame_of(page).get_by_label("Card number")).to_be_visible()
    yield page
    context.close()


def frame_of(page):
    return page.frame_locator('iframe[title="Secure payment input frame"]')


def fill_card(page, number="4242 4242 4242 4242", expiry="12 / 40", code="123"):
    frame = frame_of(page)
    frame.get_by_label("Card number").fill(number)
    frame.get_by_label("Expiration date").fill(expiry)
    frame.get_by_label("Security code").fill(code)


def press_pay(page):
    page.get_by_role("button", name="Pay").click()


def said(page):
    return page.get_by_role("status")


def intents(world):
    return world.platform.store.every("payment_intent")


def test_a_card_pays_and_its_number_never_reaches_the_shops_page(page, world):
    fill_card(page)
    press_pay(page)
    expect(said(page)).to_have_text("succeeded")
    assert intents(world)[0]["status"] == "succeeded"
    heard = " ".join(page.evaluate("window.heard"))
    assert "succeeded" in heard
    assert "4242424242424242" not in heard.replace(" ", "")
    assert page.complaints == []


def test_a_declined_card_says_why_and_the_next_one_pays(page, world):
    fill_card(page, "4000 0000 0000 9995")
    press_pay(page)
    expect(said(page)).to_have_text("Your card has insufficient funds.")
    fill_card(page)
    press_pay(page)
    expect(said(page)).to_have_text("succeeded")
    assert [intent["status"] for intent in intents(world)] == ["succeeded", "requires_payment_method"]


@pytest.mark.parametrize(
    ("button", "text", "status"),
    [
        ("Complete authentication", "succeeded", "succeeded"),
        (
            "Fail authentication",
            "We are unable to authenticate your payment method.",
            "requires_payment_method",
        ),
    ],
)
def test_three_d_secure_is_asked_in_a_frame_over_the_page(page, world, button, text, status):
    fill_card(page, "4000 0025 0000 3155")
    press_pay(page)
    bank = page.frame_locator('iframe[title="3D Secure authentication"]')
    expect(bank.get_by_role("button", name=button)).to_be_visible()
    assert hindrances(page) == []
    bank.get_by_role("button", name=button).click()
    expect(said(page)).to_contain_text(text)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert intents(world)[0]["status"] == status
    assert page.complaints == []


def test_with_redirect_the_shopper_arrives_at_the_return_page(page, shop, world):
    page.goto(f"{shop.url}/?redirect=always")
    fill_card(page)
    press_pay(page)
    page.wait_for_url("**/return/**")
    assert "redirect_status=succeeded" in page.url
    assert f"payment_intent={intents(world)[0]['id']}" in page.url


@pytest.mark.parametrize(
    ("button", "arrival"),
    [
        ("Authorize test payment", "succeeded"),
        ("Fail test payment", "failed"),
        ("Let it take days", "pending"),
    ],
)
def test_klarna_goes_over_its_own_page_and_back(page, button, arrival):
    frame_of(page).get_by_label("Klarna").check()
    press_pay(page)
    page.get_by_role("button", name=button).wait_for()
    assert hindrances(page) == []
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**/return/**redirect_status={arrival}")


@pytest.mark.parametrize("method", ["Link", "Apple Pay", "Google Pay"])
def test_a_wallet_asks_in_its_sheet_and_can_be_closed(page, world, method):
    frame_of(page).get_by_label(method).check()
    press_pay(page)
    sheet = page.frame_locator(f'iframe[title="{method}"]')
    expect(sheet.get_by_role("button", name="Pay 129.00 USD")).to_be_visible()
    assert hindrances(page) == []
    sheet.get_by_role("button", name="Cancel").click()
    expect(said(page)).to_have_text(f"{method} was closed before you paid.")
    assert intents(world) == []

    press_pay(page)
    sheet.get_by_role("button", name="Pay 129.00 USD").click()
    expect(said(page)).to_have_text("succeeded")
    charge = world.platform.store.every("charge")[0]["payment_method_details"]
    assert method == "Link" or charge["card"]["wallet"]["type"] == method.lower().replace(" ", "_")
    assert page.complaints == []


def test_a_bank_debit_is_processing_and_says_so_beforehand(page, world):
    frame_of(page).get_by_label("US bank account").check()
    expect(frame_of(page).get_by_text("Your bank takes days.")).to_be_visible()
    press_pay(page)
    expect(said(page)).to_have_text("processing")
    assert intents(world)[0]["status"] == "processing"


@pytest.mark.parametrize(
    ("number", "expiry", "code", "reason"),
    [
        ("", "", "", "Your card number is incomplete."),
        ("4242 4242 4242 4241", "12 / 40", "123", "Your card number is invalid."),
        ("4242 4242 4242 4242", "12 / 20", "123", "Your card’s expiration year is in the past."),
        ("4242 4242 4242 4242", "13 / 40", "123", "Your card’s expiration date is invalid."),
        ("4242 4242 4242 4242", "12 / 40", "12", "Your card’s security code is incomplete."),
    ],
)
def test_what_can_not_be_a_card_is_said_in_the_frame_before_anything_is_made(
    page, world, number, expiry, code, reason
):
    fill_card(page, number, expiry, code)
    press_pay(page)
    expect(said(page)).to_have_text(reason)
    expect(frame_of(page).get_by_text(reason)).to_be_visible()
    expect(frame_of(page).locator("[aria-invalid=true]").first).to_be_focused()
    assert intents(world) == []


def test_typing_groups_the_digits(page):
    frame = frame_of(page)
    number, expiry = frame.get_by_label("Card number"), frame.get_by_label("Expiration date")
    number.press_sequentially("4242424242424242999")
    expect(number).to_have_value("4242 4242 4242 4242")
    number.fill("")
    number.press_sequentially("378282246310005")
    expect(number).to_have_value("3782 822463 10005")
    number.press("ArrowLeft")
    number.press("Backspace")
    expect(number).to_have_value("3782 822463 1005")
    expiry.press_sequentially("440")
    expect(expiry).to_have_value("04 / 40")
    for _ in range(3):
        expiry.press("Backspace")
    expiry.press_sequentially("1240")
    for written in ("1240", "12/40", "12 / 2040"):
        expiry.fill(written)
        expect(expiry).to_have_value("12 / 40")
    assert number.get_attribute("autocomplete") == "cc-number"
    assert number.get_attribute("inputmode") == "numeric"


def test_the_page_hears_ready_and_change_and_the_frame_is_as_high_as_its_content(page):
    fill_card(page)
    until(lambda: page.evaluate("window.events.some((event) => event.name === 'change' && event.complete)"))
    assert page.evaluate("window.events[0].name") == "ready"
    frame = page.locator("iframe").bounding_box()
    inner = frame_of(page).locator("body").bounding_box()
    assert abs(frame["height"] - inner["height"]) <= 1
    frame_of(page).get_by_text("Test cards").click()
    until(lambda: page.locator("iframe").bounding_box()["height"] > frame["height"] + 50)


def test_nothing_in_the_frame_is_hard_to_reach(page):
    frame = frame_of(page)
    expect(frame.get_by_role("radiogroup", name="Payment method")).to_be_visible()
    press_pay(page)  # with every error shown
    frame.get_by_text("Test cards").click()
    assert hindrances(page) == []
    alone = page.frames[1]
    assert alone.evaluate(f"{AXE}; axe.run().then((result) => result.violations)") == []


RULES = [
    ("Stripe('pk_live_' + 'a'.repeat(24))", "refuses live keys"),
    ("Stripe('sk_test_a')", "publishable test key"),
    (
        "stripe.elements({ mode: 'payment', amount: 12.5, currency: 'usd' })",
        "amount should be a whole number",
    ),
    ("stripe.elements({ mode: 'payment', amount: 100, currency: 'USD' })", "three-letter lowercase"),
    ("stripe.elements({ amount: 100 })", "clientSecret or mode"),
    ("stripe.elements({ mode: 'payment', clientSecret: 'a' })", "can't be used together"),
    ("elements.create('payment')", "Can only create one Element"),
    (
        "stripe.elements({ mode: 'payment', amount: 100, currency: 'usd' }).create('card')",
        "valid Element name",
    ),
    (
        "stripe.elements({ mode: 'payment', amount: 100, currency: 'usd' }).create('payment').mount('#none')",
        "no DOM elements",
    ),
    ("stripe.confirmPayment({ elements })", "clientSecret should be"),
    ("stripe.confirmPayment({ elements, clientSecret: 'pi_1_secret_1' })", "return_url is required"),
    (
        "stripe.confirmPayment({ elements, clientSecret: 'pi_1_secret_1', redirect: 'if_required' })",
        "submit() must be called",
    ),
    (
        "stripe.confirmPayment({ clientSecret: 'pi_1_secret_1', redirect: 'never' })",
        "should be one of: always, if_required",
    ),
]


def test_stripes_own_rules_hold(page):
    for code, reason in RULES:
        tried = (
            f"try {{ await {code}; return 'nothing' }} catch (e) {{ return `${{e.name}}: ${{e.message}}` }}"
        )
        said = page.evaluate(f"(async () => {{ {tried} }})()")
        assert said.startswith("IntegrationError: "), code
        assert reason in said, code


def test_an_amount_other_than_the_pages_is_not_charged(page, world):
    fill_card(page)
    page.evaluate("elements.update({ amount: 500 })")
    press_pay(page)
    expect(said(page)).to_contain_text("does not match the amount")
    assert world.platform.store.every("charge") == []


def test_an_intent_can_be_read_and_its_next_step_taken(page, world, client):
    waiting = client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    read = page.evaluate("(secret) => stripe.retrievePaymentIntent(secret)", waiting.client_secret)
    assert read["paymentIntent"]["id"] == waiting.id
    wrong = page.evaluate("(secret) => stripe.retrievePaymentIntent(secret)", f"{waiting.id}_secret_guess")
    assert wrong["error"]["code"] == "payment_intent_invalid_parameter"
    client.v1.payment_intents.confirm(
        waiting.id,
        {"payment_method": "pm_card_authenticationRequired", "use_stripe_sdk": True, "return_url": page.url},
    )
    page.evaluate(
        "(clientSecret) => { window.done = stripe.handleNextAction({ clientSecret }) }", waiting.client_secret
    )
    bank = page.frame_locator('iframe[title="3D Secure authentication"]')
    bank.get_by_role("button", name="Complete authentication").click()
    assert page.evaluate("window.done")["paymentIntent"]["status"] == "succeeded"


def test_a_gateway_that_is_down_is_an_answer_and_not_an_exception(page, world):
    fill_card(page)
    hook(world, "fault", path="/v1/payment_intents/*/confirm", do="close", times=9)  # a browser tries again
    press_pay(page)
    expect(said(page)).to_contain_text("We could not reach Stripe")


def test_currencies_offer_what_they_have(page):
    expect(frame_of(page).get_by_label("Affirm")).to_be_visible()
    page.evaluate("elements.update({ currency: 'eur' })")
    expect(frame_of(page).get_by_label("Affirm")).to_have_count(0)
    expect(frame_of(page).get_by_label("Klarna")).to_be_visible()
    expect(frame_of(page).get_by_label("SEPA debit")).to_be_visible()


def test_fields_that_can_not_be_drawn_say_so(page):
    page.evaluate("elements.update({ amount: 10 })")  # less than Stripe charges
    until(lambda: page.evaluate("window.events.some((event) => event.name === 'loaderror')"))
    assert page.evaluate("window.events.at(-1).error.code") == "amount_too_small"
