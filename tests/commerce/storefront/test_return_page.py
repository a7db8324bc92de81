"""What the return page says of an order that was cancelled: the truth about the money."""

import pytest
from django.urls import reverse

from commerce.orders.operations import cancel_order
from commerce.payments.operations import flag_payment
from commerce.storefront.views.checkout import SESSION_ORDER
from kinsite.foundation.actors import SYSTEM
from tests.factories.orders import make_order

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
