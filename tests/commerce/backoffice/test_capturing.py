"""Capturing in the admin, and the tries of a payment in words."""

import pytest
from django.urls import reverse

from commerce.checkout.operations import finish_checkout
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import Order
from commerce.payments.models import Payment
from kinsite.foundation.actors import SYSTEM
from tests.factories.captures import captures, make_authorised_order, settle
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start

pytestmark = pytest.mark.django_db
RIGHTS = ("commerce.view_order", "commerce.change_order")


@pytest.fixture
def trays(shop):
    return make_product("TRAY", price=5000, stock=5)


def page(browser, name="page"):
    return browser.get(reverse(f"orders:{name}", args=[Order.objects.get().pk]))


def test_a_clerk_takes_what_is_reserved_once(sign_in, trays, stripe):
    order = make_authorised_order(stripe, ("TRAY", 1))
    clerk = sign_in(*RIGHTS)
    assert "Reserved until" in page(clerk).text
    assert order.total.written("en_US") in page(clerk, "capture").context["question"]
    form = {"version": order.version}
    address = reverse("orders:capture", args=[order.pk])
    assert clerk.post(address, form).status_code == 302
    assert clerk.post(address, form).status_code == 409
    settle()
    assert len(captures(stripe)) == 1
    assert "Capture: Done" in page(clerk).text
    assert address not in page(clerk).text


def test_what_is_reserved_is_released_says_the_page_that_cancels(sign_in, trays, stripe):
    make_authorised_order(stripe, ("TRAY", 1))
    assert "is released" in page(sign_in(*RIGHTS), "cancel").text


def test_each_try_tells_when_with_what_and_why_not(sign_in, trays, stripe):
    started = start(cart_with(("TRAY", 1)))
    confirm(stripe, started.client_secret, card="4000000000009995")
    finish_checkout(payment=Payment.objects.get(), by=SYSTEM)
    confirm(stripe, started.client_secret)
    finish_checkout(payment=Payment.objects.get(), by=SYSTEM)
    text = page(sign_in("commerce.view_order")).text
    for part in ("Visa •••• 9995", "The card has not enough funds", "insufficient_funds", "Visa •••• 4242"):
        assert part in text


def test_the_list_names_what_is_reserved_with_its_last_day(sign_in, trays, stripe):
    order = make_authorised_order(stripe, ("TRAY", 1))
    clerk = sign_in(*RIGHTS)
    address = reverse("orders:to_capture")
    assert address in clerk.get(reverse("orders:index")).text
    [row] = clerk.get(address).context["object_list"]
    assert (row, row.reserved_until) == (order, Payment.objects.get().capture_before)
    ship_order(order=order, by=SYSTEM)
    settle()
    assert not clerk.get(address).context["object_list"]
