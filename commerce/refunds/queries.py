"""Reads of refunds."""

from datetime import timedelta

from django.db.models import F, Prefetch, Q, Sum, prefetch_related_objects

from commerce.credit.queries import uses_of
from commerce.money import Money, total
from commerce.orders.models import OrderLine
from commerce.payments.models import Payment, PaymentStatus
from commerce.refunds.models import Refund, RefundLimit, RefundLine, RefundStatus
from commerce.refunds.rules import GivenBack, LineLeft, Refundable, paid_for
from kinsite.foundation import clock

PARTS = ("lines__order_line", "credits__account", "credits__use__account")


def refundable(order, payment=None) -> Refundable:
    """What may still be given back of an order, through one of its payments: the one with most left.

    Four queries. Under the order's lock it stays true until the transaction ends.
    """
    lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    for line in lines:
        line.order = order
    payments = captured_payments(order)
    payment = payment or most_left_of(payments)
    elsewhere = [other.refundable for other in payments if payment and other.pk != payment.pk]
    counted = RefundLine.objects.filter(refund__order=order, refund__status__in=Refund.COUNTED)
    sums = counted.values("order_line").annotate(Sum("quantity"), Sum("amount_minor"), Sum("tax_minor"))
    given = {
        row["order_line"]: GivenBack(
            row["quantity__sum"], order.money(row["amount_minor__sum"]), order.money(row["tax_minor__sum"])
        )
        for row in sums
    }
    nothing = GivenBack(0, order.money(0), order.money(0))
    sold, delivery = paid_for(order, lines)
    asked = Refund.objects.filter(order=order, status__in=Refund.COUNTED)
    delivered = asked.aggregate(Sum("delivery_minor"))["delivery_minor__sum"] or 0
    return Refundable(
        currency=order.currency,
        lines=tuple(LineLeft(line, given.get(line.line_id, nothing)) for line in sold),
        delivery=delivery - order.money(delivered),
        captured=payment.captured if payment else order.money(0),
        refunded=payment.refunded if payment else order.money(0),
        refunding=payment.refunding if payment else order.money(0),
        credits=tuple(use.left for use in uses_of(order)) if order.paid_at else (),
        elsewhere=total(elsewhere, order.currency),
    )


def captured_payments(order):
    """The payments of an order that took money; where credit paid all of it, the one of nothing."""
    captured = Q(captured_minor__gt=0) | Q(amount_minor=0, status=PaymentStatus.SUCCEEDED)
    return list(Payment.objects.filter(captured, order=order).order_by("pk"))


def most_left_of(payments):
    """Of captured payments the one with most left to give back, or None."""
    return max(payments, key=lambda payment: payment.refundable.minor, default=None)


def payment_to_refund(order):
    """The payment that a refund of an order goes through where nobody chose, or None."""
    return most_left_of(captured_payments(order))


def reserved_payment(order):
    """The payment of an order that is authorised and not captured, or None."""
    return Payment.objects.filter(order=order, status=PaymentStatus.AUTHORISED).first()


def refund_of(report):
    """Our refund of a provider's report: by its id, else by the reference we gave it, or None."""
    known = Refund.objects.filter(provider_id=report.refund_id).first()
    if known or not report.reference.isdecimal():
        return known
    return Refund.objects.filter(
        pk=int(report.reference), provider_id=None, payment__intent_id=report.intent_id
    ).first()


def limit_of(currency: str) -> Money | None:
    """Up to which amount one colleague refunds alone; None where nobody said."""
    limit = RefundLimit.objects.filter(currency=currency).first()
    return Money(limit.alone_up_to_minor, currency) if limit else None


def exceeds_limit(order, amount: Money, by) -> bool:
    """Whether an amount, with what a colleague gave back of the order alone before, needs a second one."""
    limit = limit_of(order.currency)
    if limit is None:
        return False
    alone = Refund.objects.filter(
        order=order,
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        approved_by_id=None,
        status__in=Refund.COUNTED - {RefundStatus.PROPOSED},
    )
    before = alone.aggregate(sum=Sum(F("amount_minor") - F("offset_minor"), default=0))["sum"]
    return amount + Money(before, order.currency) > limit


def refunds_to_send(limit=200):
    """Requested refunds whose task was lost or got no answer, oldest first."""
    moment = clock.now() - timedelta(seconds=30)
    waiting = Refund.objects.filter(status=RefundStatus.REQUESTED)
    return list(
        waiting.filter(Q(checked_at=None, asked_at__lte=moment) | Q(checked_at__lte=moment))
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )


def refunds_to_ask_about(older_than: timedelta, limit=200):
    """Refunds on their way that nobody told us of since `older_than` ago, longest first."""
    return list(
        Refund.objects.filter(status=RefundStatus.SENT, checked_at__lte=clock.now() - older_than)
        .order_by("checked_at")
        .values_list("pk", flat=True)[:limit]
    )


def limits_of(currencies) -> dict[str, Money | None]:
    """As limit_of(), for several currencies."""
    known = {limit.currency: limit.alone_up_to_minor for limit in RefundLimit.objects.all()}
    return {
        currency: Money(known[currency], currency) if currency in known else None for currency in currencies
    }


def refunds_of(order):
    """All refunds of an order with their lines and how they were paid, newest first.

    They are kept on the order, and share its payments.
    """
    found = Refund.objects.prefetch_related(*PARTS).order_by("-pk")
    prefetch_related_objects([order], Prefetch("refunds", found))
    payments = {payment.pk: payment for payment in order.payments.all()}
    refunds = list(order.refunds.all())
    for refund in refunds:
        refund.payment = payments[refund.payment_id]
    return refunds


def proposed_of(order):
    """The refunds of an order that wait for a second colleague."""
    return list(Refund.objects.filter(order=order, status=RefundStatus.PROPOSED))


def refunds_to_approve():
    """Refunds that wait for a second colleague, with their orders."""
    waiting = Refund.objects.filter(status=RefundStatus.PROPOSED)
    return waiting.select_related("order__market__price_list", "order__customer")


def refunds_shown(order):
    """What a customer is told of: refunds that are requested, on their way or there, newest first.

    What was taken out of the order and paid for goods put in gives nothing back.
    """
    shown = Refund.objects.filter(order=order, status__in=Refund.SHOWN_TO_CUSTOMER)
    return list(_with_parts(shown.exclude(offset_minor=F("amount_minor"))))


def _with_parts(refunds):
    return refunds.select_related("payment").prefetch_related("payment__attempts", *PARTS).order_by("-pk")
