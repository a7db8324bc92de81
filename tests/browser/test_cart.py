"""Picking, adding and changing one's mind, in Chromium: with scripts and without, in one tab and in two."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from commerce.stock.operations import correct_stock
from kinsite.foundation.actors import SYSTEM
from tests.chromium import hindrances
from tests.factories.catalogue import make_image, make_option, make_picture, make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page
from tests.factories.stock import stock_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PAGE = "/shop/desks/oak-desk/"


@pytest.fixture
def site(live_server):
    """A desk in oak (140 and 160) and in ash (140, sold out), with a picture of each."""
    make_shop()
    oak = {"title": "Oak desk", "options": {"colour": "oak", "size": "140"}, "collections": ["desks"]}
    desk = make_product("OAK-140", price=12900, stock=3, **oak)
    more = {"product": desk.product}
    make_product("OAK-160", price=15900, stock=2, options={"colour": "oak", "size": "160"}, **more)
    make_product("ASH-140", price=13900, stock=0, options={"colour": "ash", "size": "140"}, **more)
    _, values = make_option("colour", values=["oak", "ash"])
    for code in ("oak", "ash"):
        make_picture(desk.product, value=values[code], image=make_image(code), alt=f"The desk in {code}")
    make_product_page(desk, slug="oak-desk")
    return live_server


@pytest.fixture
def browse(chromium):
    """Open browsers of their own; at the end none of them had anything to complain about."""
    contexts, complaints = [], []
    # A refusal is a status that the browser writes down, no Stripe stands behind this shop, a test may cut
    # the connection, which htmx writes down too; what the page does wrong is none of these.
    expected = "status of 4|ERR_UNSAFE_PORT|ERR_FAILED|htmx:(afterRequest|sendError)"

    def heard(message):
        if message.type == "error" and not re.search(expected, message.text):
            complaints.append(message.text)

    def open_browser(**options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("console", heard)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []


def drawer(page):
    return page.get_by_role("dialog", name="Your cart")


def add(page):
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(drawer(page)).to_be_visible()


def close_drawer(page):
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()


def pick(page, name):
    page.locator("label", has=page.get_by_role("radio", name=name)).click()


def fill_with_two(site, page):
    """The cart with one desk of each size, on its page."""
    for sku in ("OAK-140", "OAK-160"):
        page.goto(f"{site.url}{PAGE}?variant={sku}")
        add(page)
    page.goto(f"{site.url}/cart/")


def line(page, sku):
    return page.locator(".line", has=page.locator(f"a[href$='variant={sku}']"))


def amount(page, sku):
    return line(page, sku).get_by_role("spinbutton", name="Quantity")


def hold(page):
    """Keep back what changes the cart, in the order it was asked."""
    held = []
    page.route(re.compile("/cart/(lines|code)/"), lambda route: held.append(route))
    return held


def waits_for(page, held, count):
    for _ in range(100):
        if len(held) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{len(held)} of {count} were asked")


def test_picking_changes_price_stock_article_picture_and_address_and_goes_back(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    expect(page.get_by_role("radiogroup", name="Size")).to_be_visible()
    expect(page.get_by_role("radio", name="Ash Sold out")).to_be_visible()
    page.get_by_role("spinbutton", name="Quantity").fill("2")
    pick(page, "160")
    expect(page.locator("#offer")).to_contain_text("$159.00")
    expect(page.locator("#offer")).to_contain_text("Only 2 left")
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("2")
    expect(page.get_by_role("radio", name="Ash Not in this combination")).to_be_visible()
    assert page.url.endswith(f"{PAGE}?variant=OAK-160")
    german = page.locator("#languages").get_by_role("link", name="Deutsch")
    assert german.get_attribute("href").endswith("?variant=OAK-160")
    expect(page.get_by_role("radio", name="160")).to_be_focused()
    pick(page, "Ash")
    expect(page.locator("#offer")).to_contain_text("ASH-140")
    expect(page.locator("#offer")).to_contain_text("Sold out")
    expect(page.get_by_role("button", name="Add to cart")).to_have_count(0)
    expect(page.get_by_role("img", name="The desk in ash")).to_be_in_viewport()
    assert hindrances(page) == []
    page.go_back()
    expect(page.locator("#offer")).to_contain_text("OAK-160")
    assert page.url.endswith("?variant=OAK-160")


def test_while_a_choice_is_on_its_way_nothing_else_is_added(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    expect(page.get_by_role("radiogroup", name="Size")).to_be_visible()
    held = []
    page.route("**/offers/**", lambda route: held.append(route))
    pick(page, "160")
    button = page.get_by_role("button", name="Add to cart", exact=True)
    expect(button).to_be_disabled()
    held[0].continue_()
    expect(button).to_be_enabled()
    add(page)
    expect(drawer(page)).to_contain_text("$159.00")


@pytest.mark.parametrize("fails", [lambda route: route.abort(), lambda route: route.fulfill(status=500)])
def test_a_choice_that_could_not_be_fetched_is_not_left_ticked(site, chromium, fails):
    # The browser and htmx write such failures down, so that this one may complain.
    with closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(site.url + PAGE)
        expect(page.get_by_role("radio", name="140")).to_be_checked()
        page.route("**/offers/**", fails)
        pick(page, "160")
        expect(page.locator("[data-failed]")).to_be_visible()
        expect(page.get_by_role("radio", name="140")).to_be_checked()
        expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_enabled()


def test_adding_opens_the_drawer_counts_in_the_header_and_gives_the_focus_back(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    expect(page.get_by_role("link", name="Cart", exact=True)).to_be_visible()
    page.get_by_role("spinbutton", name="Quantity").fill("2")
    add(page)
    expect(drawer(page)).to_contain_text("$258.00")
    assert hindrances(page) == []
    close_drawer(page)
    expect(page.get_by_role("link", name="Cart, 2 items")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Added|Add to cart"))).to_be_focused()


def test_a_refusal_stands_beside_the_button_and_the_button_does_not_say_added(site, browse):
    page = browse().new_page()
    page.goto(f"{site.url}{PAGE}?variant=OAK-160")
    page.get_by_role("spinbutton", name="Quantity").fill("2")
    add(page)
    close_drawer(page)
    expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_visible()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"Only 2 left\. Your cart has 2 of them\."))
    expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_visible()
    expect(drawer(page)).to_be_hidden()
    assert hindrances(page) == []


def test_changing_removing_and_undoing_in_the_drawer_keeps_the_focus_inside(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    drawer(page).get_by_role("button", name="One more").click()
    expect(drawer(page)).to_contain_text("$258.00")
    expect(drawer(page).get_by_role("button", name="One more")).to_be_focused()
    drawer(page).get_by_role("button", name="Remove").click()
    expect(drawer(page).get_by_role("button", name="Undo")).to_be_focused()
    expect(drawer(page)).to_contain_text("Your cart is empty")
    assert hindrances(page) == []
    drawer(page).get_by_role("button", name="Undo").click()
    expect(drawer(page)).to_contain_text("$258.00")
    # The focus comes back once the drawer has settled.
    expect(page.locator("dialog :focus, dialog:focus")).to_have_count(1)
    close_drawer(page)
    expect(page.get_by_role("link", name="Cart, 2 items")).to_be_visible()


def test_a_number_typed_just_before_checkout_goes_along(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    page.goto(f"{site.url}/cart/")
    page.get_by_role("spinbutton", name="Quantity").fill("3")
    page.get_by_role("link", name="Checkout").click()
    expect(page).to_have_url(re.compile("/checkout/$"))
    expect(page.get_by_text("Quantity 3")).to_be_visible()


def test_a_step_just_before_leaving_the_drawer_goes_along(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    drawer(page).get_by_role("button", name="One more").click()
    drawer(page).get_by_role("link", name="Checkout").click()
    expect(page.get_by_text("Quantity 2")).to_be_visible()


def test_a_number_that_is_refused_keeps_one_on_the_page_that_says_so(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    page.goto(f"{site.url}/cart/")
    correct_stock(stock_item=stock_of("OAK-140"), on_hand=1, expected=3, reason="Count", by=SYSTEM)
    page.get_by_role("spinbutton", name="Quantity").fill("3")
    page.get_by_role("link", name="Checkout").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page).to_have_url(re.compile("/cart/$"))


def test_a_number_that_was_not_heard_keeps_one_on_the_page(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    page.goto(f"{site.url}/cart/")
    page.route("**/cart/lines/**", lambda route: route.abort())
    page.get_by_role("spinbutton", name="Quantity").fill("3")
    page.get_by_role("link", name="Checkout").click()
    expect(page.locator("main [data-failed]")).to_be_visible()
    expect(page).to_have_url(re.compile("/cart/$"))


def test_whoever_goes_on_takes_the_numbers_of_all_lines_along(site, browse):
    page = browse().new_page()
    fill_with_two(site, page)
    held = hold(page)
    amount(page, "OAK-140").fill("3")
    amount(page, "OAK-160").fill("2")
    page.get_by_role("link", name="Checkout").click()
    waits_for(page, held, 1)
    held[0].continue_()
    waits_for(page, held, 2)
    page.wait_for_timeout(300)
    assert page.url.endswith("/cart/")
    held[1].continue_()
    expect(page).to_have_url(re.compile("/checkout/$"))
    expect(page.get_by_text("Quantity 3")).to_be_visible()
    expect(page.get_by_text("Quantity 2")).to_be_visible()


def test_a_step_while_another_is_answered_counts(site, browse):
    page = browse().new_page()
    page.goto(site.url + PAGE)
    add(page)
    page.goto(f"{site.url}/cart/")
    held = hold(page)
    page.get_by_role("button", name="One more").click()
    waits_for(page, held, 1)
    page.get_by_role("button", name="One more").click()
    # Longer than the pause: the second step wants to go while the first is not answered.
    page.wait_for_timeout(600)
    held[0].continue_()
    waits_for(page, held, 2)
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("3")
    held[1].continue_()
    expect(page.locator(".line__total")).to_have_text("$387.00")
    page.reload()
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("3")
    expect(page.locator(".line__total")).to_have_text("$387.00")


def test_two_lines_changed_at_once_end_with_the_total_of_both(site, browse):
    page = browse().new_page()
    fill_with_two(site, page)
    held = hold(page)
    amount(page, "OAK-140").fill("3")
    amount(page, "OAK-160").fill("2")
    amount(page, "OAK-160").blur()
    waits_for(page, held, 1)
    page.wait_for_timeout(600)
    assert len(held) == 1
    held[0].continue_()
    waits_for(page, held, 2)
    held[1].continue_()
    expect(page.get_by_role("region", name="Summary")).to_contain_text("$705.00")
    page.reload()
    expect(page.get_by_role("region", name="Summary")).to_contain_text("$705.00")


def test_what_is_pressed_while_a_step_is_answered_comes_after_it(site, browse):
    page = browse().new_page()
    fill_with_two(site, page)
    held = hold(page)
    line(page, "OAK-140").get_by_role("button", name="One more").click()
    waits_for(page, held, 1)
    line(page, "OAK-160").get_by_role("button", name="Remove").click()
    page.get_by_text("Discount code or gift card").first.click()
    page.get_by_role("textbox", name="Discount code or gift card").fill("NOTHING")
    page.get_by_role("button", name="Apply").click()
    assert len(held) == 1
    for number in (1, 2, 3):
        waits_for(page, held, number)
        held[-1].continue_()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Discount code or gift card")).to_have_value("NOTHING")
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_count(1)
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("2")


def test_two_tabs_do_not_fight(site, browse):
    context = browse()
    first, second = context.new_page(), context.new_page()
    first.goto(site.url + PAGE)
    add(first)
    for tab in (first, second):
        tab.goto(f"{site.url}/cart/")
    first.get_by_role("button", name="Remove").click()
    expect(first.get_by_role("button", name="Undo")).to_be_visible()
    second.get_by_role("button", name="One more").click()
    expect(second.get_by_role("alert")).to_contain_text("not in your cart any more")
    first.get_by_role("button", name="Undo").click()
    expect(first.get_by_role("button", name="Remove")).to_be_visible()
    second.reload()
    expect(second.get_by_role("spinbutton", name="Quantity")).to_have_value("1")


def test_the_cart_is_there_after_the_browser_was_closed(site, browse):
    context = browse()
    page = context.new_page()
    page.goto(site.url + PAGE)
    add(page)
    kept = context.storage_state()
    kept["cookies"] = [cookie for cookie in kept["cookies"] if cookie["expires"] > 0]
    context.close()
    page = browse(storage_state=kept).new_page()
    page.goto(f"{site.url}/cart/")
    expect(page.get_by_role("link", name="Oak desk")).to_be_visible()


def test_all_of_it_works_without_scripts(site, browse):
    page = browse(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(site.url + PAGE)
    page.get_by_role("link", name="Choose and add to cart").click()
    pick(page, "160")
    page.get_by_role("button", name="Show this choice").click()
    expect(page.locator("#offer")).to_contain_text("OAK-160")
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.get_by_text("Oak desk is in your cart.")).to_be_visible()
    page.get_by_role("spinbutton", name="Quantity").fill("2")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_text("$318.00").first).to_be_visible()
    page.get_by_role("spinbutton", name="Quantity").evaluate("field => field.removeAttribute('max')")
    page.get_by_role("spinbutton", name="Quantity").fill("3")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Only 2 left"))
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("2")
    page.get_by_role("link", name="Checkout").click()
    expect(page).to_have_url(re.compile("/checkout/$"))


def test_cart_drawer_and_offer_fit_every_width_and_hinder_nobody(site, browse):
    context = browse()
    page = context.new_page()
    page.goto(site.url + PAGE)
    add(page)
    found = {}
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/cart/", "/offers/oak-140/", "/offers/oak-140/?variant=ASH-140", PAGE, "/de/cart/"):
            page.goto(site.url + path, wait_until="networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[path, width] = [*hindrances(page), *([f"{wide} px too wide"] if wide > 0 else [])]
    assert {place: problems for place, problems in found.items() if problems} == {}
