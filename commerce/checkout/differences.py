"""The difference of an amendment: begun by the customer's link, and given up where nobody paid."""

import logging

from django.db import transaction

from commerce.amendments.models import Amendment, AmendmentStatus
from commerce.amendments.operations import withdraw_amendment
from commerce.amendments.queries import amendments_to_end
from commerce.checkout.admission import admit
from commerce.checkout.operations import Started, apply_report, begin_payment, end_worn_out, finish_checkout
from commerce.errors import (
    AlreadyPaid,
    AmendmentClosed,
    GatewayError,
    GatewayRefused,
    GoodsGone,
    PaymentWornOut,
    WaysChanged,
)
from commerce.orders.models import OrderStatus
from commerce.orders.operations import lock_order
from commerce.payments.gateway import PATIENCE, gateway
from commerce.payments.guard import Origin
from commerce.payments.models import Payment, PaymentStatus
from commerce.payments.operations import drop_payment, forget_decline, record_payment
from commerce.stock.operations import short_of
from kinsite.foundation.actors import SYSTEM
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)


def start_difference(*, amendment, by, network="", without=None):
    """Begin the payment of a change's difference, as start_checkout() begins an order's.

    Raises AmendmentClosed, GoodsGone, AlreadyPaid, WaysChanged, GatewayError, GatewayRefused; against the
    testing of cards BuyerUnconfirmed, TooManyDeclines, PaymentWornOut.
    """
    order = amendment.order
    if not amendment.is_payable or order.status != OrderStatus.PAID:
        raise AmendmentClosed
    if short := short_of(quantities=amendment.units_added()):
        raise GoodsGone(*short)
    origin = Origin.of(network=network, browser=order.link_token, email=order.email)
    admit(origin=origin, email=order.email, language=order.language)
    payment = amendment.payment
    payment.order = order
    Payment.objects.filter(pk=payment.pk).update(**origin.marks)
    if without is not None and set(without) != set(payment.excluded_methods):
        raise WaysChanged
    report = begin_payment(payment=payment)
    if report.status != PaymentStatus.PENDING:
        finish_checkout(payment=payment, by=by)
        raise AlreadyPaid
    if report.attempts and end_worn_out(apply_report(report=report, payment=payment, by=by)):
        raise PaymentWornOut
    forget_decline(payment=payment)
    return Started(order, report.client_secret)


def give_up_amendment(*, amendment, by, version=None):
    """Withdraw a change that waits for its payment, the provider's side first.

    Raises OrderMoved, AmendmentClosed, and AlreadyPaid where the payment was quicker: then the change is
    made instead.
    """
    with transaction.atomic():
        lock_order(amendment.order_id, version)
    payment = amendment.payment
    payment.order = amendment.order
    report = _cancel(payment) if payment.is_waiting else None
    if report is not None and report.status != PaymentStatus.CANCELLED:
        apply_report(report=report, payment=payment, by=by)
        raise AlreadyPaid
    _record_given_up(amendment, report, by)


@begun_anew
@transaction.atomic(durable=True)
def _record_given_up(amendment, report, by):
    order = lock_order(amendment.order_id)
    amendment = Amendment.objects.select_related("payment").get(pk=amendment.pk)
    if amendment.status != AmendmentStatus.WAITING:
        raise AmendmentClosed
    amendment.order = amendment.payment.order = order
    if report is not None:
        record_payment(payment=amendment.payment, report=report, by=by)
    else:
        drop_payment(payment=amendment.payment, by=by)
    withdraw_amendment(amendment=amendment, by=by)


def _cancel(payment):
    """The provider's payment, cancelled; None where the provider refused to begin one at all.

    One that was begun and not remembered, after a crash, is told by the same key.
    """
    try:
        begin_payment(payment=payment)
    except GatewayRefused:
        return None
    return gateway().cancel(payment.intent_id)


def expire_amendments(limit=200):
    """Withdraw changes that nobody can pay any more. Returns how many."""
    ended = silent = 0
    for amendment in amendments_to_end(limit):
        if amendment.payment.status == PaymentStatus.PROCESSING:
            continue
        try:
            give_up_amendment(amendment=amendment, by=SYSTEM)
            ended, silent = ended + 1, 0
        except (AlreadyPaid, AmendmentClosed):
            silent = 0
        except GatewayError:
            silent += 1
            if silent == PATIENCE:
                break
    return ended
