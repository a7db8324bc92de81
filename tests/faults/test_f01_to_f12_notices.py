"""Notices from Stripe: doubled, early, late, never, forged, foreign, and failing at first."""

import json
import time
from datetime import timedelta

import pytest
from django.db import OperationalError

from commerce.orders.models import Order, OrderStatus
from commerce.payments.inbox import left_over
from commerce.payments.models import Payment, PaymentStatus, StripeInbox
from commerce.stock.models import StockMovement
from commerce.tasks import finish_payment, reconcile_payments, sweep_inbox, work_inbox
from emails.models import Letter
from kinsite.foundation import clock
from tests.crowd import crowd
from tests.factories.checkout import confirm
from tests.faults.conftest import deliver, notice, signed
from tests.situations import assert_ledger_ok

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
ACTORS = "tests.faults.actors_at_once"


def paid_once(stripe):
    """One order paid, one allocation, one letter; the ledger holds."""
    order = Order.objects.get()
    assert order.status == OrderStatus.PAID
    assert StockMovement.objects.filter(kind="allocated").count() == 1
    assert Letter.objects.filter(kind="order_confirmed").count() == 1
    assert_ledger_ok(stripe)
    return order


def test_f01_the_same_notice_fifty_times(charged, stripe, client):
    intent = charged.order.payments.get().intent_id
    outcomes = crowd(f"{ACTORS}:be_told", [[intent, "evt_same"]] * 50)
    assert outcomes == {200: 50}
    row = StripeInbox.objects.get()

    crowd(f"{ACTORS}:work", [[row.pk]] * 10)

    paid_once(stripe)


def test_f01_ten_notices_of_one_payment_worked_at_once(charged, stripe, client):
    intent = charged.order.payments.get().intent_id
    for number in range(10):
        deliver(client, notice(intent, event_id=f"evt_{number}"))

    crowd(f"{ACTORS}:work", [[row.pk] for row in StripeInbox.objects.all()])

    paid_once(stripe)
    assert not StripeInbox.objects.filter(done_at=None).exists()


@pytest.mark.parametrize("order_of_events", ["notice first", "browser first"])
def test_f04_notice_and_browser_in_either_order(charged, stripe, client, order_of_events):
    payment = charged.order.payments.get()
    steps = [
        lambda: (deliver(client, notice(payment.intent_id)), work_inbox(StripeInbox.objects.get().pk)),
        lambda: finish_payment(payment.pk),
    ]
    for step in steps if order_of_events == "notice first" else reversed(steps):
        step()
    paid_once(stripe)


def test_f04_notice_and_browser_in_the_same_moment(charged, stripe):
    payment = charged.order.payments.get()
    calls = [[payment.intent_id, f"evt_{number}"] for number in range(12)]
    assert crowd(f"{ACTORS}:told_and_finish", calls) == {"finished": 12}
    paid_once(stripe)


def test_f04_a_notice_that_overtakes_the_request_that_began_the_payment(charged, stripe, client):
    """The intent's id is not stored yet: the payment is found by the reference it carries."""
    payment = charged.order.payments.get()
    Payment.objects.filter(pk=payment.pk).update(intent_id=None)
    deliver(client, notice(payment.intent_id))

    work_inbox(StripeInbox.objects.get().pk)

    paid_once(stripe)


def test_f05_neither_notice_nor_browser_ever_comes(charged, stripe):
    with clock.travel(clock.now() + timedelta(minutes=1)):
        assert reconcile_payments() == 1
    paid_once(stripe)


def test_f05_a_payment_just_begun_is_left_alone(waiting, stripe):
    assert reconcile_payments() == 0


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: "",
        lambda body: "garbage",
        lambda body: "t=1,v1=00",
        lambda body: signed(body, secret="whsec_of_somebody_else"),
        lambda body: signed(body + " "),
        lambda body: signed(body, at=time.time() - 400),
        lambda body: signed(body, at=time.time() + 3600),
        lambda body: signed(body).replace("v1=", "v0="),
    ],
    ids=["none", "garbage", "short", "other secret", "other body", "old", "future", "other scheme"],
)
def test_f07_a_forged_notice_leaves_no_row(charged, client, forge):
    body = notice(charged.order.payments.get().intent_id)
    assert deliver(client, body, forge(body)).status_code == 400
    assert not StripeInbox.objects.exists()


def test_f07_both_secrets_hold_while_one_is_rotated(charged, client, settings):
    intent = charged.order.payments.get().intent_id
    old, new = "whsec_old", "whsec_new"
    settings.STRIPE_WEBHOOK_SECRETS = [new, old]
    for number, secret in enumerate([old, new]):
        body = notice(intent, event_id=f"evt_{number}")
        assert deliver(client, body, signed(body, secret=secret)).status_code == 200
    settings.STRIPE_WEBHOOK_SECRETS = [new]
    body = notice(intent, event_id="evt_late")
    assert deliver(client, body, signed(body, secret=old)).status_code == 400
    assert StripeInbox.objects.count() == 2


