"""Reads of payments."""

from django.db.models import Q

from commerce.payments.models import Dispute, DisputeStatus, Payment, PaymentStatus, Wallet
from commerce.payments.settlements import Settlement, SettlementStatus
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


def wallet_of(user):
    """The wallet of an account, or None: of a guest, and of an account that never came to checkout."""
    if user is None:
        return None
    return Wallet.objects.filter(customer__user=user).first()


def payments_to_ask_about(older_than, limit=200):
    """Waiting payments that were begun, and not asked about, since `older_than` ago; longest first.

    One that a person must look at is asked about all the same: the provider may put it right.
    """
    moment = clock.now() - older_than
    waiting = Payment.objects.filter(status__in=Payment.WAITING, created_at__lte=moment)
    never = waiting.filter(checked_at=None)
    return (never | waiting.filter(checked_at__lte=moment)).order_by("checked_at", "pk")[:limit]


def settlements_to_send(older_than, limit=200):
    """Settlements whose task was lost or got no answer, and that were not tried since `older_than` ago."""
    moment = clock.now() - older_than
    waiting = Settlement.objects.filter(status=SettlementStatus.REQUESTED, asked_at__lte=moment)
    untried = waiting.filter(Q(tried_at=None) | Q(tried_at__lte=moment))
    return list(untried.select_related("payment").order_by("pk")[:limit])


def authorisations_ended(older_than, limit=200):
    """Authorised payments whose time is over and that were not asked about since `older_than` ago."""
    now = clock.now()
    over = Payment.objects.filter(status=PaymentStatus.AUTHORISED, capture_before__lte=now)
    return list(over.filter(checked_at__lte=now - older_than).order_by("checked_at")[:limit])


def authorisations_ending(within, limit=200):
    """Authorised payments that end within some time and are not being captured or released, soonest first."""
    soon = Payment.objects.filter(
        status=PaymentStatus.AUTHORISED, capture_before__lte=clock.now() + within
    ).exclude(settlements__status=SettlementStatus.REQUESTED)
    return list(soon.select_related("order").order_by("capture_before")[:limit])


def is_authorised(order):
    """Whether money of the order is reserved that was not taken yet."""
    return Payment.objects.filter(order=order, status=PaymentStatus.AUTHORISED).exists()


def is_processing(order):
    return Payment.objects.filter(order=order, status=PaymentStatus.PROCESSING).exists()


def is_disputed(payment):
    """Whether the bank has the money of a payment, or may take it: a refund would give it twice.

    A won dispute is over, and an inquiry may be answered by a refund.
    """
    disputes = Dispute.objects.filter(payment=payment, is_inquiry=False)
    return disputes.exclude(status=DisputeStatus.WON).exists()
