"""What follows from payments: an order's payment state, plain words for a decline, and for a method."""

from django.utils.translation import gettext_lazy as _

from commerce.orders.models import PaymentState
from commerce.payments.models import PaymentStatus

# https://docs.stripe.com/declines/codes; what is not here gets the general words.
DECLINES = {
    "insufficient_funds": _("The card has not enough funds. Please try another card or method."),
    "expired_card": _("The card has expired. Please check the date or try another card."),
    "incorrect_cvc": _("The security code is not right. Please check the digits on your card."),
    "invalid_cvc": _("The security code is not right. Please check the digits on your card."),
    "incorrect_number": _("The card number is not right. Please check the digits."),
    "processing_error": _("The bank could not process the card just now. Please try again in a moment."),
    "lost_card": _("The bank declined the card. Please try another card or method."),
    "stolen_card": _("The bank declined the card. Please try another card or method."),
    "payment_intent_authentication_failure": _(
        "The confirmation with your bank was not completed. Please try again or use another method."
    ),
}
DECLINED = _("Your bank declined the payment and gave no reason. Please try another card or method.")


def decline_words(code):
    """Why a payment failed, in words for the shopper: what happened and what to do."""
    return DECLINES.get(code, DECLINED)


def payment_state(payments, uses=()):
    """An order's payment state, derived from its payments, what credit paid of it, and nothing else."""
    payments = list(payments)
    used = [use for use in uses if use.given_back_at is None]
    captured = sum(payment.captured_minor for payment in payments) + sum(use.amount_minor for use in used)
    refunded = sum(part.refunded_minor for part in (*payments, *used))
    statuses = {payment.status for payment in payments}
    if captured and refunded:
        return PaymentState.REFUNDED if refunded >= captured else PaymentState.PART_REFUNDED
    if PaymentStatus.SUCCEEDED in statuses:
        return PaymentState.PAID
    if PaymentStatus.AUTHORISED in statuses:
        return PaymentState.AUTHORISED
    if PaymentStatus.PROCESSING in statuses:
        return PaymentState.PROCESSING
    if statuses == {PaymentStatus.CANCELLED}:
        return PaymentState.VOID
    return PaymentState.UNPAID


def method_words(payment) -> str:
    """What was paid with, as people know it: "Visa •••• 4242", "Klarna"; empty where nobody told us."""
    paid = [attempt for attempt in payment.attempts.all() if attempt.outcome == "succeeded"]
    if not paid:
        return ""
    return attempt_words(paid[-1])


def attempt_words(attempt) -> str:
    """What one try was paid with."""
    name = (attempt.brand or attempt.method).replace("_", " ").title()
    return f"{name} •••• {attempt.last4}" if attempt.last4 else name
