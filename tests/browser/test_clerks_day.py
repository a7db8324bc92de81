"""A clerk's day on 300 orders; what each task costs in clicks and seconds is printed after the run."""

import csv
import io
import re
import time
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.backoffice.models import SavedView
from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order, OrderAddress
from commerce.refunds.models import Refund
from kinsite.accounts.models import User
from kinsite.demo.many.seed import seed_orders
from kinsite.demo.people import lay_in_people
from tests.browser.steps import PATIENCE
from tests.factories.bulk import make_paid_orders
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.refunds import make_paid_order

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=60), pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 4
SOLD, TO_PACK = 279, 20
# Clicks of a hand on the page and choices in its lists, kept over the pages of one tab.
COUNTING = """
for (const kind of ["click", "change"]) addEventListener(kind, (event) => {
  const counts = kind === "click" ? event.detail > 0 : event.target.tagName === "SELECT";
  if (event.isTrusted && counts) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);
"""


@pytest.fixture
def day(connected, sandbox):
    """300 orders: those of two years, twenty to pack of which two are kept back, and one paid by card."""
    make_shop()
    lay_in_people()
    seed_orders(SOLD, say=lambda line: None)
    waiting = make_paid_orders(TO_PACK)
    Order.objects.filter(pk__in=[waiting[3].pk, waiting[7].pk]).update(is_on_hold=True)
    lamp = make_product("LAMP", title="Lamp", price=1234, stock=5)
    paid = make_paid_order(sandbox, (lamp, 2))
    assert Order.objects.count() == 300
    return {"waiting": waiting, "paid": paid}


class Desk:
    """The order list of a colleague, who begins each task there."""

    def __init__(self, page, address, record):
        self.page, self.address, self.record = page, address, record
        page.context.add_init_script(COUNTING)

    @contextmanager
    def task(self, name, query=""):
        self.page.goto(f"{self.address}{query}", wait_until="networkidle")
        self.page.evaluate("sessionStorage.clicks = 0")
        begun = time.perf_counter()
        yield self.page
        seconds = time.perf_counter() - begun
        clicks = int(self.page.evaluate("sessionStorage.clicks"))
        self.record("task", f"{name:<34}{clicks:>3} clicks{seconds:>7.1f} s")
        assert 0 < clicks <= MOST_CLICKS, name

    def open(self, order):
        self.page.get_by_role("link", name=order.number, exact=True).click()


@pytest.fixture
def desk_of(enter, live_server, record_property):
    def sit(name):
        page = enter(User.objects.get(email=f"{name}@example.com"))
        return Desk(page, live_server.url + reverse("orders:index"), record_property)

    return sit


def test_a_clerks_day(desk_of, day):
    clerk, manager = desk_of("clerk"), desk_of("manager")
    narrow(clerk)
    pack(clerk, day["waiting"])
    edit_address(clerk, day["paid"])
    note(clerk, day["paid"])
    write(clerk, day["paid"])
    refund(clerk, manager, day["paid"])
    export(manager)


def narrow(desk):
    with desk.task("narrow the list") as page:
        page.locator("summary", has_text="Filters").click()
        page.get_by_label("SKU or product").fill("TRAY")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_label(f"All that match ({TO_PACK} orders)")).to_be_visible()
    with desk.task("save it as a view", "?view=to-pack&goods=TRAY") as page:
        page.locator("summary", has_text="Save this view").click()
        page.get_by_label("Name of the view").fill("Trays to pack")
        page.get_by_role("button", name="Save view").click()
        views = page.get_by_role("navigation", name="Views")
        expect(views.get_by_role("link", name="Trays to pack")).to_be_visible()
    assert SavedView.objects.get().query == "view=to-pack&goods=TRAY"


def pack(desk, waiting):
    """All that a filter shows; what is on hold is left out, with the reason."""
    with desk.task("mark 18 of 20 as packed", "?view=all&status=paid&goods=TRAY") as page:
        page.get_by_label(f"All that match ({TO_PACK} orders)").check()
        page.get_by_label("Do with them").select_option(label="Mark as packed")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("This order is on hold")).to_be_visible()
        page.get_by_role("button", name=f"Mark {TO_PACK - 2} orders as packed").click()
        expect(page.locator("[data-job] [role=status]")).to_contain_text("this is over.", timeout=PATIENCE)
    packed = set(Shipment.objects.filter(order__lines__sku="TRAY").values_list("order", flat=True))
    kept = {waiting[3].pk, waiting[7].pk}
    assert {order.pk for order in waiting} - packed == kept


def edit_address(desk, order):
    with desk.task("edit an address", "?view=all&status=paid&goods=LAMP") as page:
        desk.open(order)
        page.get_by_role("link", name="Edit address").click()
        page.get_by_role("textbox", name=re.compile("^Address")).fill("7 Harbour Way")
        page.get_by_role("button", name="Save address").click()
        expect(page.get_by_text("Saved. It goes there.")).to_be_visible()
    address = OrderAddress.objects.get(order=order, kind=OrderAddress.Kind.SHIPPING)
    assert address.line1 == "7 Harbour Way"


def note(desk, order):
    with desk.task("note something for a colleague", "?view=all&status=paid&goods=LAMP") as page:
        desk.open(order)
        page.get_by_role("button", name="Add note").click()
        page.get_by_label("Note").fill("@manager the left tray is scratched")
        page.get_by_role("button", name="Save note").click()
        expect(page.get_by_text("the left tray is scratched")).to_be_visible()


def write(desk, order):
    with desk.task("write to the customer", "?view=all&status=paid&goods=LAMP") as page:
        desk.open(order)
        page.get_by_role("button", name="Write to customer").click()
        page.get_by_label("Message to the customer").fill("One of your trays is scratched.")
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name=f"Send to {order.email}").click()
        expect(page.get_by_text(f"Sent to {order.email}.")).to_be_visible()


def refund(clerk, manager, order):
    """The clerk has no such button, and the address refuses; the manager gives one tray back."""
    page = clerk.page
    expect(page.get_by_role("button", name="Refund", exact=True)).to_have_count(0)
    page.goto(page.url.partition("?")[0] + "refund/")
    expect(page.get_by_text("Sorry, you do not have permission")).to_be_visible()
    assert not Refund.objects.filter(order=order).exists()
    with manager.task("refund one unit", "?view=all&status=paid&goods=LAMP") as page:
        expect(page.get_by_role("link", name=order.number, exact=True)).to_be_visible()
        manager.open(order)
        page.get_by_role("button", name="Refund", exact=True).click()
        page.get_by_label("Units").fill("1")
        page.get_by_label("Delivery", exact=True).fill("0")
        page.get_by_label("Reason").fill("Scratched")
        page.get_by_role("button", name="Refund $13.44").click()
        expect(page.get_by_text("$13.44 is refunded. It is on its way.")).to_be_visible()
    assert Refund.objects.get(order=order).amount_minor == 1344


def export(desk):
    """What is taken out is what the screen shows: the same orders in the same order."""
    query = "?view=all&status=paid&goods=TRAY"
    with desk.task("export the list", query) as page:
        shown = page.locator("table.listing td.title, table.listing th.title").all_inner_texts()
        page.get_by_label("All that match").check()
        with page.expect_download() as download:
            page.get_by_role("button", name="Export").click()
        text = open(download.value.path(), encoding="utf-8-sig", newline="").read()  # noqa: SIM115
    rows = list(csv.DictReader(io.StringIO(text)))
    numbers = [row["order"] for row in rows]
    assert len(numbers) == TO_PACK
    assert numbers == [words.split()[0] for words in shown if words.strip()]
