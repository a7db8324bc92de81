"""The Express Checkout Element in Chromium, on a page with the shop's strict policy."""

import json

import pytest
from playwright.sync_api import expect

from kinsite.sandbox.world import Shop
from tests.chromium import AXE, hindrances
from tests.kinsite.sandbox.conftest import client_for, until
from tests.kinsite.sandbox.shop_page import ShopPage
from tests.sandbox import WEBHOOK_SECRET

pytestmark = pytest.mark.browser

# What a page does with the element; a test may answer an event otherwise by `window.answers`.
SCRIPT = """
window.events = [];
window.answers = {
  click: (event) => event.resolve(),
  shippingaddresschange: (event) => {
    window.elements.update({ amount: 13900 });
    event.resolve({ shippingRates: [{ id: "fast", displayName: "Fast", amount: 1000 }] });
  },
  shippingratechange: (event) => event.resolve(),
  confirm: async (event) => {
    await window.elements.submit();
    const { clientSecret } = await (await fetch("/intent", { method: "POST" })).json();
    const { error, paymentIntent } = await window.stripe.confirmPayment({
      elements: window.elements, clientSecret, redirect: "if_required",
    });
    window.outcome = error ? error.message : paymentIntent.status;
  },
};
window.options = {
  allowedShippingCountries: ["US", "DE"], billingAddressRequired: true, emailRequired: true,
  shippingAddressRequired: true, shippingRates: [
    { id: "slow", displayName: "Slow", amount: 500 }, { id: "fast", displayName: "Fast", amount: 1000 },
  ],
};
window.stripe = Stripe("pk_test_SandboxSandboxSandbox0001");
window.begin = (options = window.options) => {
  window.events = [];
  window.elements = window.stripe.elements({ mode: "payment", amount: 12900, currency: "usd" });
  const element = window.elements.create("expressCheckout", options);
  const names = ["ready", "click", "shippingaddresschange", "shippingratechange", "confirm", "cancel"];
  for (const name of names)
    element.on(name, (event) => {
      window.events.push(JSON.parse(JSON.stringify({ ...event, heard: name })));
      window.answers[name]?.(event);
    });
  element.mount("#payment");
};
window.begin();
"""


@pytest.fixture
def shop(world):
    """The page, with its server making an intent of 139 dollars."""

    def make_intent():
        made = client_for(world).v1.payment_intents.create({"amount": 13900, "currency": "usd"})
        return json.dumps({"clientSecret": made.client_secret})

    serving = ShopPage(make_intent, script=SCRIPT)
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
    expect(frame_of(page).get_by_role("button", name="Apple Pay")).to_be_visible()
    yield page
    context.close()


def frame_of(page):
    return page.frame_locator('iframe[title="Secure express checkout frame"]')


def open_sheet(page, wallet="Apple Pay"):
    frame_of(page).get_by_role("button", name=wallet).click()
    return page.frame_locator(f'iframe[title="{wallet}"]')


def heard(page, name):
    return [event for event in page.evaluate("window.events") if event["heard"] == name]


def expect_outcome(page, words):
    until(lambda: page.evaluate("window.outcome") == words)


def expect_complaint(page, words):
    """What the console says is heard while the page is asked for something."""
    until(lambda: page.evaluate("1") and any(words in said for said in page.complaints))


def agreed(sheet, amount="139.00 USD"):
    pay = sheet.get_by_role("button", name=f"Pay {amount}")
    expect(pay).to_be_enabled()
    pay.click()


def test_ready_names_the_wallets_that_are_there_and_none_where_all_are_off(page):
    assert heard(page, "ready") == [
        {
            "heard": "ready",
            "elementType": "expressCheckout",
            "availablePaymentMethods": {"applePay": True, "googlePay": True, "link": True},
        }
    ]
    page.evaluate("window.begin({ paymentMethods: { applePay: 'never', link: 'never' } })")
    expect(frame_of(page).get_by_role("button")).to_have_text(["Google Pay"])
    off = "{ applePay: 'never', googlePay: 'never', link: 'never' }"
    page.evaluate(f"window.begin({{ paymentMethods: {off} }})")
    until(lambda: heard(page, "ready"))
    assert "availablePaymentMethods" not in heard(page, "ready")[0]


def test_a_sheet_pays_and_brings_the_address_in_full_only_when_it_is_agreed_to(page, world):
    sheet = open_sheet(page)
    expect(sheet.get_by_role("button", name="Pay 139.00 USD")).to_be_enabled()
    sheet.get_by_label("Deliver to").select_option(label="Fiona Grant, Edinburgh, GB")
    expect(sheet.get_by_role("button", name="Pay 139.00 USD")).to_be_enabled()
    assert [event["address"] for event in heard(page, "shippingaddresschange")] == [
        {"city": "San Francisco", "state": "CA", "postal_code": "94103", "country": "US"},
        {"city": "Edinburgh", "state": "", "postal_code": "EH2", "country": "GB"},
    ]
    assert hindrances(page) == []
    agreed(sheet)
    expect_outcome(page, "succeeded")
    [confirmed] = heard(page, "confirm")
    whole = {
        "line1": "1 Princes Street",
        "line2": None,
        "city": "Edinburgh",
        "state": "",
        "postal_code": "EH2 2EQ",
        "country": "GB",
    }
    assert confirmed["shippingAddress"] == {"name": "Fiona Grant", "address": whole}
    assert confirmed["billingDetails"] == {
        "name": "Fiona Grant",
        "email": "jenny@example.com",
        "address": whole,
    }
    assert confirmed["shippingRate"] == {"id": "fast", "displayName": "Fast", "amount": 1000}
    assert confirmed["expressPaymentType"] == "apple_pay"
    [intent] = world.platform.store.every("payment_intent")
    assert intent["shipping"]["address"]["postal_code"] == "EH2 2EQ"
    [charge] = world.platform.store.every("charge")
    assert charge["payment_method_details"]["card"]["wallet"]["type"] == "apple_pay"
    assert charge["billing_details"]["email"] == "jenny@example.com"
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.complaints == []


