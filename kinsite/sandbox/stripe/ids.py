"""Ids as Stripe writes them: a prefix that names the kind, then letters and digits."""

import secrets
import string

ALPHABET = string.ascii_letters + string.digits
PREFIXES = {
    "balance_transaction": "txn_",
    "charge": "ch_",
    "customer": "cus_",
    "customer_session": "cuss_",
    "dispute": "du_",
    "event": "evt_",
    "payment_intent": "pi_",
    "payment_method": "pm_",
    "payout": "po_",
    "refund": "re_",
    "tax.calculation": "taxcalc_",
    "webhook_endpoint": "we_",
}
KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}


def letters(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_id(kind: str) -> str:
    return PREFIXES[kind] + letters(14 if kind == "customer" else 24)


def kind_of(record_id: str) -> str | None:
    return KINDS.get(record_id.partition("_")[0] + "_")
