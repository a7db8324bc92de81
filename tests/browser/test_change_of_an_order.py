"""A colleague changes a paid order, and its customer pays the difference by the link that is mailed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.amendments.models import Amendment
from commerce.catalogue.models import Variant
from commerce.orders.models import Order
from kinsite.accounts.models import User
from kinsite.demo.people import lay_in_people
from tests.browser.steps import PATIENCE, enter_card, until
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.refunds import make_paid_order
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=40), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order(served, sandbox):
    lay_in_people()
    make_product("LAMP", title="Lamp", price=2500, stock=3)
    return make_paid_order(sandbox, (Variant.objects.get(sku="DESK-OAK"), 1), email="anna@example.com")


def open_dialog(enter, served, order):
    page = enter(User.objects.get(email="manager@example.com"))
    page.goto(served.url + reverse("orders:change", args=[order.pk]))
    return page


def test_a_difference_is_paid_by_the_link_of_a_letter(order, served, sandbox, enter, page):
    desk = open_dialog(enter, served, order)
    desk.get_by_label("SKU").first.fill("lamp")
    desk.get_by_role("button", name="Work out").click()
    desk.get_by_role("button", name="Send a link to pay $27.22").click()
    expect(desk.get_by_text("A link to pay $27.22 is on its way.")).to_be_visible(timeout=PATIENCE)

    [mail] = until(lambda: [m for m in sandbox.mails(to="anna@example.com") if "change" in m["subject"]])
    link = re.search(r"http\S+/change/\S+", mail["text"])[0]
    page.goto(served.url + "/" + link.split("/", 3)[3])
    expect(page.get_by_text("+ 1 × Lamp")).to_be_visible()
    assert hindrances(page) == []
    enter_card(page)
    page.get_by_role("button", name="Pay $27.22").click()
    expect(page.get_by_role("heading", name="Changed on")).to_be_visible(timeout=PATIENCE)

    assert Amendment.objects.get().status == "made"
    assert Order.objects.get().lines.count() == 2
    desk.reload()
    expect(desk.get_by_role("heading", name="+ 1 × Lamp")).to_be_visible()
    assert hindrances(desk) == []
    assert_ledger_ok(sandbox)


def test_the_dialog_works_out_and_names_what_goes_back(order, served, enter):
    desk = open_dialog(enter, served, order)
    desk.get_by_label("SKU").first.fill("LAMP")
    desk.get_by_label("Quantity").first.fill("0")
    desk.get_by_role("button", name="Work out").click()
    expect(desk.get_by_role("button", name="Change and refund $113.23")).to_be_visible()
    assert hindrances(desk) == []
    desk.get_by_role("button", name="Change and refund $113.23").click()
    expect(desk.get_by_text("$113.23 is on its way back.")).to_be_visible(timeout=PATIENCE)
    assert Amendment.objects.get().difference.minor == -11323
