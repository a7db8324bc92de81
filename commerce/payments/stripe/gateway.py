"""Payments by Stripe: PaymentIntents, created from our order's total.

A web request never waits for Stripe longer than STRIPE_TIMEOUT seconds; retries are ours, by the same
key, never the client's. Calls go to STRIPE_API_HOST where it is set, else to Stripe.
"""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from commerce.errors import GatewayError, GatewayRefused
from commerce.money import Money
from commerce.payments.protocols import DisputeReport, Forged, IntentReport, RefundReport
from commerce.payments.stripe.client import InFlight, ask, make_client
from commerce.payments.stripe.reports import attempt_of, dispute_report_of, refund_report_of, report_of
from commerce.payments.stripe.signature import read_notice
from kinsite.foundation.breaker import Breaker

logger = logging.getLogger(__name__)

# Asked for with every intent, so that one call tells of the last charge too.
EXPAND = ["latest_charge"]
# So many calls in a row without an answer, and callers are told at once instead of waiting, for so long.
SILENT_CALLS, REST_SECONDS = 3, 10


class StripeGateway:
    def __init__(self):
        self._breaker = Breaker(cool_down=REST_SECONDS, failures=SILENT_CALLS)
        self._stripe = make_client()

    def start(self, *, amount: Money, key: str, reference: str, description: str) -> IntentReport:
        return self._report(
            self._stripe.v1.payment_intents.create,
            {
                "amount": amount.minor,
                "currency": amount.currency.lower(),
                "automatic_payment_methods": {"enabled": True},
                "description": description,
                "metadata": {"payment": reference},
                "expand": EXPAND,
            },
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
        found = ask(
            self._stripe.v1.payment_intents.list,
            {"created": {"gte": int(moment.timestamp())}, "limit": 100},
        )
        return [report_of(intent) for intent in found.data]

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
        found = self._ask(self._stripe.v1.refunds.list, {"payment_intent": intent_id, "limit": 100})
        return [refund_report_of(refund) for refund in found.data]

    def refunded_since(self, moment: datetime) -> list[RefundReport]:
        found = self._ask(
            self._stripe.v1.refunds.list, {"created": {"gte": int(moment.timestamp())}, "limit": 100}
        )
        return [refund_report_of(refund) for refund in found.data]

    def look_up_dispute(self, dispute_id: str) -> DisputeReport:
        return dispute_report_of(self._ask(self._stripe.v1.disputes.retrieve, dispute_id))

    def disputed_since(self, moment: datetime) -> list[DisputeReport]:
        found = self._ask(
            self._stripe.v1.disputes.list, {"created": {"gte": int(moment.timestamp())}, "limit": 100}
        )
        return [dispute_report_of(dispute) for dispute in found.data]

    def read_notice(self, body: bytes, signature: str):
        notice, is_live = read_notice(body, signature, settings.STRIPE_WEBHOOK_SECRETS)
        if is_live != settings.STRIPE_LIVE_MODE:
            raise Forged("live and test mode do not mix")
        return notice

    def _attempts_of(self, intent_id):
        asked = {"payment_intent": intent_id, "limit": 100}
        found = self._ask(self._stripe.v1.charges.list, asked)
        return tuple(attempt_of(charge.to_dict()) for charge in reversed(found.data))

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
