"""What the shop is told: signed, again after a failure, and as badly as a test wants it."""

import time

import pytest
import stripe

from kinsite.sandbox.stripe import API_VERSION
from kinsite.sandbox.world import Shop
from tests.kinsite.sandbox.conftest import hook, new_intent, pay, until

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated"]


def test_a_payment_is_told_in_signed_events(client, listener):
    paid = pay(client)
    until(lambda: len(listener.heard) == len(PAID))
    events = listener.events()
    assert sorted(event.type for event in events) == sorted(PAID)
    told = next(event for event in events if event.type == "payment_intent.succeeded")
    assert (told.api_version, told.livemode, told.data.object.id) == (API_VERSION, False, paid.id)
    assert client.v1.events.retrieve(told.id).data.object.amount_received == 12900


def test_the_signature_is_of_this_body_by_this_secret_now(client, listener):
    new_intent(client)
    until(lambda: listener.heard)
    headers, body = listener.heard[0]
    signed = headers["Stripe-Signature"]
    assert abs(int(signed.partition(",")[0].removeprefix("t=")) - time.time()) < 5
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, signed, "whsec_SomebodyElse")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body + b" ", signed, "whsec_SandboxSandboxSandbox0001")


def test_what_was_not_taken_is_brought_again(client, listener, world):
    listener.answers = [500, 404]
    new_intent(client)
    until(lambda: len(listener.heard) == 3)
    assert len({event.id for event in listener.events()}) == 1
    delivery = until(lambda: [row for row in world.deliveries.log() if row["state"] == "delivered"])[0]
    assert (delivery["attempts"], delivery["answer"]) == (3, "200")


def test_deliveries_are_held_while_they_are_off(client, listener, world):
    hook(world, "options", deliveries="off")
    pay(client)
    time.sleep(0.3)
    assert listener.heard == []
    hook(world, "options", deliveries="on")
    until(lambda: len(listener.heard) == len(PAID))


def test_dropped_deliveries_never_come_but_can_be_sent_again(client, listener, world):
    hook(world, "options", deliveries="drop")
    new_intent(client)
    hook(world, "options", deliveries="on")
    time.sleep(0.3)
    assert listener.heard == []
    event = client.v1.events.list().data[0]
    assert hook(world, "redeliver", event=event.id) == {"due": 1}
    assert until(lambda: listener.events())[0].id == event.id


def test_duplicates_delay_and_shuffle(client, listener, world):
    hook(world, "options", duplicate=2, delay_ms=300, shuffle=True)
    pay(client)
    assert listener.heard == []
    until(lambda: len(listener.heard) == 3 * len(PAID))
    assert sorted(listener.types()) == sorted(PAID * 3)


def test_an_endpoint_hears_only_what_it_asked_for(client, listener, world):
    shop = client.v1.webhook_endpoints.list().data[0]
    client.v1.webhook_endpoints.update(shop.id, {"disabled": True})
    made = client.v1.webhook_endpoints.create(
        {"url": f"{listener.url}/other/", "enabled_events": ["payment_intent.succeeded"]}
    )
    pay(client)
    until(lambda: listener.heard)
    assert listener.types() == ["payment_intent.succeeded"]
    assert listener.events(secret=made.secret)


def test_webhooks_never_leave_this_machine(client):
    for url in ("https://example.com/hook/", "http://192.168.0.1/hook/", "ftp://127.0.0.1/"):
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.webhook_endpoints.create({"url": url, "enabled_events": ["*"]})


def test_the_shops_endpoint_stands_once_however_often_it_is_told(world, client, listener):
    world.move_shop(Shop("http://127.0.0.1:9", "whsec_Other0001"))
    world.move_shop(Shop(listener.url, "whsec_Rotated01"))
    endpoints = client.v1.webhook_endpoints.list().data
    assert [endpoint.url for endpoint in endpoints] == [f"{listener.url}/stripe/webhook/"]
    new_intent(client)
    until(lambda: listener.heard)
    assert listener.events(secret="whsec_Rotated01")


@pytest.mark.parametrize(
    ("method", "types"),
    [
        ("pm_card_chargeDeclined", {"charge.failed", "payment_intent.payment_failed"}),
        ("pm_card_createDispute", {"payment_intent.succeeded", "charge.dispute.created"}),
        ("pm_card_authenticationRequired", {"payment_intent.requires_action"}),
    ],
)
def test_each_end_of_a_payment_has_its_events(client, method, types):
    try:
        pay(client, method)
    except stripe.CardError:
        assert "failed" in " ".join(types)
    assert types <= {event.type for event in client.v1.events.list({"limit": 100})}


def test_a_refund_has_its_events(client):
    client.v1.refunds.create({"payment_intent": pay(client).id})
    told = {event.type for event in client.v1.events.list({"types": ["refund.created", "charge.refunded"]})}
    assert told == {"refund.created", "charge.refunded"}
