"""Reviews in Chromium: read in place, found helpful, written; and all of it without scripts."""

import pytest
from playwright.sync_api import expect

from commerce.reviews.models import Review
from commerce.reviews.photos import redraw
from tests.browser.steps import PATIENCE
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page
from tests.factories.reviews import make_paid_order, make_photo, make_review

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=25), pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 768, 390)
DESK = "/shop/desks/oak-desk/"


@pytest.fixture
def shop_online(live_server):
    make_shop()
    live_server.desk = make_product("DSK-OAK", title="Oak desk", stock=50, collections=["desks"])
    make_product_page(live_server.desk, slug="oak-desk")
    for number in range(12):
        make_review(live_server.desk.product, 5 - number % 5, title=f"No. {number}")
    return live_server


def headings(page):
    return page.locator("#reviews").get_by_role("heading", level=3).all_inner_texts()


def open_reviews(page, site):
    """From the stars at the top down to the reviews, which become live once they are in sight."""
    page.goto(site.url + DESK)
    page.get_by_role("link", name="3.3 of 5 stars, 12 reviews").click()
    expect(page.get_by_role("navigation", name="Sort reviews")).to_be_visible(timeout=PATIENCE)


def test_reviews_are_sorted_paged_and_found_helpful_where_they_stand(shop_online, page):
    open_reviews(page, shop_online)
    assert headings(page)[0] == "No. 11"
    page.get_by_role("link", name="Lowest rated").click()
    expect(page.locator("#reviews article").first).to_contain_text("No. 9", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Reviews", exact=True)).to_be_focused()
    page.locator("#reviews").get_by_role("link", name="Next").click()
    expect(page.locator("#reviews article")).to_have_count(2, timeout=PATIENCE)
    assert page.url.split("#")[0] == shop_online.url + DESK

    page.get_by_role("button", name="Helpful").first.click()
    expect(page.get_by_text("You found this helpful")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Helpful")).to_have_count(1)
    assert sorted(Review.objects.values_list("helpful_count", flat=True))[-2:] == [0, 1]
    page.get_by_role("link", name="Newest").click()
    expect(page.locator("#reviews article").first).to_contain_text("No. 11", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Reviews", exact=True)).to_be_focused()
    assert page.complaints == []


def test_a_review_with_a_photo_is_written_by_the_link_of_an_order(shop_online, page):
    order = make_paid_order(shop_online.desk)
    page.goto(f"{shop_online.url}/orders/{order.link_token}/")
    page.get_by_role("link", name="Write a review").click()
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("5 stars: very good").check()
    page.get_by_label("Headline").fill("Quiet and solid")
    page.get_by_label("Your review").fill("Nothing wobbles.")
    page.get_by_label("Name to be shown").fill("Anna")
    photo = make_photo(size=(600, 400))
    page.get_by_label("Photos (optional)").set_input_files(
        [{"name": "desk.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}]
    )
    page.get_by_label("What the photos show").fill("The desk by a window")
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_text("Your review is published")).to_be_visible(timeout=PATIENCE)

    page.goto(shop_online.url + DESK)
    expect(page.get_by_text("Verified purchase")).to_be_visible()
    expect(page.get_by_role("img", name="The desk by a window")).to_be_attached()
    assert page.complaints == []


def test_reviews_hinder_nobody_at_any_width(shop_online, page):
    order = make_paid_order(shop_online.desk)
    photo = redraw(make_photo(), alt="The desk by a window")
    make_review(shop_online.desk.product, customer=order.customer, photos=[photo], text="long " * 300)
    line = order.lines.get()
    addresses = (
        "/reviews/dsk-oak/",
        "/reviews/dsk-oak/?sort=helpful&page=2",
        "/reviews/dsk-oak/write/",
        f"/orders/{order.link_token}/reviews/{line.pk}/",
        f"/orders/{order.link_token}/",
        "/shop/",
    )
    for address in addresses:
        page.goto(shop_online.url + address, wait_until="networkidle")
        _assert_nobody_hindered(page, address)
    page.goto(shop_online.url + DESK)
    page.locator("#reviews").scroll_into_view_if_needed()
    expect(page.get_by_role("navigation", name="Sort reviews")).to_be_visible(timeout=PATIENCE)
    _assert_nobody_hindered(page, DESK)
    page.goto(f"{shop_online.url}/reviews/dsk-oak/write/")
    page.get_by_role("button", name="Send the review").click()
    _assert_nobody_hindered(page, "a refused review")
    assert page.complaints == []


def _assert_nobody_hindered(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
        assert hindrances(page) == [], (name, width)


def test_without_scripts_reviews_are_read_found_helpful_and_written(shop_online, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shop_online.url + DESK)
    assert headings(page) == ["No. 11", "No. 10", "No. 9"]
    page.get_by_role("link", name="Read all 12 reviews").click()
    page.get_by_role("link", name="Highest rated").click()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("article")).to_have_count(2)
    page.get_by_role("button", name="Helpful").first.click()
    expect(page.get_by_text("You found “No. 9” helpful")).to_be_visible()
    expect(page.locator("article")).to_have_count(2)
    page.get_by_role("link", name="Write a review").click()
    page.get_by_label("4 stars: good").check()
    page.get_by_label("Headline").fill("Quiet and solid")
    page.get_by_label("Your review").fill("Nothing wobbles.")
    page.get_by_label("Name to be shown").fill("Anna")
    page.get_by_role("button", name="Send the review").click()
    expect(page.get_by_text("One of us reads your review")).to_be_visible()
    assert Review.objects.filter(author="Anna", status="pending").count() == 1
    context.close()
