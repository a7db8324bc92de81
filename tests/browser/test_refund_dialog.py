"""The refund dialog in a browser: few clicks, the button says what happens, and nobody is kept out."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.refunds.models import Refund, RefundLimit
from kinsite.accounts.models import User
from kinsite.demo.people import lay_in_people
from tests.browser.keyboard import press, tab_to, write
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.refunds import ask, make_paid_order

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=40), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order(stripe):
    """Three trays at 12.34 and delivery at 9.00, taxed by 8.875 %: one tray is 13.44."""
    make_shop()
    lay_in_people()
    return make_paid_order(stripe, (make_product("TRAY", title="Tray", price=1234, stock=5), 3))


def as_(enter, name):
    return enter(User.objects.get(email=f"{name}@example.com"))


def test_a_manager_refunds_part_of_an_order_in_four_clicks(enter, live_server, order):
    page = as_(enter, "manager")
    page.goto(live_server.url + reverse("orders:page", args=[order.pk]))
    page.get_by_role("button", name="Refund", exact=True).click()
    expect(page.get_by_role("button", name="Refund $50.11")).to_be_visible()
    page.get_by_label("Delivery", exact=True).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.get_by_label("Reason").click()
    page.keyboard.type("Scratched")
    expect(page.get_by_label("Amount to refund")).to_have_value("40.31")
    page.get_by_role("button", name="Refund $40.31").click()
    expect(page.get_by_text("$40.31 is refunded. It is on its way.")).to_be_visible()
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.reason) == (4031, "Scratched")


def test_the_button_follows_and_rests_where_the_numbers_do_not_fit(enter, live_server, order):
    page = as_(enter, "manager")
    page.goto(live_server.url + reverse("orders:refund", args=[order.pk]))
    expect(page.get_by_role("button", name="Work out")).to_have_count(0)
    page.get_by_label("Units").fill("1")
    button = page.get_by_role("button", name="Refund $23.24")
    expect(button).to_be_enabled()
    page.get_by_label("Amount to refund").fill("30")
    expect(page.get_by_text("This comes to $23.24: refund that, or less.")).to_be_visible()
    expect(page.locator("[data-refund-button]")).to_be_disabled()
    page.get_by_label("Amount to refund").fill("20")
    expect(page.get_by_role("button", name="Refund $20.00")).to_be_enabled()
    page.get_by_label("Reason").fill("Scratched")
    page.get_by_role("button", name="Refund $20.00").dblclick()
    expect(page).to_have_url(live_server.url + reverse("orders:page", args=[order.pk]))
    assert Refund.objects.get().amount_minor == 2000


def test_without_scripts_work_out_names_the_button(chromium, enter, live_server, order):
    signed_in = as_(enter, "manager").context
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(signed_in.cookies())
    page = context.new_page()
    page.goto(live_server.url + reverse("orders:refund", args=[order.pk]))
    page.get_by_label("Units").fill("1")
    page.get_by_label("Delivery", exact=True).fill("0")
    page.get_by_role("button", name="Work out").click()
    page.get_by_label("Reason").fill("Scratched")
    page.get_by_role("button", name="Refund $13.44").click()
    expect(page).to_have_url(live_server.url + reverse("orders:page", args=[order.pk]))
    assert Refund.objects.get().amount_minor == 1344
    context.close()


def test_the_amount_follows_also_while_it_has_the_focus(enter, live_server, order):
    page = as_(enter, "manager")
    page.goto(live_server.url + reverse("orders:refund", args=[order.pk]))
    page.get_by_label("Units").fill("1")
    page.get_by_label("Amount to refund").focus()
    expect(page.get_by_label("Amount to refund")).to_have_value("23.24")
    expect(page.get_by_role("button", name="Refund $23.24")).to_be_enabled()


def test_a_clerk_is_offered_no_refund(enter, live_server, order):
    page = as_(enter, "clerk")
    page.goto(live_server.url + reverse("orders:page", args=[order.pk]))
    expect(page.get_by_role("heading", name="Payments")).to_be_visible()
    expect(page.get_by_role("button", name="Refund")).to_have_count(0)


def test_it_is_filled_in_and_sent_by_keyboard_alone(enter, live_server, order):
    page = as_(enter, "manager")
    page.goto(live_server.url + reverse("orders:refund", args=[order.pk]))
    write(page, "Units", "2")
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("Scratched")
    expect(page.get_by_role("button", name="Refund $36.68")).to_be_enabled()
    press(page, page.get_by_role("button", name="Refund $36.68"))
    expect(page.get_by_text("It is on its way.")).to_be_visible()
    assert Refund.objects.get().amount_minor == 3668


@pytest.mark.parametrize("width", [390, 1280])
def test_the_screens_of_refunds_hinder_nobody(enter, live_server, order, width):
    RefundLimit.objects.filter(currency="USD").delete()
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=500)
    ask(order, goodwill=1000)
    page = as_(enter, "owner")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in (
        reverse("orders:page", args=[order.pk]),
        reverse("orders:refund", args=[order.pk]),
        reverse("orders:cancel", args=[order.pk]),
        reverse("refunds:index"),
        reverse("refund_limits:index"),
    ):
        assert page.goto(live_server.url + path, wait_until="networkidle").status == 200, path
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = [*hindrances(page), *([f"{wide} px too wide"] if wide > 0 else [])]
    assert {path: problems for path, problems in found.items() if problems} == {}
