"""Reads of payments."""

from commerce.credit.models import CreditUse
from commerce.payments.models import Dispute, DisputeStatus, Payment, PaymentStatus
from commerce.payments.rules import payment_state
from kinsite.foundation import clock


def payment_of(report):
    """Our payment of a provider's report: by its id, else by the reference we gave it, or None.

    The reference is needed where an event overtakes the request that began the payment.
    """
    known = Payment.objects.filter(intent_id=report.intent_id).first()
    if known or not report.payment_reference.isdecimal():
        return known
    return Payment.objects.filter(pk=int(report.payment_reference), intent_id=None).first()


def waiting_payment_of(order):
    """The payment an order waits for, or None."""
    return Payment.objects.filter(order=order, status__in=Payment.WAITING).first()


def payments_to_ask_about(older_than, limit=200):
    """Waiting payments that were begun, and not asked about, since `older_than` ago; longest first.

    One that a person must look at is asked about all the same: the provider may put it right.
    """
    moment = clock.now() - older_than
    waiting = Payment.objects.filter(status__in=Payment.WAITING, created_at__lte=moment)
    never = waiting.filter(checked_at=None)
    return (never | waiting.filter(checked_at__lte=moment)).order_by("checked_at", "pk")[:limit]


def state_of(order):
    """An order's payment state as its payments and credit are now."""
    return payment_state(Payment.objects.filter(order=order), CreditUse.objects.filter(order=order))


def is_processing(order):
    return Payment.objects.filter(order=order, status=PaymentStatus.PROCESSING).exists()


def is_disputed(payment):
    """Whether the bank has the money of a payment, or may take it: a refund would give it twice.

    A won dispute is over, and an inquiry may be answered by a refund.
    """
    disputes = Dispute.objects.filter(payment=payment, is_inquiry=False)
    return disputes.exclude(status=DisputeStatus.WON).exists()
