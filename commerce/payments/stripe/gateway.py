"""Payments by Stripe: PaymentIntents, created from our order's total.

A web request never waits for Stripe longer than STRIPE_TIMEOUT seconds; retries are ours, by the same
key, never the client's. Calls go to STRIPE_API_HOST where it is set, else to Stripe.
"""

import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.conf import settings

from commerce.errors import GatewayError, GatewayRefused
from commerce.money import Money
from commerce.payments.protocols import (
    AccountReport,
    DisputeReport,
    EntryReport,
    Evidence,
    Forged,
    IntentReport,
    PayoutReport,
    RefundReport,
)
from commerce.payments.stripe.amounts import as_asked
from commerce.payments.stripe.balance import entry_report_of, payout_report_of
from commerce.payments.stripe.client import InFlight, ask, make_client
from commerce.payments.stripe.reports import (
    account_report_of,
    attempt_of,
    dispute_report_of,
    refund_report_of,
    report_of,
)
from commerce.payments.stripe.signature import read_notice
from commerce.payments.stripe.wallets import StripeWallets
from kinsite.foundation.breaker import Breaker

logger = logging.getLogger(__name__)

# Asked for with every intent, so that one call tells of the last charge too.
EXPAND = ["latest_charge"]
# Methods that can be captured later. Asked for by method, not for the whole payment, so that the others stay
# on offer and are captured at once: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
CAPTURABLE = ("affirm", "afterpay_clearpay", "amazon_pay", "card", "klarna", "link")
# So many calls in a row without an answer, and callers are told at once instead of waiting, for so long.
SILENT_CALLS, REST_SECONDS = 3, 10


