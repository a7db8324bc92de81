"""Gift cards and store credit over HTTP: entered, named with what is left, taken back, and paid with.

Saved cards of a payment have test_s08; here is only who is signed out.
"""

import re
from html import unescape
from itertools import count

import pytest

from commerce.checkout.operations import finish_checkout
from commerce.credit.models import CartCredit
from commerce.customers.operations import customer_for_user
from commerce.orders.models import Order
from commerce.storefront import codes
from kinsite.accounts.models import User
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, confirm
from tests.factories.credit import CODE, balance_of, make_card, make_store_credit
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db
networks = count(1)
HTMX = {"HX-Request": "true", "HX-Target": "cart-contents"}
TYPED = {"email": "anna@example.com", "delivery": "standard", **ADDRESS}


@pytest.fixture
def full(shop, browser):
    """A browser with a desk for 100 dollars in its cart, on a network where nobody tried a code yet."""
    browser.defaults["REMOTE_ADDR"] = f"203.0.114.{next(networks)}"
    browser.add(make_product("DESK", title="Oak desk", price=10_000, stock=9), 1)
    return browser


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def enter(browser, code=CODE, *, htmx=False):
    return browser.post("/cart/code/", {"code": code}, headers=HTMX if htmx else None)


def place(browser):
    page = browser.post("/checkout/", TYPED).content.decode()
    agreed = re.search(r'name="agreed" value="(\w+)"', page)[1]
    return browser.post("/checkout/place/", {**TYPED, "agreed": agreed})


@pytest.mark.parametrize("htmx", [True, False])
def test_a_card_is_entered_in_the_code_field_named_and_taken_back(full, htmx):
    card = make_card()
    assert enter(full, "gift dem0 desk 2026 warm", htmx=htmx).status_code == (200 if htmx else 302)
    for path in ("/cart/", "/cart/drawer/"):
        assert "Gift card •••• WARM Balance $100.00 Remove" in text_of(full.get(path))
    full.post("/cart/code/", {"remove": f"credit-{card.pk}"}, headers=HTMX if htmx else None)
    assert not CartCredit.objects.exists()


def test_checkout_says_what_the_card_pays_what_stays_on_it_and_what_is_to_be_paid(full):
    make_card(5_000)
    enter(full)
    page = full.post("/checkout/", TYPED)
    assert "Total $118.68 Gift card •••• WARM $0.00 stays on it Remove -$50.00 To pay $68.68" in text_of(page)
    assert 'data-amount="6868"' in page.content.decode()
    assert "Pay $68.68" in text_of(page)


def test_an_order_that_a_card_covers_goes_to_the_thanks_at_once(full, stripe):
    card = make_card(50_000)
    enter(full)
    page = full.post("/checkout/", TYPED).content.decode()
    assert 'id="checkout-payment" aria-labelledby="payment-title" hidden' in page
    assert "Place the order" in page
    assert place(full).json() == {"redirect": "/checkout/return/"}
    thanks = text_of(full.get("/checkout/return/"))
    assert "Thank you" in thanks
    assert "Total $118.68 Gift card •••• WARM -$118.68 Left to pay $0.00" in thanks
    assert (balance_of(card), stripe.intents()) == (50_000 - 11_868, [])
    assert_ledger_ok(stripe)


def test_the_order_page_says_what_was_paid_and_how(full, stripe):
    make_card(5_000)
    enter(full)
    confirm(stripe, place(full).json()["clientSecret"])
    order = Order.objects.get()
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    page = text_of(full.get(f"/orders/{order.link_token}/"))
    assert "Total $118.68 Gift card •••• WARM -$50.00 Paid $68.68" in page


@pytest.mark.parametrize("path", ["/cart/code/", "/checkout/"])
def test_a_card_that_is_unknown_is_refused_in_words(full, path):
    answer = full.post(path, {**TYPED, "code": "GIFT-1111-1111-1111-1111", "update": "code"})
    assert answer.status_code == 422
    assert "We do not know this gift card." in text_of(answer)


def test_who_guesses_too_often_is_told_the_same_of_a_good_card(full):
    make_card()
    for number in range(codes.GUESSES[0]):
        enter(full, f"GIFT-1111-1111-1111-{1111 + number}")
    answer = enter(full)
    assert answer.status_code == 422
    assert not CartCredit.objects.exists()


def test_a_customer_uses_their_credit_by_a_press_and_takes_it_back(shop, browser):
    user = User.objects.create_user("anna@example.com", "long enough to be one")
    customer = customer_for_user(user=user)
    account = make_store_credit(customer, 2_500)
    browser.force_login(user)
    browser.add(make_product("DESK", title="Oak desk", price=10_000, stock=9), 1)
    page = browser.post("/checkout/", TYPED)
    assert "Use your store credit ($25.00)" in text_of(page)
    page = browser.post("/checkout/", {**TYPED, "update": "credit"})
    assert "Store credit $0.00 stays on it Remove -$25.00 To pay $93.68" in text_of(page)
    assert "Use your store credit" not in text_of(page)
    browser.post("/checkout/", {**TYPED, "remove": f"credit-{account.pk}"})
    assert not CartCredit.objects.exists()


def test_the_account_shows_the_balance_and_its_steps_to_its_owner_alone(browser, shop):
    anna = User.objects.create_user("anna@example.com", "long enough to be one")
    ben = User.objects.create_user("ben@example.com", "long enough to be one")
    make_store_credit(customer_for_user(user=anna), 2_500)
    make_store_credit(customer_for_user(user=anna), 500)
    browser.force_login(anna)
    page = text_of(browser.get("/account/"))
    assert "You have $30.00 to spend" in page
    assert "$5.00 Issued" in page and "$25.00 Issued" in page
    browser.force_login(ben)
    assert "Store credit" not in text_of(browser.get("/account/"))


def test_nobody_is_offered_the_credit_of_somebody_else(full):
    user = User.objects.create_user("ben@example.com", "long enough to be one")
    make_store_credit(customer_for_user(user=user), 2_500)
    assert "Use your store credit" not in text_of(full.post("/checkout/", TYPED))
    assert full.post("/checkout/", {**TYPED, "update": "credit"}).status_code == 422


@pytest.mark.parametrize("htmx", [False, True])
def test_who_removes_a_card_after_signing_out_is_led_to_sign_in_and_on_to_the_cards(browser, htmx):
    answer = browser.post(
        "/account/payment-methods/remove/", {"card": "pm_1"}, headers=HTMX if htmx else None
    )
    assert answer.status_code == (200 if htmx else 302)
    page = "/account/payment-methods/"
    assert answer["HX-Redirect" if htmx else "Location"] == f"/accounts/login/?next={page}"
