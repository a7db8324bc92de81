"""A payment from wish to money, and all the ways on which it ends."""

from pathlib import Path

import pytest
import stripe

from kinsite.sandbox.stripe.bank import CARD_TOKENS, CARDS
from tests.kinsite.sandbox.conftest import RETURN_URL, browser_call, fetch, hook, new_intent, pay

CARD = {
    "payment_method_data[type]": "card",
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "40",
    "payment_method_data[card][cvc]": "123",
    "return_url": RETURN_URL,
}


def confirm_in_browser(world, intent, number="4242424242424242", **params):
    params = {
        "client_secret": intent.client_secret,
        "payment_method_data[card][number]": number,
        **CARD,
        **params,
    }
    return browser_call(world, f"payment_intents/{intent.id}/confirm", **params)


def test_a_good_card_pays(client, world, intent):
    assert confirm_in_browser(world, intent).json["status"] == "succeeded"
    paid = client.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge.balance_transaction"]})
    assert (paid.status, paid.amount_received) == ("succeeded", 12900)
    assert paid.latest_charge.payment_method_details.card.last4 == "4242"
    assert paid.latest_charge.balance_transaction.net == 12900 - 404


def test_every_test_number_is_one_that_stripe_would_take(world, client):
    for number in CARDS:
        answer = confirm_in_browser(
            world, new_intent(client), number, **{"payment_method_data[card][cvc]": "1234"}
        )
        assert answer.json.get("error", {}).get("code") != "incorrect_number", number
    assert set(CARD_TOKENS.values()) <= set(CARDS)


@pytest.mark.parametrize(
    ("number", "code", "decline_code"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000009987", "card_declined", "lost_card"),
        ("4000000000000069", "expired_card", "expired_card"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc"),
        ("4000000000000119", "processing_error", "processing_error"),
        ("4111111111111111", "card_declined", "test_mode_live_card"),
    ],
)
def test_a_decline_says_why_and_the_same_intent_is_paid_on_the_next_try(
    world, client, intent, number, code, decline_code
):
    answer = confirm_in_browser(world, intent, number)
    error = answer.json["error"]
    assert (answer.status, error["type"], error["code"], error["decline_code"]) == (
        402,
        "card_error",
        code,
        decline_code,
    )
    left = client.v1.payment_intents.retrieve(intent.id)
    assert (left.status, left.last_payment_error.decline_code) == ("requires_payment_method", decline_code)
    assert client.v1.charges.retrieve(left.latest_charge).failure_code == code

    assert confirm_in_browser(world, intent).json["status"] == "succeeded"
    charges = client.v1.charges.list({"payment_intent": intent.id}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]
    assert client.v1.payment_intents.retrieve(intent.id).last_payment_error is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("number", "4242424242424241", "incorrect_number"),
        ("number", "4242", "incorrect_number"),
        ("exp_month", "13", "invalid_expiry_month"),
        ("exp_year", "2020", "invalid_expiry_year"),
        ("cvc", "1", "invalid_cvc"),
    ],
)
def test_a_card_that_can_not_be_is_refused_without_an_attempt(world, client, intent, field, value, code):
    answer = confirm_in_browser(world, intent, **{f"payment_method_data[card][{field}]": value})
    assert (answer.status, answer.json["error"]["code"]) == (402, code)
    assert client.v1.charges.list().data == []
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"


def test_no_number_is_kept_that_is_not_a_test_number(world, intent):
    confirm_in_browser(world, intent, "4111111111111111")
    kept = Path(world.database.first("SELECT file FROM pragma_database_list")["file"]).parent
    assert not any(b"4111111111111111" in file.read_bytes() for file in kept.iterdir() if file.is_file())


@pytest.mark.parametrize("number", ["4000002500003155", "4000000000003220"])
def test_three_d_secure_waits_for_the_shopper(world, client, intent, number):
    asked = confirm_in_browser(world, intent, number, use_stripe_sdk="true").json
    assert asked["status"] == "requires_action"
    assert client.v1.charges.list().data == []
    url = asked["next_action"]["use_stripe_sdk"]["stripe_js"] + f"&origin={world.shop.url}"
    assert "Complete authentication" in fetch(url).text
    fetch(url, data=b"answer=authorize")
    paid = client.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert paid.status == "succeeded"
    assert paid.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"


def test_a_failed_three_d_secure_takes_no_money_and_the_next_try_pays(world, client, intent):
    asked = confirm_in_browser(world, intent, "4000002500003155", use_stripe_sdk="true").json
    url = asked["next_action"]["use_stripe_sdk"]["stripe_js"] + f"&origin={world.shop.url}"
    fetch(url, data=b"answer=fail")
    fetch(url, data=b"answer=authorize")  # answered once is answered
    left = client.v1.payment_intents.retrieve(intent.id)
    assert left.status == "requires_payment_method"
    assert left.last_payment_error.code == "payment_intent_authentication_failure"
    assert client.v1.charges.list().data == []
    assert confirm_in_browser(world, intent).json["status"] == "succeeded"


