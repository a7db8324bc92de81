"""What the admin shows of an order's payments: each try, what is reserved, and until when."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _

from commerce.backoffice.permissions import CHANGE_ORDERS
from commerce.money import Money, total
from commerce.payments.models import PaymentStatus
from commerce.payments.rules import attempt_words, decline_words
from commerce.reconciliation.models import BalanceEntry


def reserved(order):
    """What is authorised of an order and not taken yet."""
    return total((payment.amount for payment in _authorised(order)), order.currency)


def may_capture(order, user):
    """Whether a colleague is offered to take what is reserved: some is, and it is not being done."""
    return user.has_perm(CHANGE_ORDERS) and any(
        not any(asked.status != "failed" for asked in payment.settlements.all())
        for payment in _authorised(order)
    )


def booked_of(order):
    """Of each payment, by its id, what it cost and what is left in the provider's books, by currency."""
    entries = BalanceEntry.objects.filter(payment__order=order)
    sums = entries.order_by("payment", "currency").values("payment", "currency")
    booked = {}
    for row in sums.annotate(fee=Sum("fee_minor"), amount=Sum("amount_minor")):
        fee = Money(row["fee"], row["currency"])
        net = Money(row["amount"], row["currency"]) - fee
        booked.setdefault(row["payment"], []).append((fee, net))
    return booked


def page_at_stripe(payment):
    """Where a payment stands in Stripe's own dashboard; nothing where it was not begun, or nobody has one."""
    if not payment.intent_id or not settings.STRIPE_PAYMENT_PAGE:
        return ""
    return settings.STRIPE_PAYMENT_PAGE.format(quote(payment.intent_id, safe=""))


def payment_row(payment, sums, locale, booked):
    """A payment with its sums, its tries, newest last, and what the provider's books say of it."""
    return {
        "booked": [
            {"fee": fee.written(locale), "net": net.written(locale)}
            for fee, net in booked.get(payment.pk, ())
        ],
        "status": payment.get_status_display(),
        "amount": payment.amount.written(locale),
        **{name: amount.written(locale) for name, amount in sums.items()},
        "intent_id": payment.intent_id or "",
        "url": page_at_stripe(payment),
        "problem": payment.problem,
        "reserved_until": payment.capture_before if payment.status == PaymentStatus.AUTHORISED else None,
        "settlements": [_settlement(asked) for asked in payment.settlements.all()],
        "attempts": [_attempt(attempt) for attempt in payment.attempts.all()],
    }


def _authorised(order):
    return [payment for payment in order.payments.all() if payment.status == PaymentStatus.AUTHORISED]


def _attempt(attempt):
    return {
        "at": attempt.at,
        "method": attempt_words(attempt),
        "outcome": attempt.get_outcome_display(),
        "reason": decline_words(attempt.decline_code) if attempt.decline_code else "",
        "code": attempt.decline_code,
    }


def _settlement(asked):
    words = f"{asked.get_kind_display()}: {asked.get_status_display()}"
    return (
        _("%(words)s (%(code)s)") % {"words": words, "code": asked.failure_code}
        if asked.failure_code
        else words
    )
