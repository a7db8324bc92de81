"""The order list in a browser: new orders are told of, and all of it is done by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.fulfilment.models import Shipment
from kinsite.foundation import clock
from tests.factories.bulk import make_paid_orders
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.orders import copy_order, make_order
from tests.factories.staff import make_colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order():
    return make_order(make_product("DESK-OAK", stock=50))


@pytest.fixture
def desk(enter, live_server, order):
    page = enter(make_colleague(VIEW_ORDERS, CHANGE_ORDERS))
    page.goto(live_server.url + reverse("orders:index"), wait_until="networkidle")
    return page


def test_an_open_list_tells_of_new_orders_and_leads_to_them(desk, order):
    [new] = copy_order(order, placed_at=clock.now())
    expect(desk.get_by_role("link", name=new.number)).not_to_be_visible()
    # What happens when a colleague comes back to the tab; while it is looked at, every half minute.
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    desk.get_by_role("link", name="1 new order").click()
    expect(desk.get_by_role("link", name=new.number)).to_be_visible()
    expect(desk.get_by_role("link", name="1 new order")).not_to_be_visible()


def test_a_view_is_made_and_kept_by_keyboard_alone(desk, order):
    desk.locator("summary", has_text="Filters").press("Enter")
    desk.get_by_label("SKU or product").press_sequentially("desk-oak")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="SKU or product: desk-oak")).to_be_visible()
    desk.locator("summary", has_text="Save this view").press("Enter")
    desk.get_by_label("Name of the view").press_sequentially("Oak desks")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("navigation", name="Views").get_by_role("link", name="Oak desks")).to_be_visible()
    desk.get_by_role("link", name="SKU or product: desk-oak").press("Enter")
    expect(desk.get_by_role("link", name="SKU or product: desk-oak")).not_to_be_visible()


def test_two_orders_in_a_row_are_packed_by_next(enter, live_server):
    make_shop()
    first, second = sorted(make_paid_orders(2), key=lambda order: order.placed_at, reverse=True)
    page = enter(make_colleague(VIEW_ORDERS, CHANGE_ORDERS))
    page.goto(live_server.url + reverse("orders:index") + "?view=to-pack", wait_until="networkidle")
    page.get_by_role("link", name=first.number, exact=True).click()
    for order in (first, second):
        expect(page.locator(".kin-head__number")).to_contain_text(order.number)
        page.get_by_role("button", name="Ship", exact=True).click()
        page.get_by_role("button", name="Pack for later").click()
        expect(page.get_by_text("Packed. Hand it over when the carrier is there.")).to_be_visible()
        if order is first:
            page.get_by_role("link", name=f"{second.number} →").click()
    expect(page.get_by_role("link", name=f"← {first.number}")).to_be_visible()
    assert Shipment.objects.filter(order__in=[first, second]).count() == 2
