"""A story sells: spots on a picture, a drawer over the page, and a line that knows where it was seen."""

import json

import pytest
from playwright.sync_api import expect

from commerce.cart.models import CartLine
from tests.chromium import hindrances
from tests.factories.catalogue import make_image, make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page, make_story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def story(live_server):
    """A look with a desk in two sizes and a lamp that is sold out, and a comparison of both."""
    make_shop()
    desk = make_product(
        "OAK-140", title="Oak desk", price=12900, stock=3, options={"size": "140"}, collections=["desks"]
    )
    make_product("OAK-160", price=15900, stock=2, options={"size": "160"}, product=desk.product)
    lamp = make_product("LAMP-1", title="Lamp", price=4900, stock=0, collections=["desks"])
    for variant in (desk, lamp):
        make_product_page(variant, slug=variant.sku.lower())
    picture = {"image": make_image().pk, "alt_text": "A room", "decorative": False}
    spots = [
        {"product": variant.product_id, "sku": "", "left": left, "top": 50, "stand_in": None}
        for variant, left in ((desk, 30), (lamp, 70))
    ]
    columns = [
        {"title": "The desk", "product": desk.product_id, "values": ["A top"]},
        {"title": "The lamp", "product": lamp.product_id, "values": ["A shade"]},
    ]
    blocks = [
        {
            "type": "shop_the_look",
            "id": "look-1",
            "value": {"title": "A corner", "text": "", "picture": picture, "spots": spots},
        },
        {
            "type": "comparison_table",
            "id": "compare-1",
            "value": {"title": "Both", "rows": ["Has"], "columns": columns},
        },
        {
            "type": "before_after",
            "id": "pair-1",
            "value": {"title": "Cleared", "before": picture, "after": picture, "caption": ""},
        },
        {
            "type": "video",
            "id": "film-1",
            "value": {"title": "A film", "poster": picture, "address": "https://vimeo.com/76979871"},
        },
        {"type": "recently_viewed", "id": "recent-1", "value": {"title": "Seen lately"}},
    ]
    page = make_story("A corner by the window", story=json.dumps(blocks))
    page.site_url = live_server.url
    return page


def address(story):
    return f"{story.site_url}{story.url}"


def drawer(page):
    return page.get_by_role("dialog", name="Choose and buy")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desk"])
def test_a_spot_opens_the_offer_over_the_story_and_the_cart_knows_where_from(story, page, size):
    page.set_viewport_size(size)
    page.goto(address(story))
    assert hindrances(page) == []
    spot = page.get_by_role("link", name="1: Oak desk, $129.00")
    spot.focus()
    page.keyboard.press("Enter")
    expect(drawer(page)).to_be_visible()
    heading = drawer(page).get_by_role("heading", name="Oak desk")
    expect(heading).to_be_visible()
    beside = drawer(page).locator(".quick-head .picture").bounding_box()
    assert beside["x"] + beside["width"] <= heading.bounding_box()["x"], "the picture stands beside the title"
    drawer(page).locator("label", has_text="160").click()
    expect(drawer(page).locator(".price__now")).to_have_text("$159.00")
    expect(drawer(page)).to_be_visible()
    assert hindrances(page) == []
    drawer(page).get_by_role("button", name="Add to cart").click()
    cart = page.get_by_role("dialog", name="Your cart")
    expect(cart).to_be_visible()
    expect(drawer(page)).to_be_hidden()
    expect(cart).to_contain_text("Oak desk")
    assert page.url == address(story)
    line = CartLine.objects.get()
    assert line.variant.sku == "OAK-160"
    assert (line.source_page_id, line.source_revision_id, line.source_block) == (
        story.pk,
        story.live_revision_id,
        "look-1",
    )
    page.keyboard.press("Escape")
    expect(cart).to_be_hidden()
    expect(spot).to_be_focused()
    assert page.complaints == []


def test_what_is_sold_out_leads_to_its_page_and_offers_nothing(story, page):
    page.goto(address(story))
    page.get_by_role("link", name="2: Lamp, $49.00").click()
    page.wait_for_url("**/lamp-1/")
    expect(drawer(page)).to_be_hidden()


def test_escape_closes_the_drawer_and_gives_the_focus_back(story, page):
    page.goto(address(story))
    link = page.locator(".compare").get_by_role("link", name="Choose and buy Oak desk")
    link.click()
    expect(drawer(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_without_scripts_the_same_links_lead_to_the_offers_own_page(story, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(story))
    assert page.locator(".before-after__side").count() == 2
    expect(page.get_by_role("link", name="Play from Vimeo")).to_have_attribute(
        "href", "https://vimeo.com/76979871"
    )
    page.locator(".look").get_by_role("link", name="Choose and buy Oak desk").click()
    page.get_by_role("button", name="Add to cart").click()
    assert CartLine.objects.get().source_block == "look-1"
    context.close()


def test_the_slider_draws_one_picture_across_the_other_by_keyboard(story, page):
    page.goto(address(story))
    slider = page.get_by_role("slider", name="How much of the picture before is shown")
    slider.focus()
    page.keyboard.press("End")
    cut = page.locator(".before-after").evaluate("(pair) => pair.style.getPropertyValue('--cut')")
    assert cut == "100%"


def test_nothing_is_loaded_from_elsewhere_before_it_is_agreed_to(story, page):
    asked = []
    page.route("https://**/*", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(address(story))
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.get_by_role("link", name="Play from Vimeo").click()
    frame = page.locator("iframe[title='A film']")
    expect(frame).to_be_visible()
    assert asked == ["https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"]
    assert page.complaints == []


def test_what_was_looked_at_is_shown_again_and_stays_in_the_browser(story, page):
    page.goto(address(story))
    expect(page.locator(".recent")).to_be_hidden()
    page.goto(f"{story.site_url}/shop/desks/oak-140/")
    page.goto(address(story))
    recent = page.locator(".recent")
    expect(recent.get_by_role("heading", name="Seen lately")).to_be_visible()
    expect(recent.get_by_role("link", name="Oak desk", exact=True)).to_be_visible()
    assert hindrances(page) == []
