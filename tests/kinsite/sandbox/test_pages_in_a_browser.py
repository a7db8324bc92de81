"""The sandbox's own pages in Chromium: nothing hard to reach, nothing wider than the screen."""

import pytest

from tests.chromium import hindrances
from tests.kinsite.sandbox.conftest import browser_call, new_intent, pay

pytestmark = pytest.mark.browser
LETTER = b"""From: a@example.com
To: b@example.com
Subject: Your order
Content-Type: text/html; charset=utf-8

<!doctype html><html lang="en"><title>Your order</title><main><h1>Hi</h1></main></html>
"""


@pytest.fixture
def paths(world, client):
    """One page of each kind, with something on it."""
    paid = pay(client, description="Order KW-10001", metadata={"payment": "1"})
    client.v1.refunds.create({"payment_intent": paid.id, "amount": 100})
    slow = pay(
        client,
        "pm_usBankAccount_processing",
        automatic_payment_methods=None,
        payment_method_types=["us_bank_account"],
    )
    disputed = pay(client, "pm_card_createDispute")
    event = client.v1.events.list().data[0]
    mail = world.mailbox.keep(sender="a@example.com", recipients=["b@example.com"], raw=LETTER)
    asked = new_intent(client)
    bank = browser_call(
        world,
        f"payment_intents/{asked.id}/confirm",
        client_secret=asked.client_secret,
        return_url="http://127.0.0.1:8000/checkout/return/",
        **{"payment_method_data[type]": "klarna"},
    ).json["next_action"]["redirect_to_url"]["url"]
    own = ("/", "/mail/", f"/mail/{mail}/", "/stripe/", "/stripe/deliveries/", "/nowhere/")
    payments = [f"/stripe/payments/{intent.id}/" for intent in (paid, slow, disputed)]
    events = ("/stripe/events/", f"/stripe/events/{event.id}/")
    return [*own, *payments, *events, bank.removeprefix(world.url)]


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_can_be_read_and_reached(chromium, world, paths, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    for path in paths:
        page.goto(world.url + path)
        assert hindrances(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path
    assert [line for line in complaints if "404" not in line] == []
    context.close()


@pytest.fixture
def letter(chromium, world):
    """The page of a mail with a link to /livez, which stands in a frame that may not do much."""
    raw = LETTER.replace(b"<h1>Hi</h1>", f'<a href="{world.url}/livez">Follow</a>'.encode())
    mail = world.mailbox.keep(sender="a@example.com", recipients=["b@example.com"], raw=raw)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{world.url}/mail/{mail}/")
    yield page
    context.close()


def follow(letter):
    return letter.frame_locator("iframe").get_by_role("link", name="Follow")


def test_a_link_in_a_mail_leaves_its_frame(letter):
    follow(letter).click()
    letter.wait_for_url("**/livez")


def test_a_press_in_a_frame_needs_no_picture_of_it(chromium, letter):
    """A frame with a process of its own is pressed only once it was drawn; until then its page is."""
    follow(letter).wait_for()
    tools = chromium.new_browser_cdp_session()
    known = tools.send("Target.getTargets")["targetInfos"]
    tools.detach()
    assert [one["url"] for one in known if one["type"] == "iframe"] == []
