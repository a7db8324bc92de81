"""The hooks under /_sandbox/: what tests and seeding may do to the world."""

import pytest

from tests.kinsite.sandbox.conftest import fetch, hook, new_intent, pay


def test_an_altered_intent_claims_what_it_was_told_and_tells_nobody(world, client, intent):
    hook(world, "tamper", intent=intent.id, amount=1, amount_received=1)
    seen = client.v1.payment_intents.retrieve(intent.id)
    assert (seen.amount, seen.amount_received) == (1, 1)
    assert {event.type for event in client.v1.events.list()} == {"payment_intent.created"}


def test_the_next_payment_lies_and_the_one_after_does_not(world, client):
    hook(world, "tamper", next=True, amount_received=1)
    assert pay(client).amount_received == 1
    assert pay(client).amount_received == 12900


def test_history_is_made_by_calls_that_say_when_they_are(world, client):
    made = client.v1.payment_intents.create(
        {
            "amount": 12900,
            "currency": "usd",
            "confirm": True,
            "payment_method": "pm_card_visa",
            "payment_method_types": ["card"],
        },
        {"headers": {"Sandbox-Time": "1700000000"}},
    )
    charge = client.v1.charges.retrieve(made.latest_charge)
    assert (made.created, charge.created) == (1_700_000_000, 1_700_000_000)
    assert {event.created for event in client.v1.events.list()} == {1_700_000_000}
    assert new_intent(client).created > 1_700_000_000


def test_history_is_made_by_setting_the_clock(world, client):
    hook(world, "clock", at=1_700_000_000)
    assert new_intent(client).created - 1_700_000_000 < 5
    hook(world, "clock", at=None)
    newest = new_intent(client)
    assert newest.created > 1_750_000_000
    assert client.v1.payment_intents.list().data[0].id == newest.id


def test_what_was_accepted_is_listed_without_replays_and_refusals(world, client):
    for _ in range(2):
        client.v1.payment_intents.create({"amount": 500, "currency": "usd"}, {"idempotency_key": "once"})
    with pytest.raises(Exception, match="Missing required param"):
        client.v1.payment_intents.create({"currency": "usd"})
    accepted = fetch(f"{world.url}/_sandbox/accepted").json
    assert [(row["path"], row["idempotency_key"]) for row in accepted] == [("/v1/payment_intents", "once")]


def test_a_dispute_can_be_opened_and_lost(world, client):
    paid = pay(client)
    dispute = hook(world, "dispute", charge=paid.latest_charge)
    assert hook(world, "dispute", id=dispute["id"], outcome="lost")["status"] == "lost"
    types = {event.type for event in client.v1.events.list({"limit": 50})}
    assert {"charge.dispute.created", "charge.dispute.closed"} <= types


def test_everything_is_forgotten_but_the_shop(world, client, listener):
    pay(client)
    hook(world, "options", deliveries="drop")
    hook(world, "forget")
    assert client.v1.payment_intents.list().data == []
    assert fetch(f"{world.url}/_sandbox/options").json["deliveries"] == "on"
    assert client.v1.webhook_endpoints.list().data[0].url.startswith(listener.url)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("options", {"deliveries": "maybe"}),
        ("options", {"colour": "red"}),
        ("tamper", {"intent": "pi_none", "amount": 1}),
        ("tamper", {"intent": "pi_none", "client_secret": "mine"}),
        ("settle", {"id": "pi_none", "outcome": "succeed"}),
        ("settle", {}),
        ("fault", {"path": "*", "do": "explode"}),
        ("mail", {"mode": "burn"}),
    ],
)
def test_a_hook_refuses_what_it_does_not_know(world, name, fields):
    answer = fetch(f"{world.url}/_sandbox/{name}", data=fields)
    assert answer.status in (400, 404)
    assert answer.json["error"]


def test_hooks_take_json_only_so_that_no_other_site_can_post_a_form_here(world):
    form = fetch(f"{world.url}/_sandbox/forget", data=b"x=1")
    assert form.status == 415
    foreign = fetch(f"{world.url}/_sandbox/forget", data={}, headers={"Origin": "http://evil.example"})
    assert foreign.status == 403