class StripeGateway(StripeWallets):
    def __init__(self):
        self._breaker = Breaker(cool_down=REST_SECONDS, failures=SILENT_CALLS)
        self._stripe = make_client()

    def start(
        self,
        *,
        amount: Money,
        key: str,
        reference: str,
        description: str,
        captures_later: bool = False,
        excluded_methods: Sequence[str] = (),
        statement_suffix: str = "",
    ) -> IntentReport:
        held = [name for name in CAPTURABLE if captures_later and name not in excluded_methods]
        chosen = {
            "payment_method_options": {name: {"capture_method": "manual"} for name in held},
            "excluded_payment_method_types": list(excluded_methods),
            "statement_descriptor_suffix": statement_suffix,
        }
        return self._report(
            self._stripe.v1.payment_intents.create,
            {
                **as_asked(amount),
                "automatic_payment_methods": {"enabled": True},
                "description": description,
                "metadata": {"payment": reference},
                "expand": EXPAND,
                **{name: choice for name, choice in chosen.items() if choice},
            },
            {"idempotency_key": key},
        )

    def capture(self, *, intent_id: str, amount: Money, key: str) -> IntentReport:
        return self._report(
            self._stripe.v1.payment_intents.capture,
            intent_id,
            {"amount_to_capture": amount.minor, "expand": EXPAND},
            {"idempotency_key": key},
        )

    def look_up(self, intent_id: str) -> IntentReport:
        report = self._report(self._stripe.v1.payment_intents.retrieve, intent_id, {"expand": EXPAND})
        # The intent brings its latest charge; where that was declined, others may have been before it.
        return replace(report, attempts=self._attempts_of(intent_id)) if report.decline_code else report

    def cancel(self, intent_id: str) -> IntentReport:
        try:
            return self._report(self._stripe.v1.payment_intents.cancel, intent_id, {"expand": EXPAND})
        except GatewayRefused:
            # Paid, processing or cancelled already: what it is now decides.
            return self.look_up(intent_id)

    def begun_since(self, moment: datetime) -> list[IntentReport]:
        return [report_of(found) for found in self._since(self._stripe.v1.payment_intents.list, moment)]

    def refund(self, *, intent_id: str, amount: Money, key: str, reference: str) -> RefundReport:
        made = ask(
            self._stripe.v1.refunds.create,
            {"payment_intent": intent_id, "amount": amount.minor, "metadata": {"refund": reference}},
            {"idempotency_key": key},
        )
        return refund_report_of(made)

    def look_up_refund(self, refund_id: str) -> RefundReport:
        return refund_report_of(self._ask(self._stripe.v1.refunds.retrieve, refund_id))

    def refunds_of(self, intent_id: str) -> list[RefundReport]:
        made = self._all(self._stripe.v1.refunds.list, {"payment_intent": intent_id})
        return [refund_report_of(refund) for refund in made]

    def refunded_since(self, moment: datetime) -> list[RefundReport]:
        return [refund_report_of(found) for found in self._since(self._stripe.v1.refunds.list, moment)]

    def look_up_dispute(self, dispute_id: str) -> DisputeReport:
        return dispute_report_of(self._ask(self._stripe.v1.disputes.retrieve, dispute_id))

    def disputed_since(self, moment: datetime) -> list[DisputeReport]:
        return [dispute_report_of(found) for found in self._since(self._stripe.v1.disputes.list, moment)]

    def give_evidence(self, *, dispute_id: str, evidence: Evidence, submits: bool, key: str) -> DisputeReport:
        said = {name: words for name, words in asdict(evidence).items() if words}
        asked = {"evidence": said, "submit": submits}
        kept = self._ask(self._stripe.v1.disputes.update, dispute_id, asked, {"idempotency_key": key})
        return dispute_report_of(kept)

    def entries_since(self, moment: datetime) -> list[EntryReport]:
        found = self._since(self._stripe.v1.balance_transactions.list, moment, {"expand": ["data.source"]})
        return [entry_report_of(entry) for entry in found]

    def entries_of(self, payout_id: str) -> list[EntryReport]:
        asked = {"payout": payout_id, "expand": ["data.source"]}
        return [
            entry_report_of(entry) for entry in self._all(self._stripe.v1.balance_transactions.list, asked)
        ]

    def look_up_entry(self, entry_id: str) -> EntryReport:
        asked = {"expand": ["source"]}
        return entry_report_of(self._ask(self._stripe.v1.balance_transactions.retrieve, entry_id, asked))

    def payouts_since(self, moment: datetime) -> list[PayoutReport]:
        return [payout_report_of(found) for found in self._since(self._stripe.v1.payouts.list, moment)]

    def look_up_payout(self, payout_id: str) -> PayoutReport:
        return payout_report_of(self._ask(self._stripe.v1.payouts.retrieve, payout_id))

    def look_up_account(self) -> AccountReport:
        return account_report_of(self._ask(self._stripe.v1.accounts.retrieve_current).to_dict())

    def read_notice(self, body: bytes, signature: str):
        notice, is_live = read_notice(body, signature, settings.STRIPE_WEBHOOK_SECRETS)
        if is_live != settings.STRIPE_LIVE_MODE:
            raise Forged("live and test mode do not mix")
        return notice

    def _since(self, listing, moment, more=None):
        return self._all(listing, {"created": {"gte": int(moment.timestamp())}, **(more or {})})

    def _all(self, listing, asked):
        """Every object of a list, page by page: each page is a call with its own patience."""
        asked = {**asked, "limit": 100}
        while True:
            page = self._ask(listing, asked)
            yield from page.data
            if not page.has_more:
                return
            asked["starting_after"] = page.data[-1].id

    def _attempts_of(self, intent_id):
        found = self._all(self._stripe.v1.charges.list, {"payment_intent": intent_id})
        return tuple(attempt_of(charge.to_dict()) for charge in reversed(list(found)))

    def _report(self, call, *arguments):
        return report_of(self._ask(call, *arguments))

    def _ask(self, call, *arguments):
        if not self._breaker.allows():
            raise GatewayError("Stripe did not answer a moment ago")
        try:
            answer = ask(call, *arguments)
        except (InFlight, GatewayRefused):
            self._breaker.succeeded()
            raise
        except GatewayError as problem:
            if self._breaker.failed():
                logger.error("stripe does not answer", extra={"problem": str(problem)})
            raise
        self._breaker.succeeded()
        return answer
