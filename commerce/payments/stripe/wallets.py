"""Wallets by Stripe: a Customer for each of ours, and sessions that let the Payment Element show its cards.

https://docs.stripe.com/payments/accept-a-payment-deferred#save-payment-methods
"""

from commerce.errors import GatewayRefused
from commerce.payments.protocols import IntentReport, SavedCard

# Saved only where the shopper ticks the box, for payments at which they are there.
FEATURES = {
    "payment_method_redisplay": "enabled",
    "payment_method_redisplay_limit": 10,
    "payment_method_save": "enabled",
    "payment_method_save_usage": "on_session",
    "payment_method_remove": "disabled",
}

# What Stripe says of a customer who was deleted before.
GONE = "resource_missing"


class StripeWallets:
    """The part of the gateway that knows of saved cards; it asks by the gateway's own client."""

    def open_wallet(self, *, key: str, reference: str) -> str:
        made = self._ask(
            self._stripe.v1.customers.create,
            {"metadata": {"customer": reference}},
            {"idempotency_key": key},
        )
        return made.id

    def begin_wallet_session(self, wallet_id: str) -> str:
        components = {"payment_element": {"enabled": True, "features": FEATURES}}
        made = self._ask(
            self._stripe.v1.customer_sessions.create, {"customer": wallet_id, "components": components}
        )
        return made.client_secret

    def lend_wallet(self, *, intent_id: str, wallet_id: str) -> IntentReport:
        return self._report(
            self._stripe.v1.payment_intents.update,
            intent_id,
            {"customer": wallet_id, "expand": ["latest_charge"]},
        )

    def saved_cards(self, wallet_id: str) -> list[SavedCard]:
        found = self._ask(
            self._stripe.v1.customers.payment_methods.list, wallet_id, {"type": "card", "limit": 100}
        )
        return [
            SavedCard(
                card_id=method.id,
                brand=method.card.display_brand or method.card.brand,
                last4=method.card.last4,
                month=method.card.exp_month,
                year=method.card.exp_year,
            )
            for method in found.data
        ]

    def forget_card(self, card_id: str) -> None:
        self._ask(self._stripe.v1.payment_methods.detach, card_id)

    def close_wallet(self, wallet_id: str) -> None:
        try:
            self._ask(self._stripe.v1.customers.delete, wallet_id)
        except GatewayRefused as problem:
            if problem.code != GONE:
                raise
