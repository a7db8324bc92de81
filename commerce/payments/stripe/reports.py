"""From Stripe's objects to our reports."""

from datetime import UTC, datetime, timedelta

import stripe

from commerce.money import Money
from commerce.payments.models import DisputeStatus, PaymentAttempt, PaymentStatus
from commerce.payments.protocols import (
    AccountReport,
    AttemptReport,
    DisputeReport,
    IntentReport,
    RefundReport,
)
from commerce.payments.statements import LONGEST_PREFIX

# https://docs.stripe.com/payments/paymentintents/lifecycle
STATUS = {
    "requires_payment_method": PaymentStatus.PENDING,
    "requires_confirmation": PaymentStatus.PENDING,
    "requires_action": PaymentStatus.PENDING,
    "processing": PaymentStatus.PROCESSING,
    "requires_capture": PaymentStatus.AUTHORISED,
    "succeeded": PaymentStatus.SUCCEEDED,
    "canceled": PaymentStatus.CANCELLED,
}
# https://docs.stripe.com/api/disputes/object#dispute_object-status; a closed inquiry cost nothing.
DISPUTE_STATUS = {
    "needs_response": DisputeStatus.NEEDS_RESPONSE,
    "under_review": DisputeStatus.UNDER_REVIEW,
    "closed": DisputeStatus.WON,
    "prevented": DisputeStatus.WON,
    "won": DisputeStatus.WON,
    "lost": DisputeStatus.LOST,
}
# https://docs.stripe.com/payments/place-a-hold-on-a-payment-method#auth-windows
SHORTEST = timedelta(days=7)
OUTCOME = {
    "succeeded": PaymentAttempt.Outcome.SUCCEEDED,
    "pending": PaymentAttempt.Outcome.PENDING,
    "failed": PaymentAttempt.Outcome.FAILED,
}


def report_of(intent: stripe.PaymentIntent) -> IntentReport:
    """The report of a PaymentIntent, its latest charge expanded or not."""
    raw = intent.to_dict()
    currency = raw["currency"].upper()
    charge = raw.get("latest_charge")
    return IntentReport(
        intent_id=raw["id"],
        status=STATUS[raw["status"]],
        amount=Money(raw["amount"], currency),
        captured=Money(raw.get("amount_received") or 0, currency),
        client_secret=raw.get("client_secret") or "",
        payment_reference=(raw.get("metadata") or {}).get("payment", ""),
        is_live=bool(raw.get("livemode")),
        decline_code=_code(raw.get("last_payment_error")),
        attempts=(attempt_of(charge),) if isinstance(charge, dict) else (),
        wallet_id=raw.get("customer") or "",
        capture_before=_capture_before(charge) if raw["status"] == "requires_capture" else None,
    )


def refund_report_of(refund: stripe.Refund) -> RefundReport:
    """The report of a Refund; one that waits for the customer's bank details `requires_action`."""
    raw = refund.to_dict()
    return RefundReport(
        refund_id=raw["id"],
        intent_id=raw.get("payment_intent") or "",
        amount=Money(raw["amount"], raw["currency"].upper()),
        status=raw["status"],
        reference=(raw.get("metadata") or {}).get("refund", ""),
        failure_code=raw.get("failure_reason") or "",
    )


def dispute_report_of(dispute: stripe.Dispute) -> DisputeReport:
    """The report of a Dispute; a `warning_…` status is an inquiry, and no money has moved."""
    raw = dispute.to_dict()
    status = raw["status"].removeprefix("warning_")
    due = (raw.get("evidence_details") or {}).get("due_by")
    return DisputeReport(
        dispute_id=raw["id"],
        intent_id=raw.get("payment_intent") or "",
        status=DISPUTE_STATUS[status],
        is_inquiry=status != raw["status"],
        reason=raw.get("reason") or "",
        amount=Money(raw["amount"], raw["currency"].upper()),
        respond_by=datetime.fromtimestamp(due, UTC) if due else None,
    )


def account_report_of(account: dict) -> AccountReport:
    """The report of an Account, as a dict; without a prefix of its own Stripe shortens its descriptor."""
    settings = account.get("settings") or {}
    prefix = (settings.get("card_payments") or {}).get("statement_descriptor_prefix") or ""
    whole = (settings.get("payments") or {}).get("statement_descriptor") or ""
    names = [(settings.get("dashboard") or {}).get("display_name")]
    names.append((account.get("business_profile") or {}).get("name"))
    return AccountReport(
        account_id=account["id"],
        name=next((name for name in names if name), ""),
        country=account.get("country") or "",
        may_charge=bool(account.get("charges_enabled")),
        statement_prefix=prefix or whole[:LONGEST_PREFIX].strip(),
    )


def _capture_before(charge):
    """When an authorisation ends: as the charge says, else the shortest time there is."""
    if not isinstance(charge, dict):
        return None
    details = charge.get("payment_method_details") or {}
    said = (details.get(details.get("type")) or {}).get("capture_before")
    return (
        datetime.fromtimestamp(said, UTC)
        if said
        else datetime.fromtimestamp(charge["created"], UTC) + SHORTEST
    )


def attempt_of(charge: dict) -> AttemptReport:
    """The report of a charge, as a dict."""
    details = charge.get("payment_method_details") or {}
    method = details.get("type") or ""
    card = details.get(method) or {}
    outcome = charge.get("outcome") or {}
    return AttemptReport(
        charge_id=charge["id"],
        outcome=OUTCOME[charge["status"]],
        decline_code=(outcome.get("reason") or charge.get("failure_code") or "")
        if charge["status"] == "failed"
        else "",
        method=method,
        brand=card.get("brand") or "",
        last4=card.get("last4") or "",
        fingerprint=card.get("fingerprint") or "",
    )


def _code(error):
    """The decline code, the narrowest reason there is: insufficient_funds before card_declined."""
    error = error or {}
    return error.get("decline_code") or error.get("code") or ""