def test_a_sheet_that_is_closed_says_so_and_nothing_is_made(page, world):
    sheet = open_sheet(page, "Google Pay")
    expect(sheet.get_by_role("option")).not_to_have_count(0)
    places = sheet.get_by_label("Deliver to").get_by_role("option").all_text_contents()
    assert [place[-2:] for place in places] == ["US", "US", "DE"]
    sheet.get_by_role("button", name="Cancel").click()
    until(lambda: heard(page, "cancel"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert world.platform.store.every("payment_intent") == []


def test_an_address_that_is_refused_can_not_be_paid_for_until_another_is_chosen(page):
    page.evaluate("void (window.taken = window.answers.shippingaddresschange)")
    page.evaluate("void (window.answers.shippingaddresschange = (event) => event.reject())")
    sheet = open_sheet(page)
    expect(sheet.get_by_role("alert")).to_have_text("The shop does not deliver to this address.")
    expect(sheet.locator("button[name=pay]")).to_be_disabled()
    page.evaluate("void (window.answers.shippingaddresschange = window.taken)")
    sheet.get_by_label("Deliver to").select_option(label="Jana Müller, Leipzig, DE")
    expect(sheet.get_by_role("button", name="Pay 139.00 USD")).to_be_enabled()


def test_a_rate_is_told_by_the_object_that_the_page_gave(page):
    page.evaluate("void (window.answers.shippingaddresschange = (event) => event.resolve())")
    sheet = open_sheet(page)
    expect(sheet.get_by_label("Slow, 5.00 USD")).to_be_checked()
    sheet.get_by_label("Fast, 10.00 USD").check()
    until(lambda: heard(page, "shippingratechange"))
    [event] = heard(page, "shippingratechange")
    assert event["shippingRate"] == {"id": "fast", "displayName": "Fast", "amount": 1000}


def test_what_failed_is_said_in_the_sheet_and_can_be_tried_again(page, world):
    sheet = open_sheet(page)
    expect(sheet.get_by_role("button", name="Pay 139.00 USD")).to_be_enabled()
    sheet.get_by_label("Card").select_option("4000000000009995")
    agreed(sheet)
    expect_outcome(page, "Your card has insufficient funds.")
    expect(sheet.get_by_role("alert")).to_have_text("The payment was not completed.")
    page.evaluate("void (window.asked = window.answers.confirm)")
    page.evaluate("void (window.answers.confirm = (event) => event.paymentFailed({ message: 'Sold out.' }))")
    agreed(sheet)
    expect(sheet.get_by_role("alert")).to_have_text("Sold out.")
    page.evaluate("void (window.answers.confirm = window.asked)")
    sheet.get_by_label("Card").select_option("4242424242424242")
    agreed(sheet)
    expect_outcome(page, "succeeded")
    assert [intent["status"] for intent in world.platform.store.every("payment_intent")] == [
        "succeeded",
        "requires_payment_method",
    ]


def test_three_d_secure_is_asked_over_the_sheet(page):
    sheet = open_sheet(page)
    expect(sheet.get_by_role("button", name="Pay 139.00 USD")).to_be_enabled()
    sheet.get_by_label("Card").select_option("4000002500003155")
    agreed(sheet)
    bank = page.frame_locator('iframe[title="3D Secure authentication"]')
    bank.get_by_role("button", name="Complete").click()
    expect_outcome(page, "succeeded")


def test_the_buttons_and_the_sheet_are_within_reach(page):
    assert hindrances(page) == []
    # Until the shop has answered the button is pale; it is looked at when it can be pressed.
    expect(open_sheet(page).get_by_role("button", name="Pay")).to_be_enabled()
    for frame in page.frames[1:]:
        assert frame.evaluate(f"{AXE}; axe.run().then((result) => result.violations)") == []


RATES = "shippingAddressRequired: true, shippingRates"
WRONG = [
    ("window.begin({ shippingAddressRequired: true })", "at least one rate"),
    (f"window.begin({{ {RATES}: [{{ id: 'a', displayName: 'A', amount: 1.5 }}] }})", "smallest unit"),
    (f"window.begin({{ {RATES}: [{{ id: 'a', displayName: 'A', amount: 13000 }}] }})", "is less than"),
]


@pytest.mark.parametrize(("begun", "words"), WRONG)
def test_a_sheet_that_stripe_would_not_open_is_refused(page, begun, words):
    page.evaluate(begun)
    frame_of(page).get_by_role("button", name="Apple Pay").click()
    expect_complaint(page, words)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_click_that_is_not_answered_within_a_second_opens_nothing(page):
    page.evaluate("void (window.answers.click = (event) => setTimeout(event.resolve, 1500))")
    frame_of(page).get_by_role("button", name="Apple Pay").click()
    expect_complaint(page, "within 1 second")
    page.wait_for_timeout(800)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_payment_is_confirmed_only_within_the_confirm_event(page):
    confirm = "stripe.confirmPayment({ elements, clientSecret: 'pi_1_secret_1', redirect: 'if_required' })"
    said = page.evaluate(f"{confirm}.then(() => '', (error) => error.message)")
    assert 'was not called within the "confirm" event' in said
