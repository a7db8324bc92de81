"""Placing an order and beginning its payment."""

import pytest

from commerce.checkout.operations import start_checkout
from commerce.customers.models import Customer
from commerce.customers.operations import customer_for_user
from commerce.errors import EmptyCart, GatewayError, OutOfStock, QuoteChanged
from commerce.orders.models import Order, OrderStatus
from commerce.payments.models import Payment
from kinsite.accounts.operations import open_account
from kinsite.foundation.actors import shopper
from kinsite.foundation.models import find
from tests.factories.catalogue import make_page_of, make_product
from tests.factories.checkout import cart_with, details_for, order_of, put_in, start
from tests.factories.stock import stock_of
from tests.situations import assert_ledger_ok

pytestmark = pytest.mark.django_db(transaction=True)


def test_order_keeps_what_was_quoted_and_holds_the_stock(shop, stripe):
    desk = make_product("DESK-OAK", price=12900, stock=5, title="Oak desk", grams=9000)

    started = start(cart_with((desk, 2)))

    order = Order.objects.get()
    assert order.number.startswith("KW-")
    assert (order.items_minor, order.delivery_minor) == (25800, 900)
    # 8.875 % of 258.00 is 22.8975 and of 9.00 is 0.79875; each is rounded on its own.
    assert order.tax_minor == 2290 + 80
    assert order.total_minor == 25800 + 900 + 2370
    assert stock_of("DESK-OAK").held == 2
    [intent] = stripe.intents()
    assert (intent["amount"], intent["currency"]) == (order.total_minor, "usd")
    assert started.client_secret == intent["client_secret"]
    assert intent["metadata"] == {"payment": str(Payment.objects.get().pk)}
    assert_ledger_ok(stripe)


def test_order_and_hold_survive_when_the_gateway_is_down(shop, stripe):
    make_product("DESK-OAK", stock=5)
    cart = cart_with(("DESK-OAK", 2))
    stripe.post_hook("fault", path="/v1/payment_intents", do="close")

    with pytest.raises(GatewayError):
        start(cart)

    assert order_of(cart).status == OrderStatus.PLACED
    assert stock_of("DESK-OAK").held == 2
    assert stripe.accepted() == []

    start(cart)
    assert Order.objects.count() == Payment.objects.count() == len(stripe.intents()) == 1


def test_nothing_is_written_when_the_stock_is_gone(shop, stripe):
    make_product("DESK-OAK", stock=1)
    first, second = cart_with(("DESK-OAK", 1)), cart_with(("DESK-OAK", 1))
    details = details_for(second)
    start(first)

    with pytest.raises((OutOfStock, EmptyCart)):
        start(second, agreed=details.agreed)

    assert Order.objects.count() == 1
    assert len(stripe.intents()) == 1


def test_what_was_unpublished_while_it_lay_in_the_cart_is_not_bought(shop, stripe):
    desk = make_product("DESK-OAK", stock=5)
    cart = cart_with((desk, 1))
    shown = details_for(cart)
    make_page_of(desk.product, state="draft")

    with pytest.raises(EmptyCart):
        start(cart, agreed=shown.agreed)

    assert not Order.objects.exists()
    assert stripe.intents() == []
    assert stock_of("DESK-OAK").held == 0


def test_another_total_than_the_one_shown_is_asked_for_again(shop, stripe):
    make_product("DESK-OAK", stock=5)
    cart = cart_with(("DESK-OAK", 1))

    with pytest.raises(QuoteChanged):
        start(cart, agreed="0" * 64)

    assert not Order.objects.exists()
    assert stripe.intents() == []


def test_the_same_cart_gives_the_same_order_and_payment(shop, stripe):
    make_product("DESK-OAK", stock=5)
    cart = cart_with(("DESK-OAK", 1))

    first = start(cart)
    again = start(cart, name="Anna Maria Meyer", line1="14 Quiet Street")

    assert first.client_secret == again.client_secret
    order = Order.objects.get()
    assert {address.line1 for address in order.addresses.all()} == {"14 Quiet Street"}
    assert list(find(Order, "word", "Maria")) == [order.pk]
    assert stock_of("DESK-OAK").held == 1


def test_a_changed_cart_gives_up_the_old_order_and_its_payment(shop, stripe):
    make_product("DESK-OAK", stock=5, price=10000)
    make_product("LAMP", stock=5, price=5000)
    cart = cart_with(("DESK-OAK", 1))
    start(cart)
    put_in(cart, "LAMP", 1)
    start(cart)

    old, new = Order.objects.order_by("pk")
    assert (old.status, new.status) == (OrderStatus.CANCELLED, OrderStatus.PLACED)
    assert {intent["amount"]: intent["status"] for intent in stripe.intents()} == {
        old.total_minor: "canceled",
        new.total_minor: "requires_payment_method",
    }
    assert (stock_of("DESK-OAK").held, stock_of("LAMP").held) == (1, 1)
    assert_ledger_ok(stripe)


def test_an_account_learns_the_name_it_did_not_know(shop, stripe):
    make_product("DESK-OAK", stock=5)
    user = open_account(email="mira@example.com", password="quiet-oak-and-linen")
    cart = cart_with(("DESK-OAK", 1), customer=customer_for_user(user=user))

    start_checkout(cart=cart, details=details_for(cart, name="Mira Novak"), by=shopper(user), user=user)

    order = Order.objects.get()
    assert (order.customer.user, order.customer.name) == (user, "Mira Novak")
    assert list(find(Customer, "word", "novak")) == [order.customer_id]
