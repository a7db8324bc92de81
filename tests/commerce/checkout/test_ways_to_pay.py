"""What staff switched off is refused by the provider; a payment that was begun keeps what was set then."""

import json
import re

import pytest

from commerce.cart.models import Cart
from commerce.checkout.operations import finish_checkout
from commerce.errors import GatewayError, GatewayRefused, WaysChanged
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment, PaymentSettings
from commerce.payments.ways import METHODS, WALLETS
from kinsite.foundation.actors import SYSTEM
from kinsite.sandbox.stripe.offers import OFFERS
from tests.commerce.storefront.conftest import Browser
from tests.factories.captures import capture_at_shipping
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, cart_with, confirm, confirm_by, details_for, pay_later, start
from tests.factories.payments import set_payments
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shop, stripe):
    return make_product("DESK-OAK", price=12900, stock=5, path="/shop/desks/oak/")


@pytest.fixture
def cart(desk):
    return cart_with((desk, 1))


def finish():
    return finish_checkout(payment=Payment.objects.get(), by=SYSTEM)


def charge_of(sandbox, intent):
    return sandbox.call(f"/v1/charges/{intent['latest_charge']}")


def test_all_that_is_offered_but_cards_has_a_switch():
    switched = {method for methods in METHODS.values() for method in methods}
    assert {offer.type for offer in OFFERS} - switched == {"card", "link"}
    assert "link" in WALLETS.values()


@pytest.mark.parametrize(
    ("switch", "method"),
    [
        ("takes_klarna", "klarna"),
        ("takes_afterpay", "afterpay_clearpay"),
        ("takes_affirm", "affirm"),
        ("takes_bank_debits", "us_bank_account"),
    ],
)
def test_what_is_off_is_refused_by_the_provider_and_a_card_pays(cart, stripe, switch, method):
    set_payments(**{switch: False})
    started = start(cart)
    refusal = confirm_by(stripe, started.client_secret, method)["error"]
    assert refusal["code"] == "payment_intent_incompatible_payment_method"
    assert not stripe.intents()[0]["latest_charge"]
    assert confirm(stripe, started.client_secret)["status"] == "succeeded"
    finish()
    assert Order.objects.get().status == OrderStatus.PAID
    assert_ledger_ok(stripe)


def test_with_everything_on_nothing_is_left_out(cart, stripe):
    start(cart)
    assert stripe.intents()[0]["excluded_payment_method_types"] is None
    assert {"klarna", "affirm", "us_bank_account"} <= set(stripe.intents()[0]["payment_method_types"])


def test_a_setting_changed_between_two_tries_changes_nothing_of_what_is_asked(cart, stripe):
    set_payments(takes_klarna=False, statement_suffix="WORKSPACE")
    stripe.post_hook("fault", path="/v1/payment_intents", do="close", when="after")
    with pytest.raises(GatewayError):
        start(cart)
    set_payments(takes_klarna=True, takes_affirm=False, takes_bank_debits=False, statement_suffix="OTHER")
    started = start(cart)
    [intent] = stripe.intents()
    assert started.client_secret == intent["client_secret"]
    assert intent["excluded_payment_method_types"] == ["klarna"]
    assert intent["statement_descriptor_suffix"] == "WORKSPACE"


def test_a_payment_begun_before_the_switch_is_paid_in_its_way(cart, stripe):
    started = start(cart)
    set_payments(takes_klarna=False)
    assert start(cart).client_secret == started.client_secret
    pay_later(stripe, started.client_secret, answer="authorize")
    finish()
    assert Order.objects.get().status == OrderStatus.PAID
    assert_ledger_ok(stripe)


def test_after_a_refusal_for_certain_the_next_try_asks_for_what_is_set_by_then(cart, stripe):
    set_payments(statement_suffix="WORKSPACE", takes_klarna=False)
    stripe.post_hook("fault", path="/v1/payment_intents", do="status", status=500)
    with pytest.raises(GatewayError):
        start(cart)
    set_payments(statement_suffix="", takes_klarna=True)
    stripe.post_hook("fault", path="/v1/payment_intents", do="status", status=400)
    with pytest.raises(GatewayRefused):
        start(cart)
    start(cart)
    [intent] = stripe.intents()
    assert intent["excluded_payment_method_types"] is None
    assert intent["statement_descriptor_suffix"] is None


def test_what_is_captured_later_is_not_asked_of_a_method_that_is_off(cart, stripe):
    capture_at_shipping()
    set_payments(takes_klarna=False)
    start(cart)
    options = stripe.intents()[0]["payment_method_options"]
    assert "klarna" not in options
    assert options["card"]["capture_method"] == "manual"


def test_a_card_statement_says_the_suffix_and_other_ways_do_not(cart, stripe):
    set_payments(statement_suffix="WORKSPACE")
    confirm(stripe, start(cart).client_secret)
    assert charge_of(stripe, stripe.intents()[0])["calculated_statement_descriptor"] == "KIN* WORKSPACE"


def test_what_is_paid_otherwise_says_the_account_alone(cart, stripe):
    set_payments(statement_suffix="WORKSPACE")
    pay_later(stripe, start(cart).client_secret, answer="authorize")
    charge = charge_of(stripe, stripe.intents()[0])
    assert charge["statement_descriptor_suffix"] is None
    assert charge["calculated_statement_descriptor"] == "STRIPE SANDBOX"


# The page and its payment field.


def typed(**changes):
    details = details_for(Cart.objects.select_related("market__price_list").get())
    facts = {"email": "anna@example.com", "delivery": "standard", "agreed": details.agreed}
    return {**ADDRESS, **facts, **changes}


def left_out(page):
    return tuple(
        re.search(rf'{name}="([^"]*)"', page.content.decode())[1]
        for name in ('name="without" value', "data-hidden")
    )


@pytest.fixture
def browser(desk):
    browser = Browser()
    browser.add(desk, 1)
    return browser


def test_the_page_leaves_out_what_is_off(browser):
    assert left_out(browser.get("/checkout/")) == ("", "")
    set_payments(takes_klarna=False, takes_affirm=False, takes_link=False, takes_apple_pay=False)
    assert left_out(browser.get("/checkout/")) == ("affirm klarna", "applePay link")


def test_the_page_of_a_payment_that_was_begun_keeps_its_ways(browser):
    assert browser.post("/checkout/place/", typed(without="")).status_code == 200
    set_payments(takes_klarna=False)
    assert left_out(browser.get("/checkout/")) == ("", "")
    assert browser.post("/checkout/place/", typed(without="")).status_code == 200


def test_a_page_that_offers_what_was_switched_off_since_says_so_before_anything_is_begun(browser, stripe):
    set_payments(takes_klarna=False)
    answer = browser.post("/checkout/place/", typed(without=""))
    assert answer.status_code == 409
    assert str(WaysChanged.shopper_message) in answer.content.decode()
    assert left_out(answer) == ("klarna", "")
    assert stripe.intents() == []
    placed = browser.post("/checkout/place/", typed(without="klarna"))
    assert json.loads(placed.content)["clientSecret"] == stripe.intents()[0]["client_secret"]
    assert Order.objects.count() == 1


def test_whatever_a_form_leaves_out_decides_nothing(browser, stripe):
    assert browser.post("/checkout/place/", typed(without="card klarna")).status_code == 409
    assert browser.post("/checkout/place/", typed()).status_code == 200
    assert stripe.intents()[0]["excluded_payment_method_types"] is None


def test_a_look_at_the_page_sets_nothing(browser):
    browser.get("/checkout/")
    assert not PaymentSettings.objects.exists()
