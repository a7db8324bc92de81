"""What comes out on paper: the words and sums of a page, who wrote them, and nothing that wants a finger."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from commerce.orders.operations import mark_order_paid
from kinsite.foundation.actors import SYSTEM
from tests.factories.content import make_standard_page, publish
from tests.factories.orders import make_order

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SCREEN_ONLY = "nav, .button, .footer, .ribbon, input, .menu, .header__actions, .story__ground"


@pytest.fixture
def paper(chromium):
    """A sheet of A4 as the page would be printed on it."""
    context = chromium.new_context(viewport={"width": 690, "height": 980})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def nothing_to_press(page):
    return page.locator(SCREEN_ONLY).evaluate_all(
        "parts => parts.filter((part) => part.checkVisibility()).length"
    )


def test_an_order_on_paper_says_whose_it_is_and_what_was_paid(paper, live_server):
    order = make_order()
    mark_order_paid(order=order, by=SYSTEM)
    paper.goto(live_server.url + reverse("order", args=[order.link_token]))
    expect(paper.get_by_text("Kin Workspace").first).to_be_visible()
    expect(paper.get_by_role("heading", name=order.number)).to_be_visible()
    expect(paper.get_by_text(order.total.written("en-US")).first).to_be_visible()
    assert nothing_to_press(paper) == 0
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_story_on_paper_has_every_answer_and_no_invitation(paper, live_server):
    answer = {"question": "How long does it last?", "answer": "<p>Longer than we do.</p>"}
    page = make_standard_page("Support")
    page.story = json.dumps(
        [
            {"type": "questions", "value": {"title": "Ask", "questions": [answer]}},
            {"type": "call_to_action", "value": {"title": "Start with the desk", "text": "", "link": {}}},
        ]
    )
    publish(page)
    paper.goto(live_server.url + page.url)
    expect(paper.get_by_text("Longer than we do.")).to_be_visible()
    expect(paper.get_by_text("Start with the desk")).to_be_hidden()
    assert nothing_to_press(paper) == 0
