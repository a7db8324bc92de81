"""The one account of the sandbox: `GET /v1/account`."""

BORN = 1_700_000_000
# What bank statements say: of a card its prefix and the payment's suffix, else the whole.
DESCRIPTOR, PREFIX = "STRIPE SANDBOX", "KIN"
ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
NOTHING_DUE = {
    "alternatives": [],
    "current_deadline": None,
    "currently_due": [],
    "disabled_reason": None,
    "errors": [],
    "eventually_due": [],
    "past_due": [],
    "pending_verification": [],
}
ACCOUNT = {
    "id": "acct_1KinSandbox00000",
    "object": "account",
    "business_profile": {
        "annual_revenue": None,
        "estimated_worker_count": None,
        "mcc": "5712",
        "minority_owned_business_designation": None,
        "name": "Kin Workspace sandbox",
        "product_description": None,
        "support_address": ADDRESS,
        "support_email": None,
        "support_phone": None,
        "support_url": None,
        "url": None,
    },
    "business_type": None,
    "capabilities": {"card_payments": "active", "transfers": "active"},
    "charges_enabled": True,
    "controller": {"type": "account"},
    "country": "US",
    "created": BORN,
    "default_currency": "usd",
    "details_submitted": True,
    "email": "owner@example.com",
    "external_accounts": {
        "object": "list",
        "data": [],
        "has_more": False,
        "url": "/v1/accounts/acct_1KinSandbox00000/external_accounts",
    },
    "future_requirements": NOTHING_DUE,
    "metadata": {},
    "payouts_enabled": True,
    "requirements": NOTHING_DUE,
    "settings": {
        "bacs_debit_payments": {"display_name": None, "service_user_number": None},
        "branding": dict.fromkeys(("icon", "logo", "primary_color", "secondary_color")),
        "card_issuing": {"tos_acceptance": {"date": None, "ip": None}},
        "card_payments": {
            "decline_on": {"avs_failure": False, "cvc_failure": False},
            "statement_descriptor_prefix": PREFIX,
            "statement_descriptor_prefix_kana": None,
            "statement_descriptor_prefix_kanji": None,
        },
        "dashboard": {"display_name": "Kin Workspace sandbox", "timezone": "Etc/UTC"},
        "invoices": {"default_account_tax_ids": None, "hosted_payment_method_save": None},
        "payments": {
            "statement_descriptor": DESCRIPTOR,
            "statement_descriptor_kana": None,
            "statement_descriptor_kanji": None,
            "statement_descriptor_prefix_kana": None,
            "statement_descriptor_prefix_kanji": None,
        },
        "payouts": {
            "debit_negative_balances": True,
            "schedule": {"delay_days": 2, "interval": "daily"},
            "statement_descriptor": None,
        },
        "sepa_debit_payments": {},
    },
    "tos_acceptance": {"date": BORN, "ip": None, "user_agent": None},
    "type": "standard",
}


def show_account(call) -> dict:
    return ACCOUNT


def list_accounts(call) -> dict:
    """Connected accounts: a shop of its own has none."""
    return {"object": "list", "data": [], "has_more": False, "url": "/v1/accounts"}
