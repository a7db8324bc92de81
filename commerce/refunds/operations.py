"""The writers of refunds: all but sending are transactions under the order's lock.

Money is moved between the payment's counters by guarded updates, units between the line's, so that neither
two colleagues nor two workers can give back more than there is. Locks: order, payment, refund, stock.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from commerce.errors import (
    GatewayRefused,
    NobodyToWrite,
    NotCaptured,
    NothingToRefund,
    RefundBlocked,
    RefundTooLarge,
    SecondPersonNeeded,
)
from commerce.events import RefundAccepted, RefundFailed, RefundProposed, RefundRequested
from commerce.money import total
from commerce.orders.models import OrderEvent, OrderLine
from commerce.orders.operations import lock_order, remember_state
from commerce.orders.timeline import write_event
from commerce.payments.gateway import gateway
from commerce.payments.models import Payment
from commerce.payments.operations import flag_payment
from commerce.payments.queries import is_authorised, is_disputed, state_of
from commerce.refunds.credits import count_credits, give_credits, name_credits
from commerce.refunds.goods import take_back
from commerce.refunds.models import Refund, RefundLine, RefundStatus
from commerce.refunds.queries import exceeds_limit, payment_to_refund, refundable, reserved_payment
from commerce.refunds.rules import everything, worth_of
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.actors import STRIPE, SYSTEM
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

# The provider forgets a key after 24 hours; a refund tried longer ago is looked for before it is sent again.
KEY_LASTS = timedelta(hours=20)


@begun_anew
@transaction.atomic
def ask_refund(*, order, wish, by, version=None, payment=None, offset_minor=0):
    """Ask for a refund: sent at once, or proposed to a second colleague above the limit of one.

    `version` is the order's as the colleague saw it. It goes through `payment`, or through the one with most
    left. `offset_minor` of it pays for what is put into the order instead and goes nowhere. Raises
    OrderMoved, RefundTooLarge, NothingToRefund, NotCaptured, RefundBlocked, UnitsPacked, and NobodyToWrite
    where an erased customer would get credit; then nothing was set aside.
    """
    order = lock_order(order.pk, version)
    if wish.to_store_credit and order.names_nobody:
        raise NobodyToWrite
    payment = payment or payment_to_refund(order)
    if payment is None:
        raise NotCaptured if is_authorised(order) else NothingToRefund
    if is_disputed(payment):
        raise RefundBlocked
    left = refundable(order, payment)
    try:
        worth = worth_of(wish, left)
        given_back = worth.amount - order.money(offset_minor)
        by_credit = left.by_credit(max(given_back, order.money(0)))
    except ValueError as problem:
        raise RefundTooLarge from problem
    if worth.amount.minor <= 0:
        raise NothingToRefund
    needs_second = by.kind == "staff" and exceeds_limit(order, given_back, by)
    refund = Refund.objects.create(
        order=order,
        payment=payment,
        status=RefundStatus.PROPOSED if needs_second else RefundStatus.REQUESTED,
        currency=order.currency,
        amount_minor=worth.amount.minor,
        delivery_minor=worth.delivery.minor,
        goodwill_minor=worth.goodwill.minor,
        deduction_minor=worth.deduction.minor,
        credit_minor=total(by_credit, order.currency).minor,
        offset_minor=offset_minor,
        to_store_credit=wish.to_store_credit,
        reason=wish.reason,
        message=wish.message,
        notifies=wish.notifies,
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        asked_by_label=by.label,
        asked_at=clock.now(),
    )
    RefundLine.objects.bulk_create(
        RefundLine(
            refund=refund,
            order_line_id=line.sold.line_id,
            quantity=quantity,
            amount_minor=line.amount_of(quantity).minor,
            tax_minor=line.tax_of(quantity).minor,
            restocks=line.sold.line_id in wish.restocked,
        )
        for line, quantity in worth.lines
    )
    name_credits(refund, by_credit)
    _count(refund, +1)
    refund.record_step(origin="", target=refund.status, by=by, note="")
    if needs_second:
        announce(RefundProposed(refund.pk))
    else:
        _begin(refund, by)
    return refund


@transaction.atomic
def refund_everything(*, order, by, reason, restocks=False, notifies=True):
    """Ask back whatever is left of an order's captured money, a refund for each payment that took some.

    Beside a payment that is reserved only, the credit that paid is given back.

    Returns the first; None where nothing is left. Nor where its bank disputes the payment: then the timeline
    says what was left undone.
    """
    order, first = lock_order(order.pk), None
    while wish := everything(refundable(order), reason=reason, restocks=restocks, notifies=notifies):
        try:
            payment = payment_to_refund(order) or reserved_payment(order)
            asked = ask_refund(order=order, wish=wish, by=by, payment=payment)
        except RefundBlocked:
            words = "Not refunded: the payment is disputed."
            write_event(order=order, kind=OrderEvent.Kind.ALERT, by=by, summary=words)
            break
        first = first or asked
    return first


@begun_anew
@transaction.atomic
def approve_refund(*, refund, by, version=None):
    """A second colleague lets a proposed refund go.

    Raises OrderMoved, SecondPersonNeeded, RefundBlocked, IllegalMove.
    """
    refund = _lock(refund, version)
    if (refund.asked_by_kind, refund.asked_by_id) == (by.kind, by.id):
        raise SecondPersonNeeded
    if is_disputed(refund.payment):
        raise RefundBlocked
    _step(refund, RefundStatus.REQUESTED, by)
    Refund.objects.filter(pk=refund.pk).update(approved_by_id=by.id, approved_by_label=by.label)
    _begin(refund, by)


@begun_anew
@transaction.atomic
def refuse_refund(*, refund, by, version=None):
    """A proposed refund is not made; what was set aside for it is free again.

    Raises OrderMoved, IllegalMove.
    """
    _step(_lock(refund, version), RefundStatus.REFUSED, by)


@begun_anew
@transaction.atomic
def retry_refund(*, refund, by, version=None):
    """Ask again for a refund that failed, by a new key.

    Raises OrderMoved, IllegalMove, RefundTooLarge, RefundBlocked, and SecondPersonNeeded where it would be
    beyond what one colleague gives back alone by now.
    """
    refund = _lock(refund, version)
    if is_disputed(refund.payment):
        raise RefundBlocked
    is_alone = by.kind == "staff" and not refund.approved_by_id
    if is_alone and exceeds_limit(refund.order, refund.given_back, by):
        raise SecondPersonNeeded
    Refund.objects.filter(pk=refund.pk).update(
        attempt=F("attempt") + 1, provider_id=None, tried_at=None, checked_at=None, failure_code=""
    )
    _step(refund, RefundStatus.REQUESTED, by)
    announce(RefundRequested(refund.pk))


def send_refund(*, refund):
    """Ask the provider for a requested refund, and record its answer. No transaction around the call.

    Asked twice it is done once: the key is the same. A GatewayError leaves it requested, for the sweeper.
    """
    refund.refresh_from_db()
    if refund.status != RefundStatus.REQUESTED:
        return
    was_tried = refund.tried_at
    _note_try(refund)
    try:
        report = _made_before(refund) if was_tried and was_tried < clock.now() - KEY_LASTS else None
        report = report or gateway().refund(
            intent_id=refund.payment.intent_id,
            amount=refund.sent,
            key=refund.key,
            reference=str(refund.pk),
        )
    except GatewayRefused as problem:
        _record_refusal(refund, problem.code)
        return
    record_refund(refund=refund, report=report, by=SYSTEM)


@begun_anew
@transaction.atomic
def record_refund(*, refund, report, by):
    """Bring a refund to what the provider reports now; safe in any order and however often."""
    refund = _lock(refund)
    Refund.objects.filter(pk=refund.pk).update(
        provider_id=report.refund_id, provider_status=report.status, checked_at=clock.now()
    )
    refund.provider_id = report.refund_id
    if refund.status == RefundStatus.REQUESTED:
        _step(refund, RefundStatus.SENT, by)
        if not report.is_failed:
            give_credits(refund, by)
            announce(RefundAccepted(refund.pk))
    if report.is_failed and refund.status in (RefundStatus.SENT, RefundStatus.SUCCEEDED):
        _fail(refund, code=report.failure_code or report.status, by=by)
    elif report.is_settled and refund.status == RefundStatus.SENT:
        _step(refund, RefundStatus.SUCCEEDED, by)
        Refund.objects.filter(pk=refund.pk).update(settled_at=clock.now())
    return refund


@begun_anew
@transaction.atomic
def adopt_refund(*, report, payment):
    """Keep a refund that was made at the provider, once. Requests of ours that it leaves no room for fail."""
    order = lock_order(payment.order_id)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    known = Refund.objects.filter(provider_id=report.refund_id).first()
    if known is None:
        if report.is_failed:
            return None
        _make_room(payment, report.amount.minor)
        payment.refresh_from_db()
        if payment.refundable < report.amount:
            words = "Refunded at the provider, though it was given as store credit before."
            flag_payment(payment=payment, problem=words, by=STRIPE)
            return None
        known = Refund.objects.create(
            order=order,
            payment=payment,
            status=RefundStatus.SENT,
            currency=report.amount.currency,
            amount_minor=report.amount.minor,
            goodwill_minor=report.amount.minor,
            provider_id=report.refund_id,
            asked_by_kind=STRIPE.kind,
            asked_by_label=STRIPE.label,
            asked_at=clock.now(),
            tried_at=clock.now(),
        )
        _count(known, +1)
        known.record_step(origin="", target=known.status, by=STRIPE, note="Made at the provider.")
        announce(RefundAccepted(known.pk))
    return record_refund(refund=known, report=report, by=STRIPE)


def _lock(refund, version=None):
    """The refund as it is once its order, and with it every refund of it, is locked."""
    order = lock_order(refund.order_id, version)
    fresh = Refund.objects.select_for_update(of=("self",)).select_related("payment").get(pk=refund.pk)
    fresh.order = order
    return fresh


def _begin(refund, by):
    take_back(refund=refund, by=by)
    if refund.sent:
        announce(RefundRequested(refund.pk))
    else:
        _settle_here(refund, by)


def _settle_here(refund, by):
    """Give a refund of which nothing goes back to the provider: it is there at once."""
    _step(refund, RefundStatus.SENT, by)
    give_credits(refund, by)
    announce(RefundAccepted(refund.pk))
    _step(refund, RefundStatus.SUCCEEDED, by)
    Refund.objects.filter(pk=refund.pk).update(settled_at=clock.now())


def _step(refund, to, by, note=""):
    """Move a refund, its amount and its units between the counters."""
    before = refund.counts_as
    move(refund, to, by=by, note=note)
    if before != refund.counts_as:
        _shift(refund, before, -1)
        _shift(refund, refund.counts_as, +1)
        if not (before and refund.counts_as):
            _count_units(refund, +1 if refund.counts_as else -1)
            count_credits(refund, +1 if refund.counts_as else -1)
    remember_state(order=refund.order, payment=state_of(refund.order))


def _fail(refund, *, code, by):
    """A definite no: the amount is free again, and somebody is told."""
    if refund.status not in (RefundStatus.REQUESTED, RefundStatus.SENT, RefundStatus.SUCCEEDED):
        return
    facts, was_given = {"failure_code": code[:60]}, refund.status == RefundStatus.SUCCEEDED
    # The day on which it was given keeps it: what was told of that day stays told.
    if was_given or not refund.came_back_at:
        facts["came_back_at" if was_given else "settled_at"] = clock.now()
    _step(refund, RefundStatus.FAILED, by, note=code[:200])
    Refund.objects.filter(pk=refund.pk).update(**facts)
    write_event(
        order=refund.order,
        kind=OrderEvent.Kind.ALERT,
        by=by,
        summary=f"A refund failed: {code}"[:200],
        amount_minor=refund.amount_minor,
        reference=refund.provider_id or "",
    )
    announce(RefundFailed(refund.pk))


def _count(refund, sign):
    _shift(refund, refund.counts_as, sign)
    _count_units(refund, sign)
    count_credits(refund, sign)


def _shift(refund, counter, sign):
    """Add to or take from a counter of the payment; what was set aside may only be settled as such."""
    if counter is None or not refund.paid_minor:
        return
    payments = Payment.objects.filter(pk=refund.payment_id)
    if sign > 0:
        payments = payments.filter(
            captured_minor__gte=F("refunded_minor") + F("refunding_minor") + refund.paid_minor
        )
    if not payments.update(**{counter: F(counter) + sign * refund.paid_minor}):
        raise RefundTooLarge


def _count_units(refund, sign):
    for line in refund.lines.order_by("order_line_id"):
        lines = OrderLine.objects.filter(pk=line.order_line_id)
        if sign > 0:
            lines = lines.filter(quantity__gte=F("refunded_quantity") + line.quantity)
        if not lines.update(refunded_quantity=F("refunded_quantity") + sign * line.quantity):
            raise RefundTooLarge


def _make_room(payment, minor):
    """Fail our newest requests until the provider's own refund fits beside the rest."""
    waiting = Refund.objects.filter(
        payment=payment, status__in=[RefundStatus.REQUESTED, RefundStatus.PROPOSED]
    )
    for refund in waiting.select_related("order").order_by("-pk"):
        payment.refresh_from_db()
        if payment.refundable.minor >= minor:
            return
        if refund.status == RefundStatus.PROPOSED:
            _step(refund, RefundStatus.REFUSED, SYSTEM, note="Refunded at the provider meanwhile.")
        else:
            _fail(refund, code="refunded_at_provider", by=SYSTEM)


@begun_anew
def _note_try(refund):
    """When the refund was first tried by its key, and last."""
    now = clock.now()
    Refund.objects.filter(pk=refund.pk).update(tried_at=refund.tried_at or now, checked_at=now)


@begun_anew
@transaction.atomic
def _record_refusal(refund, code):
    _fail(_lock(refund), code=code, by=SYSTEM)


def _made_before(refund):
    """The refund that an earlier, forgotten try made, or None."""
    reference = str(refund.pk)
    made = gateway().refunds_of(refund.payment.intent_id)
    return next((report for report in made if report.reference == reference and not report.is_failed), None)


@transaction.atomic
def forget_words(*, customer):
    """Forget why a customer was refunded, and what was written to them with it; the amounts stay."""
    Refund.objects.filter(order__customer=customer).update(reason="", message="")
