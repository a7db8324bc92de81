"""The addresses under /v1/: which operation answers, and which of Stripe's types checks the call."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kinsite.sandbox.stripe import (
    account,
    browser,
    charges,
    customer_sessions,
    customers,
    disputes,
    elements,
    endpoints,
    events,
    intents,
    methods,
    payouts,
    refunds,
    taxes,
)
from kinsite.sandbox.stripe.errors import NoSuchAddress
from kinsite.sandbox.stripe.lists import below, listing, show
from kinsite.sandbox.stripe.platform import Call


@dataclass(frozen=True)
class Route:
    """`browser_type` stands where a publishable key may call, too, and says what it may send."""

    method: str
    path: str
    operation: Callable[[Call], dict]
    params_type: str
    browser_type: type | None = None

    def match(self, method: str, path: str) -> re.Match | None:
        pattern = "/v1/" + self.path.replace("{id}", "(?P<id>[^/]+)")
        return re.fullmatch(pattern, path) if method == self.method else None


ROUTES = [
    Route("GET", "account", account.show_account, "AccountRetrieveCurrentParams"),
    Route("GET", "accounts", account.list_accounts, "AccountListParams"),
    Route("GET", "accounts/{id}", account.show_account, "AccountRetrieveParams"),
    Route("GET", "elements/sessions", elements.show_session, "", browser.SessionParams),
    Route("POST", "payment_intents", intents.create_intent, "PaymentIntentCreateParams"),
    Route("GET", "payment_intents", listing("payment_intent", "customer"), "PaymentIntentListParams"),
    Route(
        "GET",
        "payment_intents/{id}",
        intents.show_intent,
        "PaymentIntentRetrieveParams",
        browser.RetrieveParams,
    ),
    Route("POST", "payment_intents/{id}", intents.update_intent, "PaymentIntentUpdateParams"),
    Route(
        "POST",
        "payment_intents/{id}/confirm",
        intents.confirm_intent,
        "PaymentIntentConfirmParams",
        browser.ConfirmParams,
    ),
    Route("POST", "payment_intents/{id}/capture", intents.capture_intent, "PaymentIntentCaptureParams"),
    Route("POST", "payment_intents/{id}/cancel", intents.cancel_intent, "PaymentIntentCancelParams"),
    Route(
        "GET",
        "charges",
        listing("charge", "customer", "payment_intent", "transfer_group"),
        "ChargeListParams",
    ),
    Route("GET", "charges/{id}", show("charge"), "ChargeRetrieveParams"),
    Route("POST", "charges/{id}", charges.update_charge, "ChargeUpdateParams"),
    Route("GET", "charges/{id}/refunds", below("refund", "charge"), "ChargeListRefundsParams"),
    Route("POST", "refunds", refunds.create_refund, "RefundCreateParams"),
    Route("GET", "refunds", listing("refund", "charge", "payment_intent"), "RefundListParams"),
    Route("GET", "refunds/{id}", show("refund"), "RefundRetrieveParams"),
    Route("POST", "refunds/{id}", refunds.update_refund, "RefundUpdateParams"),
    Route("POST", "customers", customers.create_customer, "CustomerCreateParams"),
    Route("GET", "customers", listing("customer", "email"), "CustomerListParams"),
    Route("GET", "customers/{id}", customers.show_customer, "CustomerRetrieveParams"),
    Route("POST", "customers/{id}", customers.update_customer, "CustomerUpdateParams"),
    Route("DELETE", "customers/{id}", customers.delete_customer, "CustomerDeleteParams"),
    Route("POST", "customer_sessions", customer_sessions.create_session, "CustomerSessionCreateParams"),
    Route(
        "GET",
        "customers/{id}/payment_methods",
        below("payment_method", "customer"),
        "CustomerPaymentMethodListParams",
    ),
    Route(
        "POST", "payment_methods", methods.create_method, "PaymentMethodCreateParams", browser.MethodParams
    ),
    Route("GET", "payment_methods", listing("payment_method", "customer", "type"), "PaymentMethodListParams"),
    Route("GET", "payment_methods/{id}", show("payment_method"), "PaymentMethodRetrieveParams"),
    Route("POST", "payment_methods/{id}", methods.update_method, "PaymentMethodUpdateParams"),
    Route("POST", "payment_methods/{id}/attach", methods.attach_method, "PaymentMethodAttachParams"),
    Route("POST", "payment_methods/{id}/detach", methods.detach_method, "PaymentMethodDetachParams"),
    Route(
        "GET",
        "balance_transactions",
        payouts.list_entries,
        "BalanceTransactionListParams",
    ),
    Route(
        "GET", "balance_transactions/{id}", show("balance_transaction"), "BalanceTransactionRetrieveParams"
    ),
    Route("GET", "payouts", listing("payout", "status"), "PayoutListParams"),
    Route("GET", "payouts/{id}", show("payout"), "PayoutRetrieveParams"),
    Route("GET", "disputes", listing("dispute", "charge", "payment_intent"), "DisputeListParams"),
    Route("GET", "disputes/{id}", show("dispute"), "DisputeRetrieveParams"),
    Route("POST", "disputes/{id}", disputes.update_dispute, "DisputeUpdateParams"),
    Route("POST", "disputes/{id}/close", disputes.close_dispute, "DisputeCloseParams"),
    Route("POST", "tax/calculations", taxes.create_calculation, "tax.CalculationCreateParams"),
    Route("GET", "tax/calculations/{id}/line_items", taxes.list_lines, "tax.CalculationLineItemListParams"),
    Route("GET", "events", events.list_events, "EventListParams"),
    Route("GET", "events/{id}", show("event"), "EventRetrieveParams"),
    Route("POST", "webhook_endpoints", endpoints.create_endpoint, "WebhookEndpointCreateParams"),
    Route("GET", "webhook_endpoints", listing("webhook_endpoint"), "WebhookEndpointListParams"),
    Route("GET", "webhook_endpoints/{id}", show("webhook_endpoint"), "WebhookEndpointRetrieveParams"),
    Route("POST", "webhook_endpoints/{id}", endpoints.update_endpoint, "WebhookEndpointUpdateParams"),
    Route("DELETE", "webhook_endpoints/{id}", endpoints.delete_endpoint, "WebhookEndpointDeleteParams"),
]


def find_route(method: str, path: str) -> tuple[Route, str | None]:
    for route in ROUTES:
        if found := route.match(method, path):
            return route, found.groupdict().get("id")
    raise NoSuchAddress(method, path)
