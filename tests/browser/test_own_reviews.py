"""Reviews changed and withdrawn without scripts; and what a browser tells from an order's page."""

import pytest
from playwright.sync_api import expect

from commerce.reviews.models import Review
from tests.browser.steps import PATIENCE
from tests.chromium import hindrances
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page
from tests.factories.reviews import make_paid_order, make_review

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=15), pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 768, 390)
ELSEWHERE = "http://elsewhere.test/"


@pytest.fixture
def order(live_server):
    make_shop()
    desk = make_product("DSK-OAK", title="Oak desk", stock=50)
    make_product_page(desk, slug="oak-desk")
    order = make_paid_order(desk)
    make_review(desk.product, 5, customer=order.customer, title="Quiet and solid")
    order.page = f"{live_server.url}/orders/{order.link_token}/"
    return order


def test_a_review_is_changed_and_withdrawn_by_the_link_of_its_order_without_scripts(order, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(order.page)
    page.get_by_role("link", name="Edit your review").click()
    expect(page.get_by_label("Headline")).to_have_value("Quiet and solid")
    page.get_by_label("2 stars: not so good").check()
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_text("Your review is published")).to_be_visible()
    assert Review.objects.get().rating == 2

    page.get_by_role("link", name="Edit your review").click()
    page.get_by_role("link", name="Withdraw your review").click()
    page.get_by_role("button", name="Withdraw the review").click()
    expect(page.get_by_text("Nobody reads it any more")).to_be_visible()
    assert Review.objects.get().is_withdrawn
    context.close()


def test_these_pages_hinder_nobody_at_any_width(order, page):
    line = order.lines.get()
    for verb in ("edit/", "withdraw/"):
        page.goto(f"{order.page}reviews/{line.pk}/{verb}", wait_until="networkidle")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (verb, width)
            assert hindrances(page) == [], (verb, width)
    assert page.complaints == []


def test_forms_of_an_orders_page_come_from_us_and_no_other_host_learns_its_link(order, page, live_server):
    """A browser that may tell nothing sends forms from "null", which are refused as forged."""
    told = {}

    def note(route):
        told[route.request.url] = route.request.all_headers()
        route.fulfill(body="Heard.", content_type="text/plain")

    page.context.route(f"{live_server.url}/heard/", note)
    page.context.route(f"{ELSEWHERE}**", note)
    page.goto(order.page)
    page.evaluate("""document.body.append(Object.assign(document.createElement("form"),
        {method: "post", action: "/heard/", id: "ours"})); document.querySelector("#ours").submit()""")
    expect(page.get_by_text("Heard.")).to_be_visible(timeout=PATIENCE)
    page.goto(order.page)
    page.evaluate(
        """address => { const link = Object.assign(document.createElement("a"), {href: address});
        document.body.append(link); link.click() }""",
        ELSEWHERE,
    )
    expect(page.get_by_text("Heard.")).to_be_visible(timeout=PATIENCE)
    assert told[f"{live_server.url}/heard/"]["origin"] == live_server.url
    assert "referer" not in told[ELSEWHERE] and order.link_token not in str(told[ELSEWHERE])
