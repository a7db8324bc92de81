"""Many at once: nothing lost, nothing twice, everything told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import stripe

from tests.kinsite.sandbox.conftest import RETURN_URL, client_for, hook, new_intent, pay, until

BUYERS = 12


def together(work, times=BUYERS):
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(work, range(times)))


def test_twelve_checkouts_at_once_are_twelve_payments_each_told_twice(world, listener):
    hook(world, "options", duplicate=1)
    paid = together(lambda _: pay(client_for(world)))
    assert {intent.status for intent in paid} == {"succeeded"}
    until(lambda: len(listener.heard) == BUYERS * 4 * 2, timeout=20)
    told = Counter(
        event.data.object.id for event in listener.events() if event.type == "payment_intent.succeeded"
    )
    assert told == {intent.id: 2 for intent in paid}


def test_one_key_pressed_twelve_times_at_once_is_one_intent(world):
    def press(_):
        params = {"amount": 12900, "currency": "usd"}
        return client_for(world).v1.payment_intents.create(params, {"idempotency_key": "payment-1-1"}).id

    assert len(set(together(press))) == 1
    assert len(world.platform.store.every("payment_intent")) == 1


def test_one_intent_confirmed_twelve_times_at_once_is_charged_once(world, client):
    intent = new_intent(client)

    def confirm(_):
        params = {"payment_method": "pm_card_visa", "return_url": RETURN_URL}
        try:
            return client_for(world).v1.payment_intents.confirm(intent.id, params).status
        except stripe.InvalidRequestError as refused:
            return refused.code

    said = Counter(together(confirm))
    assert said == {"succeeded": 1, "payment_intent_unexpected_state": BUYERS - 1}
    assert len(world.platform.store.every("charge")) == 1


def test_refunds_asked_at_once_never_exceed_the_charge(world, client):
    charge = pay(client).latest_charge

    def refund(_):
        try:
            return client_for(world).v1.refunds.create({"charge": charge, "amount": 5000}).amount
        except stripe.InvalidRequestError:
            return 0

    assert sum(together(refund)) == 10000
