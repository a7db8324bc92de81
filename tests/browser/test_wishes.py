"""Wishing, and waiting for what is sold out, in Chromium: with scripts and without, guest and customer."""

import re

import pytest
from playwright.sync_api import expect

from commerce.wishes.models import RestockRequest, Wish
from tests.browser.test_cart import PAGE, add, browse, close_drawer, drawer, pick, site  # noqa: F401
from tests.chromium import hindrances
from tests.factories.customers import PASSWORD, make_account

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LIST = "/account/wishlist/"


def heart(page, name="Add to wish list"):
    return page.get_by_role("button", name=name)


def sign_in(page, url, user):
    page.goto(f"{url}/accounts/login/?next={LIST}")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{LIST}")


def test_the_heart_toggles_is_announced_keeps_the_focus_and_counts_in_the_header(site, browse):  # noqa: F811
    page = browse().new_page()
    page.goto(site.url + PAGE)
    heart(page).click()
    expect(heart(page, "Remove from wish list")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Oak desk is on your wish list.")
    expect(page.get_by_role("link", name="Wish list, 1 item")).to_be_visible()
    pick(page, "160")
    expect(heart(page)).to_be_visible()
    pick(page, "140")
    heart(page, "Remove from wish list").click()
    expect(heart(page)).to_be_focused()
    expect(page.get_by_role("link", name=re.compile("Wish list"))).to_have_count(0)
    assert hindrances(page) == []


def test_p2_picking_what_is_sold_out_turns_the_button_into_notify_me(site, browse):  # noqa: F811
    page = browse().new_page()
    page.goto(site.url + PAGE)
    expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_visible()
    pick(page, "Ash")
    expect(page.get_by_role("button", name="Add to cart")).to_have_count(0)
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_role("button", name="Notify me").click()
    expect(page.get_by_role("status").get_by_text("Thank you.")).to_be_visible()
    expect(page.locator("#offer-notify :focus")).to_have_count(1)
    assert hindrances(page) == []
    pick(page, "Oak")
    expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_visible()
    assert RestockRequest.objects.get().variant.sku == "ASH-140"


def test_a_wish_goes_to_the_cart_is_saved_for_later_and_back(site, browse):  # noqa: F811
    page = browse().new_page()
    page.goto(site.url + PAGE)
    heart(page).click()
    page.get_by_role("link", name="View wish list").click()
    assert hindrances(page) == []
    add(page)
    drawer(page).get_by_role("button", name="Save for later").click()
    expect(drawer(page).get_by_role("button", name="Undo")).to_be_focused()
    expect(drawer(page)).to_contain_text("Oak desk is on your wish list.")
    drawer(page).get_by_role("button", name="Undo").click()
    expect(drawer(page)).to_contain_text("$129.00")
    close_drawer(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Add to cart")).to_be_visible()
    expect(page.locator("#wish-list:focus")).to_have_count(1)


def test_a_guests_wishes_are_there_on_a_second_device_after_sign_in(site, browse):  # noqa: F811
    user = make_account()
    first, second = browse().new_page(), browse().new_page()
    first.goto(site.url + PAGE)
    heart(first).click()
    expect(heart(first, "Remove from wish list")).to_be_visible()
    for page in (first, second):
        sign_in(page, site.url, user)
        expect(page.get_by_role("link", name="Oak desk")).to_be_visible()


def test_all_of_it_works_without_scripts(site, browse):  # noqa: F811
    page = browse(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{site.url}/offers/oak-140/?variant=ASH-140")
    page.get_by_label("Email").fill("anna@example.com")
    page.get_by_role("button", name="Notify me").click()
    expect(page.get_by_text("You hear from us once, when Oak desk is back.")).to_be_visible()
    heart(page).click()
    expect(page.get_by_text("Oak desk is on your wish list.")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Notify me")).to_be_visible()
    page.goto(f"{site.url}/offers/oak-140/?variant=OAK-160")
    page.get_by_role("button", name="Add to cart", exact=True).click()
    page.get_by_role("button", name="Save for later").click()
    page.goto(site.url + LIST)
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("1")
    assert set(Wish.objects.values_list("variant__sku", flat=True)) == {"ASH-140", "OAK-160"}
    assert RestockRequest.objects.count() == 1


def test_the_list_fits_every_width_and_hinders_nobody(site, browse):  # noqa: F811
    page = browse().new_page()
    for sku in ("OAK-140", "ASH-140"):
        page.goto(f"{site.url}/offers/oak-140/?variant={sku}")
        heart(page).click()
        expect(heart(page, "Remove from wish list")).to_be_visible()
    found = {}
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (LIST, f"/de{LIST}", f"{PAGE}?variant=ASH-140"):
            page.goto(site.url + path, wait_until="networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[path, width] = [*hindrances(page), *([f"{wide} px too wide"] if wide > 0 else [])]
    assert {place: problems for place, problems in found.items() if problems} == {}
