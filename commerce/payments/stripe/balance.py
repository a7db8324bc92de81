"""From Stripe's balance to our reports."""

from datetime import UTC, datetime

import stripe

from commerce.money import Money
from commerce.payments.protocols import EntryReport, PayoutReport

# https://docs.stripe.com/reports/reporting-categories; what is not here is `other`.
CATEGORY = {
    "charge": "charge",
    "charge_failure": "charge",
    "refund": "refund",
    "refund_failure": "refund",
    "partial_capture_reversal": "refund",
    "dispute": "dispute",
    "dispute_reversal": "dispute",
    "fee": "fee",
    "network_cost": "fee",
    "tax": "fee",
    "payout": "payout",
    "payout_failure": "payout",
    "payout_reversal": "payout",
}


def entry_report_of(entry: stripe.BalanceTransaction) -> EntryReport:
    """The report of a balance transaction, its source expanded or not."""
    raw = entry.to_dict()
    currency, source = raw["currency"].upper(), raw.get("source")
    known = source if isinstance(source, dict) else {"id": source or ""}
    return EntryReport(
        entry_id=raw["id"],
        category=CATEGORY.get(raw["reporting_category"], "other"),
        amount=Money(raw["amount"], currency),
        fee=Money(raw["fee"], currency),
        source_id=known["id"],
        intent_id=known.get("payment_intent") or "",
        description=raw.get("description") or "",
        made_at=datetime.fromtimestamp(raw["created"], UTC),
    )


def payout_report_of(payout: stripe.Payout) -> PayoutReport:
    raw = payout.to_dict()
    return PayoutReport(
        payout_id=raw["id"],
        status=raw["status"],
        amount=Money(raw["amount"], raw["currency"].upper()),
        made_at=datetime.fromtimestamp(raw["created"], UTC),
        arrives_at=datetime.fromtimestamp(raw["arrival_date"], UTC),
    )
