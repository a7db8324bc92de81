"""The writers of settlements: what is authorised is captured or let go. None speaks with the provider."""

from django.db import transaction
from django.db.models import F

from commerce.errors import HeldBack, NothingAuthorised
from commerce.events import AuthorisationLost, SettlementRequested
from commerce.orders.models import Order
from commerce.orders.operations import lock_order
from commerce.payments.models import Payment, PaymentStatus
from commerce.payments.settlements import Settlement, SettlementStatus
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

Kind = Settlement.Kind
# How a payment ended at the provider, and what that makes of what was asked.
ENDS = {PaymentStatus.SUCCEEDED: Kind.CAPTURE, PaymentStatus.CANCELLED: Kind.RELEASE}


@begun_anew
@transaction.atomic
def ask_settlement(*, order, kind, by, version=None):
    """Ask to capture, or to release, what is authorised of an order; returns how many payments that is.

    Asked again it is asked once; one that failed is tried anew, by another key. What is asked already is
    not turned into its opposite. `version` is the order's as the colleague saw it. Raises OrderMoved.
    """
    order = lock_order(order.pk, version)
    authorised = Payment.objects.select_for_update().filter(order=order, status=PaymentStatus.AUTHORISED)
    asked = 0
    for payment in authorised.order_by("pk"):
        payment.order = order
        asked += _ask(payment, kind, by)
    return asked


@begun_anew
@transaction.atomic
def capture_for_staff(*, order, version, by):
    """A colleague takes the money now. Raises OrderMoved, HeldBack, NothingAuthorised."""
    if lock_order(order.pk, version).is_on_hold:
        raise HeldBack
    if not ask_settlement(order=order, kind=Kind.CAPTURE, version=version, by=by):
        raise NothingAuthorised


def follow_settlement(*, payment, was, by):
    """Close what was asked about a payment that was authorised and has ended; the caller holds the lock.

    One that ended without being asked to, or otherwise than asked, is announced: nobody else would see it.
    """
    ended_as = ENDS.get(payment.status)
    if was != PaymentStatus.AUTHORISED or ended_as is None:
        return
    asked = Settlement.objects.filter(payment=payment, status=SettlementStatus.REQUESTED).first()
    if asked is not None:
        asked.payment = payment
        if asked.kind == ended_as:
            move(asked, SettlementStatus.DONE, by=by)
        else:
            fail_settlement(settlement=asked, code=f"payment_{payment.status}", by=by)
    if ended_as == Kind.RELEASE and (asked is None or asked.kind == Kind.CAPTURE):
        announce(AuthorisationLost(payment.pk))


def fail_settlement(*, settlement, code, by):
    """A definite no. The caller holds the order's lock."""
    move(settlement, SettlementStatus.FAILED, by=by, note=code)
    Settlement.objects.filter(pk=settlement.pk).update(failure_code=code[:60])


@begun_anew
@transaction.atomic
def record_refusal(*, settlement, code, by):
    """The provider refused, for certain, and the payment is as it was. True where it was not known before."""
    order = lock_order(settlement.payment.order_id)
    settlement.refresh_from_db(fields=["status"])
    if settlement.status != SettlementStatus.REQUESTED:
        return False
    settlement.payment.order = order
    fail_settlement(settlement=settlement, code=code, by=by)
    return True


@begun_anew
def note_try(*, settlement):
    """When it was last tried, stored before the provider is asked."""
    Settlement.objects.filter(pk=settlement.pk).update(tried_at=clock.now())


@begun_anew
@transaction.atomic
def hold_order(*, order):
    """Nothing of the order is shipped until a person looked."""
    Order.objects.filter(pk=order.pk).update(is_on_hold=True)


def _ask(payment, kind, by):
    known = Settlement.objects.filter(payment=payment).order_by("pk")
    if known.exclude(status=SettlementStatus.FAILED).exists():
        return known.filter(kind=kind).exclude(status=SettlementStatus.FAILED).count()
    settlement = known.filter(kind=kind).first()
    if settlement is not None:
        settlement.payment = payment
        Settlement.objects.filter(pk=settlement.pk).update(
            attempt=F("attempt") + 1, tried_at=None, failure_code="", asked_at=clock.now()
        )
        move(settlement, SettlementStatus.REQUESTED, by=by)
    else:
        settlement = Settlement.objects.create(
            payment=payment,
            kind=kind,
            amount_minor=payment.amount_minor,
            asked_by_label=by.label,
            asked_at=clock.now(),
        )
        settlement.payment = payment
        settlement.record_step(origin="", target=settlement.status, by=by, note="")
    announce(SettlementRequested(settlement.pk))
    return 1
