"""Whom colleagues blocked places no order, and is told politely where to write."""

import pytest

from commerce.cart.models import Cart
from commerce.checkout.operations import start_checkout
from commerce.customers.deciding import block_customer, unblock_customer
from commerce.customers.operations import customer_for_guest
from commerce.errors import BuyerBlocked
from commerce.orders.models import Order
from commerce.stock.models import StockHold
from kinsite.foundation.actors import GUEST, SYSTEM
from tests.commerce.storefront.conftest import Browser
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS, cart_with, details_for
from tests.factories.customers import make_account, make_customer
from tests.factories.orders import place


@pytest.fixture
def desk(shop):
    return make_product("DESK-OAK", price=12900, stock=50)


@pytest.fixture
def guest():
    return customer_for_guest(email="anna@example.com", name="Anna", phone="", language="en")


@pytest.mark.parametrize("typed", ["anna@example.com", " ANNA@example.com"])
def test_a_blocked_address_places_no_order_however_it_is_spelt(desk, guest, typed):
    block_customer(customer=guest, reason="Fraud", by=SYSTEM)
    with pytest.raises(BuyerBlocked, match=""):
        place(cart_with((desk, 1)), email=typed)
    assert not Order.objects.exists()
    assert not StockHold.objects.exists()


def test_neither_account_nor_another_address_of_it_gets_round(desk):
    account = make_account("anna@example.com")
    block_customer(customer=make_customer(account), reason="Fraud", by=SYSTEM)
    cart = cart_with((desk, 1))
    with pytest.raises(BuyerBlocked):
        start_checkout(
            cart=cart, details=details_for(cart, email="other@example.com"), by=GUEST, user=account
        )
    with pytest.raises(BuyerBlocked):
        place(cart, email="anna@example.com")
    assert not Order.objects.exists()


def test_an_order_that_waits_is_not_paid_by_a_new_try(desk, guest):
    cart = cart_with((desk, 1))
    place(cart)
    block_customer(customer=guest, reason="Fraud", by=SYSTEM)
    with pytest.raises(BuyerBlocked):
        place(cart)


def test_others_and_those_who_are_unblocked_order_as_ever(desk, guest):
    block_customer(customer=guest, reason="Fraud", by=SYSTEM)
    place(cart_with((desk, 1)), email="ben@example.com")
    unblock_customer(customer=guest, reason="A mistake", by=SYSTEM)
    place(cart_with((desk, 1)), email="anna@example.com")
    assert Order.objects.count() == 2


def test_checkout_says_it_politely_and_where_to_write(desk, guest, stripe):
    block_customer(customer=guest, reason="Fraud", by=SYSTEM)
    browser = Browser()
    browser.add(desk, 1)
    details = details_for(Cart.objects.select_related("market__price_list").get(), email="anna@example.com")
    form = {**ADDRESS, "email": "anna@example.com", "delivery": "standard", "agreed": details.agreed}
    answer = browser.post("/checkout/place/", form)
    assert answer.status_code == 409
    assert "Please write to us at hello@kinworkspace.example" in answer.text
    assert "Fraud" not in answer.text
    assert not Order.objects.exists()
    assert stripe.intents() == []
