"""Shipping in the admin: the form of a parcel, what is done with it later, and who may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.fulfilment.operations import ship_order
from commerce.orders.models import FulfilmentState, Order
from emails.models import Letter
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.shipments import CLERK, line_with, make_paid_order, units
from tests.factories.stock import stock_of

pytestmark = pytest.mark.django_db
RIGHTS = ("commerce.view_order", "commerce.change_order")


@pytest.fixture
def order(shop, stripe):
    tray = make_product("TRAY", title="Tray", stock=5)
    lamp = make_product("LAMP", title="Lamp", stock=5)
    return make_paid_order(stripe, (tray, 3), (lamp, 1))


@pytest.fixture
def clerk(sign_in):
    return sign_in(*RIGHTS)


def address(name, order, parcel=None):
    return reverse(f"orders:{name}", args=[order.pk, parcel.pk] if parcel else [order.pk])


def seen(order):
    """The version that a page just loaded would send."""
    return {"version": Order.objects.get(pk=order.pk).version}


def filled(order, tray="", lamp="", **changes):
    return {
        "version": order.version,
        f"units_{line_with(order, 'TRAY')}": tray,
        f"units_{line_with(order, 'LAMP')}": lamp,
        "carrier": "",
        "tracking_number": "",
        "notifies": "on",
        **changes,
    }


def test_the_form_is_filled_in_with_all_that_is_left(clerk, order):
    ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK)
    form = clerk.get(address("ship", order)).context["form"]
    assert form[f"units_{line_with(order, 'TRAY')}"].value() == 2
    assert form["notifies"].value() is True
    assert "Pack for later" in clerk.get(address("ship", order)).text


def test_a_parcel_leaves_with_its_number_and_a_letter(clerk, order):
    form = filled(order, tray="2", tracking_number="1z 12345e 0205271688")
    answer = clerk.post(address("ship", order), form)
    assert answer.url == address("page", order)
    parcel = Shipment.objects.get()
    assert (parcel.status, parcel.carrier) == (ShipmentStatus.HANDED_OVER, "UPS")
    assert units(order) == [("TRAY", 3, 0, 2, 2), ("LAMP", 1, 0, 0, 0)]
    assert Letter.objects.filter(kind="order_shipped").count() == 1
    page = clerk.get(address("page", order)).text
    for part in ("Partly shipped", "2 of 3", "https://www.ups.com/track?tracknum=1Z12345E0205271688"):
        assert part in page
    row = clerk.get(reverse("orders:index")).text
    assert "Partly shipped" in row


def test_the_same_form_twice_ships_once_and_says_what_happened(clerk, order):
    form = filled(order, tray="1")
    assert clerk.post(address("ship", order), form).status_code == 302
    again = clerk.post(address("ship", order), form)
    assert again.status_code == 409
    assert any("handed_over" in step for step in again.context["steps"])
    assert Shipment.objects.count() == 1
    assert stock_of("TRAY").on_hand == 4


@pytest.mark.parametrize("wrong", ["4", "-1", "one", "1.5"])
def test_a_number_that_cannot_be_is_said_at_its_field(clerk, order, wrong):
    answer = clerk.post(address("ship", order), filled(order, tray=wrong))
    assert answer.status_code == 422
    assert f"units_{line_with(order, 'TRAY')}" in answer.context["form"].errors
    assert not Shipment.objects.exists()


def test_a_parcel_of_nothing_is_refused(clerk, order):
    answer = clerk.post(address("ship", order), filled(order))
    assert (answer.status_code, Shipment.objects.count()) == (422, 0)
    assert "There is nothing to ship" in answer.text


def test_on_hold_the_form_says_so_and_offers_nothing(clerk, order):
    Order.objects.filter(pk=order.pk).update(is_on_hold=True)
    page = clerk.get(address("ship", order))
    assert "This order is on hold." in page.text
    assert "Pack for later" not in page.text
    clerk.post(address("ship", order), filled(order, tray="1"))
    assert not Shipment.objects.exists()


def test_without_the_right_nothing_is_offered_and_nothing_done(sign_in, order):
    parcel = ship_order(order=order, by=CLERK)
    looker = sign_in("commerce.view_order")
    page = looker.get(address("page", order)).text
    assert "Mark as delivered" not in page
    assert address("ship", order) not in page
    for name in ("deliver", "undo"):
        looker.post(address(name, order, parcel), seen(order))
    parcel.refresh_from_db()
    assert parcel.status == ShipmentStatus.HANDED_OVER


def test_packed_for_later_handed_over_called_back_and_unpacked(clerk, order):
    clerk.post(address("ship", order), filled(order, tray="3", lamp="1", pack="1"))
    parcel = Shipment.objects.get()
    assert parcel.status == ShipmentStatus.PACKING
    assert not Letter.objects.filter(kind="order_shipped").exists()
    assert address("ship", order) not in clerk.get(address("page", order)).text

    order.refresh_from_db()
    form = {"version": order.version, "carrier": "Bike Bob", "tracking_number": "7", "notifies": "on"}
    clerk.post(address("hand_over", order, parcel), form)
    order.refresh_from_db()
    assert order.fulfilment_state == FulfilmentState.SHIPPED

    clerk.post(address("undo", order, parcel), seen(order))
    page = clerk.get(address("page", order)).text
    assert "Called back" in page
    clerk.post(address("unpack", order, parcel), seen(order))
    parcel.refresh_from_db()
    assert (parcel.status, stock_of("TRAY").on_hand) == (ShipmentStatus.CANCELLED, 5)
    assert address("ship", order) in clerk.get(address("page", order)).text


def test_a_parcel_handed_over_by_a_colleague_meanwhile_is_not_handed_over_again(clerk, order):
    clerk.post(address("ship", order), filled(order, tray="1", pack="1"))
    parcel = Shipment.objects.get()
    order.refresh_from_db()
    form = {"version": order.version, "carrier": "", "tracking_number": "", "notifies": "on"}
    assert clerk.post(address("hand_over", order, parcel), form).status_code == 302
    again = clerk.post(address("hand_over", order, parcel), form)
    assert again.status_code == 409
    assert "not in the house any more" in again.text
    assert stock_of("TRAY").on_hand == 4


def test_after_fifteen_minutes_undo_is_not_offered_and_refused(clerk, order):
    parcel = ship_order(order=order, by=CLERK)
    with clock.travel(clock.now() + timedelta(minutes=16)):
        assert address("undo", order, parcel) not in clerk.get(address("page", order)).text
        clerk.post(address("undo", order, parcel), seen(order))
        assert "parcel has left" in clerk.get(address("page", order)).text
    assert stock_of("TRAY").on_hand == 2


def test_delivered_it_says_so(clerk, order):
    parcel = ship_order(order=order, by=CLERK)
    clerk.post(address("deliver", order, parcel), seen(order))
    assert "Delivered" in clerk.get(address("page", order)).text
    order.refresh_from_db()
    assert order.fulfilment_state == FulfilmentState.DELIVERED


def test_a_parcel_of_another_order_is_not_found(clerk, order, stripe):
    other = make_paid_order(stripe, ("LAMP", 1), email="ben@example.com")
    parcel = ship_order(order=other, by=CLERK)
    for name in ("undo", "deliver", "unpack"):
        assert clerk.post(address(name, order, parcel), seen(order)).status_code == 404
    assert clerk.get(address("hand_over", order, parcel)).status_code == 404


def test_the_customer_follows_each_parcel(client, order):
    def page():
        return client.get(reverse("order", args=[order.link_token])).text

    assert "Parcels" not in page()
    ship_order(
        order=order,
        quantities={line_with(order, "TRAY"): 2},
        carrier="UPS",
        tracking_number="1Z1",
        by=CLERK,
    )
    text = page()
    for part in ("Parcels", "Partly shipped", "2 × Tray", "https://www.ups.com/track?tracknum=1Z1"):
        assert part in text
    assert "1 × Lamp" not in text


@pytest.mark.parametrize("parcels", [1, 3])
def test_parcels_cost_the_page_no_query_each(clerk, order, parcels, django_assert_max_num_queries):
    for _ in range(parcels):
        ship_order(order=order, quantities={line_with(order, "TRAY"): 1}, by=CLERK)
    with django_assert_max_num_queries(36):
        clerk.get(address("page", order))
