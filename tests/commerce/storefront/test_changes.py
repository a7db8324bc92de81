"""What a customer sees of a change of their order, and how they pay its difference."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.amendments.models import Amendment
from commerce.catalogue.models import Variant
from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order
from commerce.orders.operations import cancel_order
from kinsite.foundation.actors import SYSTEM
from tests.factories.amendments import amend
from tests.factories.catalogue import make_product
from tests.factories.checkout import confirm
from tests.factories.refunds import make_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(stripe, shop):
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1000, stock=9), 2))


@pytest.fixture
def waiting(order):
    lamp = make_product("LAMP", title="Lamp", price=2500, stock=3)
    return amend(order, cut={order.lines.get(): 1}, added={lamp: 1})


def address(order):
    return reverse("order_change", args=[order.link_token])


def test_the_link_says_what_changes_and_what_is_left_to_pay(order, waiting):
    page = Client().get(address(order))
    for words in ("+ 1 × Lamp", "1 × Tray", "$16.33", "Pay $16.33"):
        assert words in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert "A change waits for your payment" in Client().get(reverse("order", args=[order.link_token])).text


def test_it_is_paid_by_the_link_and_the_order_says_so(order, waiting, stripe):
    browser = Client()
    started = browser.post(address(order), {"without": ""}).json()
    confirm(stripe, started["clientSecret"])
    assert "We are confirming your payment" in browser.get(started["returnUrl"]).text
    finish_checkout(payment=Amendment.objects.get().payment, by=SYSTEM)
    page = browser.get(started["returnUrl"]).text
    assert "Changed on" in page
    assert "Lamp" in page
    assert browser.post(address(order)).json() == {"redirect": reverse("order", args=[order.link_token])}


def test_a_declined_card_keeps_the_change_open(order, waiting, stripe):
    browser = Client()
    started = browser.post(address(order)).json()
    confirm(stripe, started["clientSecret"], card="4000000000000002")
    finish_checkout(payment=Amendment.objects.get().payment, by=SYSTEM)
    assert "declined" in browser.get(address(order)).text
    again = browser.post(address(order)).json()
    assert again["clientSecret"] == started["clientSecret"]
    confirm(stripe, again["clientSecret"])
    finish_checkout(payment=Amendment.objects.get().payment, by=SYSTEM)
    assert Amendment.objects.get().status == "made"


def test_what_was_sold_meanwhile_is_not_paid_for(order, waiting, stripe):
    make_paid_order(stripe, (Variant.objects.get(sku="LAMP"), 3))
    answer = Client().post(address(order))
    assert answer.status_code == 409
    assert "Some of it was sold meanwhile." in answer.text


def test_an_order_that_was_cancelled_takes_no_difference(order, waiting):
    cancel_order(order=Order.objects.get(pk=order.pk), by=SYSTEM, reason="Asked for")
    assert Client().post(address(order)).status_code == 409
