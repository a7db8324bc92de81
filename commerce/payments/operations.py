"""The writers of payments. None of them speaks with the provider."""

import logging
from dataclasses import asdict

from django.db import transaction

from commerce.errors import IllegalMove, PaymentMismatch
from commerce.events import DelayedPaymentFailed, DisputeClosed, DisputeOpened, PaymentDelayed
from commerce.orders.models import OrderEvent
from commerce.orders.operations import lock_order, remember_state
from commerce.orders.timeline import write_event
from commerce.payments.models import Dispute, DisputeStatus, Payment, PaymentAttempt, PaymentStatus
from commerce.payments.queries import state_of
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)


@transaction.atomic
def open_payment(*, order):
    """The payment an order waits for, made where it has none that could still succeed."""
    waiting = Payment.objects.filter(order=order, status__in=Payment.WAITING).first()
    if waiting:
        return waiting
    return Payment.objects.create(
        order=order, amount_minor=order.to_pay.minor, currency=order.currency, created_at=clock.now()
    )


@transaction.atomic
def settle_nothing(*, payment, by):
    """A payment of nothing is made without a provider, once; the caller holds the order's lock.

    Returns whether it was this call that made it.
    """
    payment.refresh_from_db()
    if payment.amount_minor or payment.status != PaymentStatus.PENDING:
        return False
    move(payment, PaymentStatus.SUCCEEDED, by=by, note="Nothing was left to pay.")
    remember_state(order=payment.order, payment=state_of(payment.order))
    return True


@transaction.atomic
def drop_payment(*, payment, by):
    """A payment that no provider was asked for is not made any more; the caller holds the order's lock."""
    payment.refresh_from_db()
    if payment.status == PaymentStatus.PENDING:
        move(payment, PaymentStatus.CANCELLED, by=by)
    remember_state(order=payment.order, payment=state_of(payment.order))


@begun_anew
def remember_intent(*, payment, intent_id):
    """Keep the provider's id of a payment; the first one stays."""
    Payment.objects.filter(pk=payment.pk, intent_id=None).update(intent_id=intent_id)
    payment.intent_id = intent_id


@begun_anew
def forget_decline(*, payment):
    """A new try begins: what the last one failed of is not its outcome."""
    Payment.objects.filter(pk=payment.pk).update(decline_code="")


@begun_anew
def count_failed_start(*, payment):
    """The provider refused to begin, for certain: the next try has a key of its own."""
    Payment.objects.filter(pk=payment.pk, attempt=payment.attempt).update(attempt=payment.attempt + 1)


@transaction.atomic
def record_payment(*, payment, report, by):
    """Bring a payment to what the provider reports; the caller holds the order's lock.

    Safe in any order and however often: it takes only steps that the map of moves has. Raises
    PaymentMismatch where amount or currency differ from what was asked; then nothing moved, and the
    caller raises the alarm.
    """
    payment.refresh_from_db()
    _prove_same(payment, report)
    _record_attempts(payment, report)
    Payment.objects.filter(pk=payment.pk).update(
        intent_id=report.intent_id,
        captured_minor=max(payment.captured_minor, report.captured.minor),
        decline_code=report.decline_code,
        checked_at=clock.now(),
    )
    payment.refresh_from_db()
    if report.status != payment.status:
        was_processing = payment.status == PaymentStatus.PROCESSING
        try:
            move(payment, PaymentStatus(report.status), by=by)
        except IllegalMove:
            # An older report than one already recorded: succeeded stays succeeded.
            logger.info("payment report is late", extra={"payment": payment.pk, "reported": report.status})
        else:
            _announce_delay(payment, was_processing)
    remember_state(order=payment.order, payment=state_of(payment.order))
    return payment


def _announce_delay(payment, was_processing):
    """Tell of a payment that takes days: that it does, and that it failed. Success has the order's letter."""
    if payment.status == PaymentStatus.PROCESSING:
        announce(PaymentDelayed(payment.pk))
    elif was_processing and payment.status not in Payment.SECURED:
        announce(DelayedPaymentFailed(payment.pk))


@transaction.atomic
def flag_payment(*, payment, problem, by):
    """Say on the payment and on the timeline that a person must look; once for each problem."""
    if (
        not Payment.objects.filter(pk=payment.pk)
        .exclude(problem=problem)
        .update(problem=problem, checked_at=clock.now())
    ):
        return
    payment.problem = problem
    write_event(
        order=payment.order,
        kind=OrderEvent.Kind.ALERT,
        by=by,
        summary=problem,
        reference=payment.intent_id or "",
    )
    logger.error("payment needs a person", extra={"payment": payment.pk, "problem": problem})


@begun_anew
@transaction.atomic
def record_dispute(*, payment, report, by):
    """Bring a dispute of a payment to what the provider reports; safe in any order and however often."""
    payment.order = lock_order(payment.order_id)
    dispute, is_new = Dispute.objects.get_or_create(
        provider_id=report.dispute_id,
        defaults={
            "payment": payment,
            "is_inquiry": report.is_inquiry,
            "reason": report.reason,
            "amount_minor": report.amount.minor,
            "currency": report.amount.currency,
            "respond_by": report.respond_by,
            "opened_at": clock.now(),
        },
    )
    dispute.payment = payment
    if is_new:
        words = "The bank asks about this payment." if report.is_inquiry else "The bank takes the money back."
        dispute.record_step(origin="", target=dispute.status, by=by, note=words)
        announce(DisputeOpened(dispute.pk))
    facts = {"is_inquiry": report.is_inquiry, "respond_by": report.respond_by}
    Dispute.objects.filter(pk=dispute.pk).update(**facts, amount_minor=report.amount.minor)
    if report.status != dispute.status:
        try:
            move(dispute, DisputeStatus(report.status), by=by)
        except IllegalMove:
            logger.info("dispute report is late", extra={"dispute": dispute.pk, "reported": report.status})
        else:
            if not dispute.is_open:
                Dispute.objects.filter(pk=dispute.pk).update(closed_at=clock.now())
                announce(DisputeClosed(dispute.pk))
    dispute.refresh_from_db()
    return dispute


def _prove_same(payment, report):
    if report.amount != payment.amount:
        raise PaymentMismatch("The provider has another amount than the order.")
    if report.payment_reference != str(payment.pk):
        raise PaymentMismatch("The provider's payment belongs to another order.")
    if report.status == PaymentStatus.SUCCEEDED and report.captured != payment.amount:
        raise PaymentMismatch("The provider captured another amount than the order's.")


def _record_attempts(payment, report):
    for attempt in report.attempts:
        facts = asdict(attempt) | {"payment": payment}
        charge_id = facts.pop("charge_id")
        PaymentAttempt.objects.update_or_create(
            charge_id=charge_id, defaults=facts, create_defaults=facts | {"at": clock.now()}
        )
