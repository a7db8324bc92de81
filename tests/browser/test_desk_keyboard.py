"""The desk without a mouse: Tab leads to all that can be done, is seen where it is, and Escape closes."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from commerce.orders.desk import add_tag, write_note
from commerce.orders.operations import mark_order_paid
from kinsite.foundation.actors import SYSTEM
from tests.browser.keyboard import once_round, passed_over, press, tab_to
from tests.factories.catalogue import make_product
from tests.factories.desk import make_letter
from tests.factories.orders import make_order
from tests.factories.staff import make_colleague

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=30), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order():
    order = make_order(make_product("DESK-OAK", title="Oak desk", price=12900, stock=20))
    mark_order_paid(order=order, by=SYSTEM)
    add_tag(order=order, label="Fragile", by=SYSTEM)
    write_note(order=order, text="Wants it on Friday", by=SYSTEM)
    make_letter(order)
    return order


@pytest.fixture
def page(enter):
    return enter(make_colleague(*OFFERED_TO_GROUPS))


def test_tab_leads_to_all_that_can_be_done_with_orders(page, live_server, order):
    unseen, missed = {}, {}
    for path in (
        f"{reverse('orders:index')}?view=all&country=US",
        reverse("orders:page", args=[order.pk]),
        reverse("orders:ship", args=[order.pk]),
        reverse("orders:cancel", args=[order.pk]),
        reverse("orders:message", args=[order.pk]),
    ):
        page.goto(live_server.url + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
        stops = once_round(page)
        if lost := [here["name"] for here in stops if not (here["isFrame"] or here["isSeen"])]:
            unseen[path] = lost
        if left := passed_over(page):
            missed[path] = left
    assert (unseen, missed) == ({}, {})


def test_an_order_is_found_and_held_with_the_keyboard_alone(page, live_server, order):
    page.goto(live_server.url + reverse("orders:index"))
    press(page, page.get_by_role("link", name=order.number))
    page.wait_for_url(f"**{reverse('orders:page', args=[order.pk])}*", wait_until="networkidle")
    press(page, page.get_by_role("button", name="Put on hold"))
    page.wait_for_url(f"**{reverse('orders:hold', args=[order.pk])}*", wait_until="networkidle")
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("Waits for a call")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Waits for a call").first).to_be_visible()
    order.refresh_from_db()
    assert order.is_on_hold


COVERED = """() => {
  const of = (part) => part.getBoundingClientRect();
  const header = document.querySelector(".w-slim-header"), head = document.querySelector(".kin-head");
  const here = document.activeElement, main = document.querySelector("main");
  const bottom = getComputedStyle(header).position === "sticky" ? of(header).bottom : 0;
  const isOutside = main.contains(here) && !head.contains(here) && !header.contains(here);
  return {
    head: of(head).top < bottom - 1,
    timeline: of(document.querySelector("#order-timeline")).top < of(head).bottom,
    focus: isOutside && of(here).bottom <= of(head).bottom ? here.outerHTML.slice(0, 90) : "",
  };
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (768, 1024)])
def test_the_head_that_stays_in_sight_covers_nothing(page, live_server, order, width, height):
    for at in range(12):
        write_note(order=order, text=f"Shelf {at}", by=SYSTEM)
    page.set_viewport_size({"width": width, "height": height})
    address = f"{live_server.url}{reverse('orders:page', args=[order.pk])}"
    page.goto(f"{address}?show=mails#order-timeline", wait_until="networkidle")
    assert page.evaluate(COVERED) == {"head": False, "timeline": False, "focus": ""}
    # Where focus leads, and not the way there.
    page.evaluate("document.querySelector('main').style.scrollBehavior = 'auto'")
    page.evaluate("document.querySelector('main').scrollTo(0, 1e6)")
    page.locator("main a").last.focus()
    for _step in range(25):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(COVERED)
        assert (covered["head"], covered["focus"]) == (False, "")


def test_escape_closes_a_dialog_and_leads_back_to_its_button(page, live_server, order):
    product = order.lines.get().variant.product_id
    page.goto(live_server.url + reverse("products:retire", args=[product]), wait_until="networkidle")
    opener = page.get_by_role("button", name="Choose a product").first
    press(page, opener)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
