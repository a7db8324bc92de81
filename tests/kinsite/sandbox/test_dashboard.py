"""The sandbox's dashboard: what happens outside the shop is done there by a button, once, and told."""

import re

import pytest
from playwright.sync_api import expect

from tests.kinsite.sandbox.conftest import fetch, pay, until
from tests.kinsite.sandbox.test_pages import form


def press(world, path, **fields):
    answer = form(world, path, **fields)
    assert answer.status == 303, answer.text
    return answer


@pytest.fixture
def paid(client):
    return pay(client, description="Order KW-10001")


def refund(world, intent, amount, left=12900):
    return form(world, f"/stripe/payments/{intent.id}/refund/", amount=amount, left=left)


def test_a_part_and_then_the_rest_is_refunded_and_told(world, client, paid, listener):
    assert refund(world, paid, "29.00").status == 303
    assert "100.00 USD can be given back" in fetch(f"{world.url}/stripe/payments/{paid.id}/").text
    assert refund(world, paid, "100", left=10000).status == 303
    made = client.v1.refunds.list({"payment_intent": paid.id}).data
    assert [one.amount for one in made] == [10000, 2900]
    assert "can be given back" not in fetch(f"{world.url}/stripe/payments/{paid.id}/").text
    until(lambda: listener.types().count("refund.created") == 2)


@pytest.mark.parametrize(
    ("amount", "left", "reason"),
    [
        ("129.01", 12900, "greater than unrefunded amount"),
        ("0", 12900, "Invalid positive integer"),
        ("1.234", 12900, "is no amount in USD"),
        ("NaN", 12900, "is no amount in USD"),
        ("much", 12900, "is no amount in USD"),
        ("10", 11900, "Something was refunded meanwhile"),
    ],
)
def test_what_can_not_be_refunded_is_said_on_the_page_and_nothing_moves(
    world, client, paid, amount, left, reason
):
    answer = refund(world, paid, amount, left)
    assert answer.status in (400, 409)
    assert reason in answer.text
    assert 'role="alert"' in answer.text
    assert client.v1.refunds.list().data == []


def test_pressed_twice_a_part_is_refunded_once(world, client, paid):
    assert refund(world, paid, "29.00").status == 303
    assert refund(world, paid, "29.00").status == 409
    assert len(client.v1.refunds.list().data) == 1


@pytest.mark.parametrize(("outcome", "ends"), [("win", "won"), ("lose", "lost")])
def test_a_dispute_is_opened_and_ended(world, client, paid, listener, outcome, ends):
    press(world, f"/stripe/payments/{paid.id}/dispute/")
    [dispute] = client.v1.disputes.list().data
    page = fetch(f"{world.url}/stripe/payments/{paid.id}/").text
    assert "The shop wins" in page
    assert "can be given back" not in page
    assert refund(world, paid, "1").status == 400

    press(world, f"/stripe/disputes/{dispute.id}/end/", outcome=outcome)
    press(world, f"/stripe/disputes/{dispute.id}/end/", outcome="win")
    assert client.v1.disputes.retrieve(dispute.id).status == ends
    until(lambda: "charge.dispute.closed" in listener.types())
    assert listener.types().count("charge.dispute.closed") == 1


@pytest.mark.parametrize(("outcome", "ends"), [("succeed", "succeeded"), ("fail", "failed")])
def test_a_refund_that_is_slow_is_ended(world, client, outcome, ends):
    slow = pay(client, "pm_card_pendingRefund")
    refund(world, slow, "5")
    [made] = client.v1.refunds.list().data
    press(world, f"/stripe/refunds/{made.id}/settle/", outcome=outcome)
    assert client.v1.refunds.retrieve(made.id).status == ends


def test_what_was_not_paid_offers_neither_refund_nor_dispute(world, client):
    with pytest.raises(Exception, match="declined"):
        pay(client, "pm_card_chargeDeclined")
    [intent] = client.v1.payment_intents.list().data
    page = fetch(f"{world.url}/stripe/payments/{intent.id}/").text
    assert "What can be done" not in page
    answer = form(world, f"/stripe/payments/{intent.id}/dispute/")
    assert (answer.status, client.v1.disputes.list().data) == (409, [])


def test_payments_are_narrowed_down_by_status(world, client, paid):
    slow = pay(client, "pm_usBankAccount_processing")
    page = fetch(f"{world.url}/stripe/?status=processing").text
    assert slow.id in page
    assert paid.id not in page


def test_an_event_is_shown_as_it_looked_and_sent_again(world, paid, listener):
    until(lambda: "payment_intent.succeeded" in listener.types())
    listed = fetch(f"{world.url}/stripe/events/").text
    event = re.search(r'/stripe/events/(evt_\w+)/">payment_intent.succeeded', listed)[1]
    page = fetch(f"{world.url}/stripe/events/{event}/").text
    assert paid.id in page
    assert "&quot;status&quot;: &quot;succeeded&quot;" in page
    press(world, f"/stripe/events/{event}/again/")
    until(lambda: listener.types().count("payment_intent.succeeded") == 2)


def test_what_is_not_there_is_not_found(world):
    for path in ("payments/pi_x/", "events/evt_x/", "events/?after=evt_x", "?after=pi_x"):
        assert fetch(f"{world.url}/stripe/{path}").status == 404, path
    for path in (
        "payments/pi_x/refund/",
        "disputes/du_x/end/",
        "refunds/re_x/settle/",
        "events/evt_x/again/",
    ):
        assert form(world, f"/stripe/{path}").status == 404, path


@pytest.mark.browser
def test_a_refund_is_made_by_keyboard(chromium, world, client, paid):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{world.url}/stripe/payments/{paid.id}/")
    amount = page.get_by_label("Amount in USD")
    expect(amount).to_have_value("129.00")
    amount.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("29.00")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("100.00 USD can be given back")).to_be_visible()
    context.close()
