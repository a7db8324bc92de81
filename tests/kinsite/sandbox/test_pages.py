"""The sandbox's pages: payments, webhooks, switches, and who may use them."""

import urllib.parse

import pytest

from tests.kinsite.sandbox.conftest import browser_call, fetch, new_intent, pay, until


def form(world, path, **fields):
    data = urllib.parse.urlencode(fields).encode()
    return fetch(world.url + path, data=data, headers={"Origin": world.url})


def test_every_page_says_that_it_is_a_sandbox(world, client):
    paid = pay(client, description="Order KW-10001")
    for path in (
        "/",
        "/mail/",
        "/stripe/",
        f"/stripe/payments/{paid.id}/",
        "/stripe/deliveries/",
        "/nowhere/",
    ):
        page = fetch(world.url + path)
        assert "<strong>Sandbox</strong>" in page.text, path
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_the_front_door_leads_to_the_parts_and_livez_answers(world):
    page = fetch(world.url).text
    assert all(f'href="{path}"' in page for path in ("/mail/", "/stripe/", "/stripe/deliveries/"))
    assert fetch(f"{world.url}/livez").status == 200


def test_a_payment_is_shown_with_its_attempts_and_events(world, client):
    with pytest.raises(Exception, match="declined"):
        pay(client, "pm_card_chargeDeclined", description="Order <KW-10001>", metadata={"payment": "7"})
    intent = client.v1.payment_intents.list().data[0]
    listed = fetch(f"{world.url}/stripe/").text
    assert "129.00 USD" in listed
    assert "Order &lt;KW-10001&gt;" in listed
    page = fetch(f"{world.url}/stripe/payments/{intent.id}/").text
    assert "failed: card declined" in page
    assert "payment_intent.payment_failed" in page
    assert "Metadata: payment" in page


def test_long_lists_of_payments_have_a_next_page(world, client):
    made = [new_intent(client, amount=100 + number).id for number in range(51)]
    page = fetch(f"{world.url}/stripe/").text
    assert made[0] not in page
    assert made[0] in fetch(f"{world.url}/stripe/?after={made[1]}").text


def test_the_switches_turn_and_a_delivery_is_sent_again(world, client, listener):
    form(world, "/stripe/deliveries/", deliveries="drop", duplicate="1", delay_ms="10", shuffle="on")
    switches = fetch(f"{world.url}/_sandbox/options").json
    assert switches == {"deliveries": "drop", "duplicate": 1, "delay_ms": 10, "shuffle": True}
    form(world, "/stripe/deliveries/", deliveries="on", duplicate="0", delay_ms="0")
    new_intent(client)
    until(lambda: listener.heard)
    delivery = world.deliveries.log()[0]
    assert form(world, f"/stripe/deliveries/{delivery['id']}/again/").status == 303
    until(lambda: len(listener.heard) == 2)


@pytest.mark.parametrize(
    ("outcome", "status"), [("succeed", "succeeded"), ("fail", "requires_payment_method")]
)
def test_a_slow_payment_is_ended_from_its_page(world, client, outcome, status):
    slow = pay(
        client,
        "pm_usBankAccount_processing",
        automatic_payment_methods=None,
        payment_method_types=["us_bank_account"],
    )
    form(world, f"/stripe/payments/{slow.id}/settle/", outcome=outcome)
    assert client.v1.payment_intents.retrieve(slow.id).status == status


def test_another_site_can_not_turn_the_switches(world):
    for origin in ("http://evil.example", "null", world.shop.url):
        answer = fetch(f"{world.url}/stripe/deliveries/", data=b"deliveries=drop", headers={"Origin": origin})
        assert answer.status == 403
    assert world.deliveries.switches.deliveries == "on"


def test_another_name_for_this_machine_is_refused(world):
    """A site whose name suddenly points to 127.0.0.1 gets nothing."""
    assert fetch(world.url, headers={"Host": "evil.example"}).status == 421


def test_a_wrong_method_and_a_large_body_are_refused(world):
    assert fetch(f"{world.url}/mail/", data=b"x").status == 405
    assert fetch(f"{world.url}/v1/customers", data=b"x" * (1024 * 1024 + 1)).status == 413


def test_files_outside_the_static_folder_are_not_served(world):
    for path in (
        "/assets/../server.py",
        "/assets/%2e%2e/server.py",
        "/assets/none.css",
        "/dahlia/../schema.sql",
    ):
        assert fetch(world.url + path).status == 404


def test_the_payment_frame_is_for_the_shops_pages_only(world):
    own = fetch(f"{world.url}/elements/payment/?origin={world.shop.url}")
    assert f"frame-ancestors {world.shop.url}" in own.headers["Content-Security-Policy"]
    foreign = fetch(f"{world.url}/elements/payment/?origin=http://evil.example")
    assert foreign.status == 403


def test_garbage_from_a_browser_is_refused_not_an_error_of_ours(world, client, intent):
    for params in (
        {"payment_method_data": "x"},
        {"payment_method_data[card]": "x"},
        {"client_secret[a]": "x"},
    ):
        params = {"client_secret": intent.client_secret} | params
        answer = browser_call(world, f"payment_intents/{intent.id}/confirm", **params)
        assert answer.status == 400
