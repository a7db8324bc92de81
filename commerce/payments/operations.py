"""The writers of payments. None of them speaks with the provider."""

import logging
from dataclasses import asdict

from django.db import transaction

from commerce.customers.models import Customer
from commerce.errors import IllegalMove, PaymentMismatch
from commerce.events import (
    BuyerAsked,
    CardsTested,
    DelayedPaymentFailed,
    DisputeClosed,
    DisputeOpened,
    PaymentDelayed,
)
from commerce.orders.models import OrderEvent
from commerce.orders.operations import lock_order, remember_state
from commerce.orders.timeline import write_event
from commerce.payments.closing import ask_closing
from commerce.payments.guard import LETTER_EVERY, MARKS_LAST, NOBODY, Origin, is_attack, mark, refused
from commerce.payments.models import (
    BuyerCheck,
    Dispute,
    DisputeStatus,
    Payment,
    PaymentAttempt,
    PaymentSettings,
    PaymentStatus,
    Wallet,
)
from commerce.payments.queries import is_worn_out, method_of, state_of, tally_of
from commerce.payments.settling import follow_settlement
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.crypto import blind
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)


@transaction.atomic
def open_payment(*, order, origin=NOBODY):
    """The payment an order waits for, made where it has none that could still succeed."""
    waiting = Payment.objects.filter(order=order, status__in=Payment.WAITING).first()
    if waiting:
        Payment.objects.filter(pk=waiting.pk).update(**origin.marks)
        return waiting
    settings = PaymentSettings.load()
    return Payment.objects.create(
        order=order,
        amount_minor=order.to_pay.minor,
        currency=order.currency,
        captures_later=settings.capture_mode == PaymentSettings.CaptureMode.AT_SHIPPING,
        created_at=clock.now(),
        **settings.ways,
        **origin.marks,
    )


@transaction.atomic
def open_difference(*, order, amount):
    """A payment beside the first: of what a paid order got dearer by. It is taken at once."""
    return Payment.objects.create(
        order=order,
        amount_minor=amount.minor,
        currency=amount.currency,
        created_at=clock.now(),
        **PaymentSettings.load().ways,
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
    order = payment.order
    method = order.BY_CREDIT if order.credit_minor else None
    remember_state(order=order, payment=state_of(order), method=method)
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
@transaction.atomic
def remember_wallet(*, customer, provider_id):
    """Keep the provider's id of a customer's wallet; the first one stays.

    That of somebody who was erased while it was opened is closed at once.
    """
    locked = Customer.objects.select_for_update().get(pk=customer.pk)
    wallet, _is_new = Wallet.objects.get_or_create(customer=locked, defaults={"provider_id": provider_id})
    if locked.is_erased:
        ask_closing(customer=locked)
    return wallet


@begun_anew
def forget_decline(*, payment):
    """A new try begins: what the last one failed of is not its outcome."""
    Payment.objects.filter(pk=payment.pk).update(decline_code="")


@begun_anew
def count_failed_start(*, payment):
    """The provider refused to begin, for certain: the next try has a key of its own.

    Nothing was begun, so that it may ask for something else too: what is set by now, in case that was why.
    """
    again = {"attempt": payment.attempt + 1, **PaymentSettings.load().ways}
    Payment.objects.filter(pk=payment.pk, attempt=payment.attempt).update(**again)


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
        capture_before=report.capture_before or payment.capture_before,
        checked_at=clock.now(),
    )
    payment.refresh_from_db()
    if report.status != payment.status:
        was = payment.status
        try:
            move(payment, PaymentStatus(report.status), by=by)
        except IllegalMove:
            # An older report than one already recorded: succeeded stays succeeded.
            logger.info("payment report is late", extra={"payment": payment.pk, "reported": report.status})
        else:
            _announce_delay(payment, was == PaymentStatus.PROCESSING)
            follow_settlement(payment=payment, was=was, by=by)
    order = payment.order
    remember_state(order=order, payment=state_of(order), method=method_of(order) or None)
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


@transaction.atomic
def ask_buyer(*, origin, email, language):
    """Ask for a confirmed e-mail address by a letter; who presses the button often gets one now and then."""
    now = clock.now()
    facts = {"email": email, "language": language, "asked_at": now}
    check, is_new = BuyerCheck.objects.get_or_create(email_mark=origin.email, defaults=facts)
    due = BuyerCheck.objects.filter(pk=check.pk, asked_at__lte=now - LETTER_EVERY)
    if is_new or due.update(asked_at=now, language=language):
        announce(BuyerAsked(check.pk))


def confirm_buyer(*, check):
    """The address is theirs: for a while payments are begun with it."""
    BuyerCheck.objects.filter(pk=check.pk).update(confirmed_at=clock.now())


@transaction.atomic
def forget_buyers(*, emails):
    """Forget that these addresses were asked to confirm themselves, and what was tried with them."""
    marks = [blind("email", email) for email in emails]
    BuyerCheck.objects.filter(email_mark__in=marks).delete()
    for tries in (Payment, PaymentAttempt):
        tries.objects.filter(email_mark__in=marks).exclude(email_mark="").update(**NOBODY.marks)


@transaction.atomic
def forget_marks(limit=5000):
    """Forget whom tries came from and who was asked, once it is of no more use. Returns how many."""
    past = clock.now() - MARKS_LAST
    gone = BuyerCheck.objects.filter(asked_at__lt=past).delete()[0]
    for rows, cleared in (
        (Payment.objects.filter(created_at__lt=past), NOBODY.marks),
        (PaymentAttempt.objects.filter(at__lt=past), NOBODY.marks | {"card": ""}),
    ):
        kept = rows.exclude(**cleared).values("pk")[:limit]
        gone += rows.model.objects.filter(pk__in=kept).update(**cleared)
    return gone


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
    marks = {name: getattr(payment, name) for name in NOBODY.marks}
    declined = False
    for attempt in report.attempts:
        facts = asdict(attempt) | {"payment": payment}
        charge_id = facts.pop("charge_id")
        marks["card"] = mark("card", facts.pop("fingerprint"))
        _attempt, is_new = PaymentAttempt.objects.update_or_create(
            charge_id=charge_id, defaults=facts, create_defaults=facts | marks | {"at": clock.now()}
        )
        declined = declined or (is_new and attempt.outcome == PaymentAttempt.Outcome.FAILED)
    if declined:
        _watch(payment)


def _watch(payment):
    """After a decline: tell staff where somebody seems to test cards."""
    tally = tally_of(Origin(payment.network, payment.browser, payment.email_mark))
    if refused(tally) or is_attack(tally) or is_worn_out(payment):
        logger.warning("cards are being tested", extra={"payment": payment.pk, "tried": tally.tried})
        announce(CardsTested(payment.pk))
