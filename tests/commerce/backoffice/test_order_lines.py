"""The lines on an order's page: one list, or by the parcels that their units lie in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.fulfilment.operations import hand_over, pack_order, unpack_shipment
from tests.factories.catalogue import make_product
from tests.factories.refunds import give_back, make_paid_order
from tests.factories.shipments import CLERK, line_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(shop, stripe):
    """Three trays, 3.29 of tax together, and a lamp."""
    tray = make_product("TRAY", title="Tray", price=1234, stock=5)
    return make_paid_order(stripe, (tray, 3), (make_product("LAMP", title="Lamp", price=5000, stock=5), 1))


@pytest.fixture
def page_of(sign_in):
    """The page of an order, as a clerk sees it."""
    clerk = sign_in(VIEW_ORDERS, CHANGE_ORDERS)
    return lambda order: clerk.get(reverse("orders:page", args=[order.pk]))


def groups_of(page):
    """Of each group what it is called, and (SKU, units, shipped) of its rows."""
    return [
        (
            f"Parcel {group['parcel']['number']}" if "parcel" in group else group.get("words", ""),
            [(row["sku"], row["quantity"], row["shipped"]) for row in group["rows"]],
        )
        for group in page.context["lines"]
    ]


def pack(order, **units):
    return pack_order(
        order=order, quantities={line_with(order, sku): n for sku, n in units.items()}, by=CLERK
    )


def test_without_a_parcel_it_is_one_list(page_of, order):
    page = page_of(order)
    assert groups_of(page) == [("", [("TRAY", 3, "–"), ("LAMP", 1, "–")])]
    assert "Not packed yet" not in page.text
    unpack_shipment(shipment=pack(order, TRAY=1), by=CLERK)
    assert groups_of(page_of(order)) == [("", [("TRAY", 3, "–"), ("LAMP", 1, "–")])]


def test_each_parcel_has_its_units_and_says_how_it_stands(page_of, order):
    hand_over(shipment=pack(order, TRAY=2), carrier="UPS", tracking_number="1Z12345E0205271688", by=CLERK)
    packed = pack(order, LAMP=1)
    page = page_of(order)
    assert groups_of(page) == [
        ("Not packed yet", [("TRAY", "1 of 3", "–")]),
        ("Parcel 1", [("TRAY", "2 of 3", 2)]),
        ("Parcel 2", [("LAMP", 1, "–")]),
    ]
    table = page.text.partition('id="order-lines"')[2].partition("</section>")[0]
    for words in ("Handed over", "UPS", "1Z12345E0205271688", "Packing", f'href="#parcel-{packed.pk}"'):
        assert words in table


def test_what_was_taken_out_stands_apart(page_of, order):
    line = line_with(order, "TRAY")
    give_back(order, units={line: 1}, restocked=frozenset([line]))
    pack_order(order=order, by=CLERK)
    assert groups_of(page_of(order)) == [
        ("Parcel 1", [("TRAY", "2 of 3", "–"), ("LAMP", 1, "–")]),
        ("Taken out", [("TRAY", "1 of 3", "–")]),
    ]


def test_the_shares_of_units_that_lie_apart_are_the_lines(page_of, order):
    order.lines.filter(sku="TRAY").update(discount_minor=100)
    whole = page_of(order).context["lines"][0]["rows"][0]
    assert (whole["discount"], whole["tax"], whole["total"]) == ("$1.00", "$3.29", "$37.02")
    pack(order, TRAY=1)
    parts = [group["rows"][0] for group in page_of(order).context["lines"]]
    assert [part["discount"] for part in parts] == ["$0.67", "$0.33"]
    assert [part["tax"] for part in parts] == ["$2.19", "$1.10"]
    assert [part["total"] for part in parts] == ["$24.68", "$12.34"]


def test_parcels_ask_the_database_no_more_often(page_of, order, django_assert_num_queries):
    pack(order, TRAY=1)
    page_of(order)
    with CaptureQueriesContext(connection) as once:
        page_of(order)
    pack(order, TRAY=1)
    pack(order, TRAY=1, LAMP=1)
    with django_assert_num_queries(len(once)):
        page_of(order)
