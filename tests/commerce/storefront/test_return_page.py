"""What the return page says of an order: the truth about the money, and the way on."""

import pytest
from django.urls import reverse

from commerce.checkout.operations import finish_checkout, give_up_order
from commerce.orders.models import Order, OrderStatus
from commerce.orders.operations import cancel_order, mark_order_paid
from commerce.payments.models import Payment
from commerce.payments.operations import flag_payment
from commerce.storefront.views.checkout import SESSION_ORDER
from kinsite.foundation.actors import SYSTEM
from tests.factories.captures import make_authorised_order
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.orders import make_order
from tests.factories.refunds import make_paid_order

pytestmark = pytest.mark.django_db

NOTHING_CHARGED = "nothing was charged"


@pytest.fixture
def cancelled():
    order = make_order()
    cancel_order(order=order, by=SYSTEM, reason="Not paid in time.")
    return order


def return_page(client, order):
    session = client.session
    session[SESSION_ORDER] = order.pk
    session.save()
    return client.get(reverse("checkout_return")).content.decode()


def test_an_order_not_paid_in_time_says_that_nothing_was_charged(client, cancelled):
    assert NOTHING_CHARGED in return_page(client, cancelled)


def test_money_that_came_after_the_cancellation_is_not_denied(client, cancelled):
    problem = "Paid after the order was cancelled."
    flag_payment(payment=cancelled.payments.get(), problem=problem, by=SYSTEM)
    page = return_page(client, cancelled)
    assert "We are looking at your payment" in page
    assert NOTHING_CHARGED not in page
    assert problem not in page
    assert "every 15s" in page


@pytest.fixture
def tray(shop, stripe):
    return make_product("TRAY", price=5000, stock=5)


def test_a_paid_order_is_said_to_be_paid(client, tray, stripe):
    page = return_page(client, make_paid_order(stripe, ("TRAY", 1)))
    assert "Your order is paid." in page
    assert "hx-get" not in page.split('id="return-stage"')[1].split(">")[0]


def test_what_is_only_reserved_is_not_said_to_be_paid(client, tray, stripe):
    page = return_page(client, make_authorised_order(stripe, ("TRAY", 1)))
    assert "is paid" not in page
    assert "You are charged when your order ships" in page


def test_an_order_given_up_after_declines_says_so_and_offers_the_way_on(client, tray, stripe):
    started = start(cart_with(("TRAY", 1)))
    for _try in range(8):
        confirm(stripe, started.client_secret, "4000000000000002")
    finish_checkout(payment=Payment.objects.get(), by=SYSTEM)
    order = Order.objects.get()
    assert order.status == OrderStatus.CANCELLED
    page = return_page(client, order)
    assert "not paid in time" not in page
    assert "was declined" in page
    assert NOTHING_CHARGED in page
    assert f'href="{reverse("checkout")}"' in page
    assert f'href="{reverse("cart")}"' in page


def test_one_that_was_declined_and_then_left_says_the_same(client, tray, stripe):
    started = start(cart_with(("TRAY", 1)))
    confirm(stripe, started.client_secret, "4000000000000002")
    finish_checkout(payment=Payment.objects.get(), by=SYSTEM)
    give_up_order(order=Order.objects.get(), by=SYSTEM, reason="Not paid in time.")
    assert "was declined" in return_page(client, Order.objects.get())


def test_an_order_cancelled_after_it_was_paid_is_not_said_to_have_cost_nothing(client):
    order = make_order()
    mark_order_paid(order=order, by=SYSTEM)
    cancel_order(order=order, by=SYSTEM, reason="The customer asked for it.")
    page = return_page(client, Order.objects.get())
    assert "This order was cancelled" in page
    assert NOTHING_CHARGED not in page
    assert "goes back" in page
