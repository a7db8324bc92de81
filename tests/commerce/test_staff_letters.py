"""Colleagues who may act are told of disputes and of paid goods that lack; nobody else is."""

import pytest
from django.urls import reverse

from commerce.checkout.following import follow_reported_dispute
from commerce.checkout.operations import finish_checkout
from commerce.orders.models import Order
from commerce.payments.models import PaymentSettings
from commerce.stock.operations import correct_stock
from emails.models import Letter
from emails.wording import word
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, confirm, start
from tests.factories.refunds import MANAGER, make_paid_order
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def order(shop, stripe):
    return make_paid_order(stripe, (make_product("TRAY", price=5000, stock=5), 2))


@pytest.fixture
def able(shop):
    """Who may answer disputes, beside somebody who may only look."""
    make_colleague("commerce.view_order")
    return make_colleague("commerce.answer_dispute")


def told(kind, colleague):
    """The words of the one letter of a kind, which this colleague got."""
    [letter] = Letter.objects.filter(kind=kind)
    assert letter.recipient == colleague.email
    return word(letter)


def dispute(order, stripe):
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    follow_reported_dispute(dispute_id=opened["id"])
    follow_reported_dispute(dispute_id=opened["id"])
    return opened["id"]


def test_a_dispute_is_told_of_once_with_amount_reason_deadline_and_the_way(order, able, stripe):
    dispute(order, stripe)
    words = told("dispute_opened", able)
    assert order.number in words.subject
    for text in (words.text, words.html):
        for said in (
            "took the money back",
            "fraudulent",
            "An answer counts until",
            reverse("orders:page", args=[order.pk]),
        ):
            assert said in text


@pytest.mark.parametrize(("outcome", "said"), [("won", "stays with the shop"), ("lost", "with the customer")])
def test_how_it_ended_is_told_once(order, able, stripe, outcome, said):
    opened = dispute(order, stripe)
    stripe.post_hook("dispute", id=opened, outcome=outcome)
    follow_reported_dispute(dispute_id=opened)
    follow_reported_dispute(dispute_id=opened)
    words = told("dispute_closed", able)
    assert outcome in words.subject
    for text in (words.text, words.html):
        assert said in text


@pytest.mark.parametrize(
    ("when_short", "said"),
    [("back_order", "waits for its goods"), ("refund", "was cancelled and is refunded")],
)
def test_paid_goods_that_lack_are_told_of(shop, stripe, when_short, said):
    make_colleague("commerce.answer_dispute")
    able = make_colleague("commerce.change_order")
    PaymentSettings.objects.update_or_create(defaults={"when_short": when_short})
    tray = make_product("TRAY", price=5000, stock=5)
    confirm(stripe, start(cart_with((tray, 2))).client_secret)
    correct_stock(stock_item=stock_of(tray), on_hand=0, expected=5, reason="Broken.", by=MANAGER)
    order = Order.objects.get()
    finish_checkout(payment=order.payments.get(), by=SYSTEM)
    words = told("order_short", able)
    for text in (words.text, words.html):
        assert "TRAY" in text
        assert said in text
