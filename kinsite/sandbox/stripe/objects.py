"""New records in Stripe's shape: every field that Stripe shows, at its value of birth."""

from kinsite.sandbox.stripe import bank
from kinsite.sandbox.stripe.ids import letters, new_id
from kinsite.sandbox.stripe.statements import descriptors_of

ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
_EVIDENCE = (
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure "
    "cancellation_rebuttal customer_communication customer_email_address customer_name customer_purchase_ip "
    "customer_signature duplicate_charge_documentation duplicate_charge_explanation duplicate_charge_id "
    "product_description receipt refund_policy refund_policy_disclosure refund_refusal_explanation "
    "service_date service_documentation shipping_address shipping_carrier shipping_date "
    "shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text"
)
EVIDENCE = _EVIDENCE.split()


def _record(kind: str, now: int, **fields) -> dict:
    return {"id": new_id(kind), "object": kind, "created": now, "livemode": False, "metadata": {}, **fields}


def address(given: dict | None) -> dict:
    return {**ADDRESS, **{name: text or None for name, text in (given or {}).items()}}


def payment_intent(*, now: int, amount: int, currency: str, types: list[str], automatic: dict | None) -> dict:
    intent = _record("payment_intent", now)
    return intent | {
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": automatic,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{intent['id']}_secret_{letters(25)}",
        "confirmation_method": "automatic",
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "managed_payments": None,
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": {"id": "pmc_sandbox", "parent": None} if automatic else None,
        "payment_method_options": {},
        "payment_method_types": types,
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }


def charge(*, now: int, intent: dict, method: dict, url: str) -> dict:
    """One attempt to take the money of an intent, before the bank has answered."""
    record = _record("charge", now)
    return record | {
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "captured": False,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": outcome(),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": method["type"], method["type"]: _details(method, intent)},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": f"{url}/stripe/payments/{intent['id']}/",
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source": None,
        "source_transfer": None,
        "statement_descriptor": None,
        **descriptors_of(intent, method),
        "status": "pending",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }


def outcome(decline: bank.Decline | None = None) -> dict:
    """What the bank and Stripe's own check said of a charge."""
    said = {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": "Payment complete.",
        "type": "authorized",
    }
    if decline:
        said |= {
            "network_decline_code": "05",
            "network_status": "declined_by_network",
            "reason": decline.decline_code,
            "seller_message": "The bank did not return any further details with this decline.",
            "type": "issuer_declined",
        }
    return said


def _details(method: dict, intent: dict) -> dict:
    """How a charge describes what it was paid with."""
    if method["type"] != "card":
        return dict(method[method["type"]])
    card = method["card"]
    shown = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "wallet",
    )
    return {name: card[name] for name in shown} | {
        "amount_authorized": intent["amount"],
        "authorization_code": None,
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": letters(15),
        "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "transaction_link_id": None,
    }


def payment_method(*, now: int, type: str, billing: dict | None = None) -> dict:
    billing = dict(billing or {})
    return _record("payment_method", now) | {
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": address(billing.pop("address", None)),
            **dict.fromkeys(("email", "name", "phone", "tax_id")),
            **{name: text or None for name, text in billing.items()},
        },
        "customer": None,
        "customer_account": None,
        "type": type,
        type: {},
    }


def card(*, number: str, month: int, year: int, wallet: str | None = None) -> dict:
    looks = bank.behaviour_of(number)
    return {
        "brand": looks.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "fail" if looks.decline is bank.WRONG_CVC else "pass",
        },
        "country": looks.country,
        "display_brand": looks.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": bank.fingerprint_of(number),
        "funding": looks.funding,
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [looks.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": {"dynamic_last4": number[-4:], "type": wallet, wallet: {}} if wallet else None,
    }


def bank_account() -> dict:
    return {
        "account_holder_type": "individual",
        "account_type": "checking",
        "bank_name": "STRIPE TEST BANK",
        "financial_connections_account": None,
        "fingerprint": letters(16),
        "last4": "6789",
        "networks": {"preferred": "ach", "supported": ["ach"]},
        "routing_number": "110000000",
        "status_details": {},
    }


def sepa_account() -> dict:
    return {
        "bank_code": "37040044",
        "branch_code": "",
        "country": "DE",
        "fingerprint": letters(16),
        "generated_from": {"charge": None, "setup_attempt": None},
        "last4": "3000",
    }


def customer(*, now: int) -> dict:
    return _record("customer", now) | {
        "address": None,
        "balance": 0,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": letters(7).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def refund(*, now: int, charge: dict, amount: int, status: str) -> dict:
    paid_with = charge["payment_method_details"]["type"]
    card_note = {
        "reference": letters(12),
        "reference_status": "pending",
        "reference_type": "acquirer_reference_number",
    }
    record = _record("refund", now)
    del record["livemode"]  # Stripe's refunds have none
    return record | {
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": None,
        "destination_details": {
            "type": paid_with,
            paid_with: {**card_note, "type": "refund"} if paid_with == "card" else {},
        },
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": status,
        "transfer_reversal": None,
    }


def balance_transaction(*, now: int, source: dict, amount: int, type: str, fee: int = 0) -> dict:
    record = _record("balance_transaction", now)
    del record["livemode"], record["metadata"]
    fees = [
        {
            "amount": fee,
            "application": None,
            "currency": source["currency"],
            "description": "Stripe processing fees",
            "type": "stripe_fee",
        }
    ]
    return record | {
        "amount": amount,
        "available_on": now + 2 * 86400,
        "balance_type": "payments",
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": fee,
        "fee_details": fees if fee else [],
        "net": amount - fee,
        "reporting_category": _category(type, source),
        "source": source["id"],
        "status": "pending",
        "type": type,
    }


def _category(type: str, source: dict) -> str:
    """How Stripe's reports count an entry: an adjustment is a dispute's, or somebody's correction."""
    if type != "adjustment":
        return type
    return "dispute" if source["id"] else "other_adjustment"


def dispute(*, now: int, charge: dict, reason: str) -> dict:
    brand = charge["payment_method_details"].get("card", {}).get("brand", "visa")
    return _record("dispute", now) | {
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + 7 * 86400,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "type": "card",
            "card": {
                "brand": brand,
                "case_type": "chargeback",
                "network": brand,
                "network_reason_code": "10.4",
            },
        },
        "reason": reason,
        "status": "needs_response",
    }


def event(*, now: int, type: str, record: dict, previous: dict | None, request: str | None, key: str | None):
    born = _record("event", now)
    del born["metadata"]
    return born | {
        "api_version": None,
        "data": {"object": record} | ({"previous_attributes": previous} if previous else {}),
        "pending_webhooks": 0,
        "request": {"id": request, "idempotency_key": key},
        "type": type,
    }


def webhook_endpoint(*, now: int, url: str, events: list[str], description: str | None) -> dict:
    return _record("webhook_endpoint", now) | {
        "api_version": None,
        "application": None,
        "description": description,
        "enabled_events": events,
        "status": "enabled",
        "url": url,
    }