@pytest.mark.parametrize("body", [b"", b"1", b"null", b"[]", b"\x00", b"\xff\xfe", b"{", b'{"id": 1}'])
def test_f07_a_signed_call_that_is_no_event_is_refused(client, stripe, body):
    text = body.decode("latin-1")
    answer = client.post(
        "/stripe/webhook/", body, content_type="application/json", headers={"Stripe-Signature": signed(text)}
    )
    assert answer.status_code == 400
    assert not StripeInbox.objects.exists()


def test_f07_a_notice_that_concerns_nobody_is_taken_and_done(client, stripe, db):
    """The balance has no id. Refused, it would be told again for days, and the endpoint be switched off."""
    balance = {"object": "balance", "available": []}
    body = json.loads(notice("", type="balance.available")) | {"data": {"object": balance}}
    assert deliver(client, json.dumps(body)).status_code == 200
    work_inbox(StripeInbox.objects.get().pk)
    assert StripeInbox.objects.get().done_at


def test_f07_a_huge_body_is_refused_before_it_is_read(client, stripe, db):
    body = notice("pi_1", padding="x" * 300_000)
    assert deliver(client, body).status_code == 413
    assert not StripeInbox.objects.exists()


def test_f10_a_live_notice_is_not_for_a_test_shop(charged, client):
    body = notice(charged.order.payments.get().intent_id, livemode=True)
    assert deliver(client, body).status_code == 400
    assert not StripeInbox.objects.exists()


@pytest.mark.parametrize("type", ["customer.created", "payment_intent.of_the_future", "charge.updated"])
def test_f10_a_notice_of_another_type_is_kept_and_changes_nothing(waiting, stripe, client, type):
    assert deliver(client, notice("cus_1", type=type.replace("payment_intent", "intent"))).status_code == 200
    work_inbox(StripeInbox.objects.get().pk)
    assert StripeInbox.objects.get().done_at
    assert Order.objects.get().status == OrderStatus.PLACED


def test_f10_a_payment_that_is_not_ours_makes_no_order(stripe, shop, client):
    from commerce.money import Money
    from commerce.payments.gateway import gateway

    foreign = gateway().start(
        amount=Money(5000, "USD"), key="foreign", reference="999999", description="Not ours"
    )
    confirm(stripe, foreign.client_secret)
    deliver(client, notice(foreign.intent_id))

    work_inbox(StripeInbox.objects.get().pk)

    assert StripeInbox.objects.get().done_at
    assert not Order.objects.exists()


def test_f12_a_failing_database_answers_5xx_and_the_next_delivery_is_kept(
    charged, stripe, client, monkeypatch
):
    body = notice(charged.order.payments.get().intent_id)
    client.raise_request_exception = False
    create = StripeInbox.objects.get_or_create

    def fail(*args, **kwargs):
        raise OperationalError("the database is away")

    monkeypatch.setattr(type(StripeInbox.objects), "get_or_create", fail)
    assert deliver(client, body).status_code == 500
    monkeypatch.undo()
    assert not StripeInbox.objects.exists() and create
    assert deliver(client, body).status_code == 200
    work_inbox(StripeInbox.objects.get().pk)
    paid_once(stripe)


def test_f12_a_notice_whose_work_failed_is_worked_again(charged, stripe, client):
    deliver(client, notice(charged.order.payments.get().intent_id))
    row = StripeInbox.objects.get()
    stripe.post_hook("fault", path="/v1/payment_intents/*", status=500)
    with pytest.raises(Exception, match="500"):
        work_inbox(row.pk)
    row.refresh_from_db()
    assert row.done_at is None and row.problem == "GatewayError"
    assert left_over() == []

    with clock.travel(clock.now() + timedelta(minutes=1)):
        assert left_over() == [row.pk] and sweep_inbox() == 1
        work_inbox(row.pk)

    paid_once(stripe)


def test_f32_a_task_delivered_twice_has_one_effect(charged, stripe):
    payment = charged.order.payments.get()
    assert crowd(f"{ACTORS}:finish", [[payment.pk]] * 8) == {"finished": 8}
    paid_once(stripe)


@pytest.mark.parametrize("lies", [{"amount": 1}, {"amount_received": 1}, {"currency": "jpy"}])
def test_an_amount_altered_at_the_provider_is_never_believed(waiting, stripe, lies):
    payment = waiting.order.payments.get()
    confirm(stripe, waiting.client_secret)
    stripe.post_hook("tamper", intent=payment.intent_id, **lies)

    finish_payment(payment.pk)

    payment.refresh_from_db()
    assert Order.objects.get().status == OrderStatus.PLACED
    assert payment.status == PaymentStatus.PENDING
    assert "amount" in payment.problem
    assert not Letter.objects.exists()
