"""Many orders at once in a browser: narrowed, ticked or all, looked at, confirmed, and watched to its end."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from commerce.backoffice.permissions import CHANGE_ORDERS, VIEW_ORDERS
from commerce.bulk.models import BulkJob
from commerce.bulk.operations import work_job
from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order
from tests.factories.bulk import make_paid_orders
from tests.factories.staff import make_colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def orders(shop):
    orders = make_paid_orders(6)
    Order.objects.filter(pk__in=[orders[0].pk, orders[3].pk]).update(is_on_hold=True)
    Order.objects.filter(pk=orders[5].pk).update(ship_country="CA")
    return orders


@pytest.fixture
def desk(enter, live_server, orders):
    page = enter(make_colleague(VIEW_ORDERS, CHANGE_ORDERS))
    page.goto(live_server.url + reverse("orders:index"), wait_until="networkidle")
    return page


def apart(work):
    """Done by another thread: where a browser has its loop, this one does not ask the database."""

    def act():
        work()
        connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def begin(desk, action):
    desk.get_by_label("Do with them").select_option(label=action)
    desk.get_by_role("button", name="Continue").click()


def test_a_filter_is_packed_with_two_skipped_and_watched_to_its_end(desk, orders):
    desk.locator("summary", has_text="Filters").click()
    desk.get_by_role("search").get_by_label("Ships to").select_option("US")
    desk.get_by_role("button", name="Show").click()
    desk.get_by_label("All that match (5 orders)").check()
    begin(desk, "Mark as packed")

    expect(desk.get_by_text("This order is on hold")).to_be_visible()
    row = desk.get_by_role("row", name="on hold")
    for number in (orders[0].number, orders[3].number):
        expect(row.get_by_role("link", name=number)).to_be_visible()
    desk.get_by_role("button", name="Mark 3 orders as packed").click()

    expect(desk.locator("[data-job] [role=status]")).to_contain_text("2 of 5 are through.")
    apart(lambda: work_job(job=BulkJob.objects.get()))
    expect(desk.locator("[data-job] [role=status]")).to_contain_text("this is over.", timeout=10_000)
    desk.get_by_role("link", name="Skipped 2").click()
    expect(desk.get_by_role("row", name="Skipped")).to_have_count(2)
    packed = set(Shipment.objects.values_list("order", flat=True))
    assert packed == {orders[place].pk for place in (1, 2, 4)}


def test_ticks_are_counted_and_only_they_are_meant(desk, orders):
    desk.get_by_label("All that match (6 orders)").check()
    desk.get_by_label(f"Tick {orders[1].number}").check()
    expect(desk.get_by_label("Ticked: 1")).to_be_checked()
    desk.get_by_label("Tick all of this page").check()
    expect(desk.get_by_label("Ticked: 6")).to_be_checked()
    desk.get_by_label(f"Tick {orders[2].number}").uncheck()
    expect(desk.get_by_label("Ticked: 5")).to_be_checked()
    begin(desk, "Add a tag")
    desk.get_by_label("Tag").fill("fragile")
    desk.get_by_role("button", name="Look at it").click()
    expect(desk.get_by_role("button", name="Tag 5 orders “fragile”")).to_be_visible()


def test_without_scripts_ticks_and_jobs_work_as_well(chromium, live_server, desk, orders):
    plain = chromium.new_context(java_script_enabled=False, storage_state=desk.context.storage_state())
    page = plain.new_page()
    page.goto(live_server.url + reverse("orders:index"))
    page.get_by_label(f"Tick {orders[1].number}").check()
    begin(page, "Mark as packed")
    page.get_by_role("button", name="Mark 1 order as packed").click()
    apart(lambda: work_job(job=BulkJob.objects.get()))
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("this is over.")).to_be_visible()
    plain.close()