def test_the_banks_question_is_answered_only_by_who_was_asked(world, client, intent):
    confirm_in_browser(world, intent, "4000002500003155", use_stripe_sdk="true")
    for nonce in ("", "guess"):
        url = f"{world.url}/3d-secure/{intent.id}/?nonce={nonce}&origin={world.shop.url}"
        assert fetch(url, data=b"answer=authorize").status == 404
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_action"


@pytest.mark.parametrize(
    ("answer", "status", "arrival"),
    [
        ("authorize", "succeeded", "succeeded"),
        ("fail", "requires_payment_method", "failed"),
        ("process", "processing", "pending"),
    ],
)
def test_pay_later_goes_over_the_banks_page_and_back(world, client, intent, answer, status, arrival):
    asked = browser_call(
        world,
        f"payment_intents/{intent.id}/confirm",
        client_secret=intent.client_secret,
        return_url=RETURN_URL + "?order=1",
        **{"payment_method_data[type]": "klarna"},
    ).json
    back = fetch(asked["next_action"]["redirect_to_url"]["url"], data=f"answer={answer}".encode())
    assert back.headers["Location"].startswith(RETURN_URL + "?order=1&payment_intent=" + intent.id)
    assert f"redirect_status={arrival}" in back.headers["Location"]
    assert client.v1.payment_intents.retrieve(intent.id).status == status


@pytest.mark.parametrize(
    ("outcome", "status"), [("succeed", "succeeded"), ("fail", "requires_payment_method")]
)
def test_a_slow_payment_is_settled_later(world, client, outcome, status):
    slow = pay(
        client,
        "pm_usBankAccount_processing",
        automatic_payment_methods=None,
        payment_method_types=["us_bank_account"],
    )
    assert slow.status == "processing"
    assert client.v1.charges.retrieve(slow.latest_charge).status == "pending"
    hook(world, "settle", id=slow.id, outcome=outcome)
    assert client.v1.payment_intents.retrieve(slow.id).status == status


def test_a_disputed_card_pays_first(client):
    paid = pay(client, "pm_card_createDispute")
    assert paid.status == "succeeded"
    dispute = client.v1.disputes.list({"payment_intent": paid.id}).data[0]
    assert (dispute.amount, dispute.status) == (12900, "needs_response")
    assert client.v1.charges.retrieve(paid.latest_charge).disputed


def test_what_was_authorised_is_captured_or_given_back(client):
    held = pay(client, capture_method="manual")
    assert (held.status, held.amount_capturable, held.amount_received) == ("requires_capture", 12900, 0)
    taken = client.v1.payment_intents.capture(held.id, {"amount_to_capture": 10000})
    assert (taken.status, taken.amount_received) == ("succeeded", 10000)

    held = pay(client, capture_method="manual")
    assert client.v1.payment_intents.cancel(held.id).status == "canceled"
    assert client.v1.charges.retrieve(held.latest_charge).refunded


def test_what_is_over_stays_over(client):
    paid, given_up = pay(client), new_intent(client)
    client.v1.payment_intents.cancel(given_up.id, {"cancellation_reason": "abandoned"})
    intents = client.v1.payment_intents
    for attempt in (
        lambda: intents.confirm(paid.id, {"payment_method": "pm_card_visa", "return_url": RETURN_URL}),
        lambda: intents.cancel(paid.id),
        lambda: intents.update(paid.id, {"amount": 100}),
        lambda: intents.capture(paid.id),
        lambda: intents.confirm(given_up.id, {"payment_method": "pm_card_visa", "return_url": RETURN_URL}),
        lambda: intents.cancel(given_up.id),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            attempt()
        assert refused.value.code == "payment_intent_unexpected_state"
    assert intents.update(paid.id, {"metadata": {"note": "late"}}).metadata["note"] == "late"
    assert len(client.v1.charges.list().data) == 1


def test_the_amount_on_the_page_must_be_the_amount_of_the_intent(world, client, intent):
    shown = {
        "deferred_intent[mode]": "payment",
        "deferred_intent[amount]": "100",
        "deferred_intent[currency]": "usd",
    }
    answer = confirm_in_browser(world, intent, **shown)
    assert (answer.status, answer.json["error"]["param"]) == (400, "amount")
    assert client.v1.charges.list().data == []


def test_a_server_that_confirms_needs_a_way_back(client, intent):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert refused.value.param == "return_url"


def test_a_method_that_is_not_offered_is_refused(client):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        pay(client, "pm_card_visa", automatic_payment_methods=None, payment_method_types=["klarna"])
    assert refused.value.code == "payment_intent_incompatible_payment_method"
