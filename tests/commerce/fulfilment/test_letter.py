"""The letter of a parcel: what is in it, where it is followed, in the order's language, once."""

import pytest

from commerce.fulfilment.operations import hand_over, ship_order, undo_hand_over
from commerce.orders.models import Order
from emails.models import Letter
from emails.wording import word
from tests.factories.catalogue import make_product
from tests.factories.shipments import CLERK, line_with, make_paid_order

pytestmark = pytest.mark.django_db
UPS = {"carrier": "UPS", "tracking_number": "1Z12345E0205271688"}


@pytest.fixture
def order(shop, stripe):
    desk = make_product("DESK", title="Oak desk", stock=5)
    tray = make_product("TRAY", title="Tray", stock=5)
    return make_paid_order(stripe, (desk, 1), (tray, 2))


def letters():
    return Letter.objects.filter(kind="order_shipped").order_by("pk")


def test_it_names_what_is_in_that_parcel_and_that_more_follows(order):
    ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK, **UPS)
    words = word(letters().get())
    assert words.subject.strip() == f"Your order {order.number} is on its way"
    for body in (words.text, words.html):
        for part in ("Tray", "1Z12345E0205271688", "tracknum=1Z12345E0205271688", "another parcel"):
            assert part in body
        assert "Oak desk" not in body
        assert order.link_token in body


def test_the_last_parcel_promises_no_other(order):
    ship_order(order=order, by=CLERK)
    words = word(letters().get())
    assert "another parcel" not in words.text
    assert "Tracking number" not in words.text


def test_it_is_in_the_language_of_the_order(order):
    Order.objects.filter(pk=order.pk).update(language="de")
    ship_order(order=order, by=CLERK)
    assert letters().get().locale == "de"


def test_nobody_is_written_to_where_the_clerk_did_not_want_it(order):
    ship_order(order=order, notifies=False, by=CLERK)
    assert not letters().exists()


def test_called_back_and_sent_again_it_is_told_of_anew_only_with_another_number(order):
    parcel = ship_order(order=order, by=CLERK, **UPS)
    for number in ("1Z12345E0205271688", "1ZOTHER"):
        undo_hand_over(shipment=parcel, by=CLERK)
        hand_over(shipment=parcel, carrier="UPS", tracking_number=number, by=CLERK)
    assert [letter.occurrence for letter in letters()] == ["1Z12345E0205271688", "1ZOTHER"]
