"""Charges: read, and annotated; they are born in `charging`."""

from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call


def update_charge(call: Call) -> dict:
    charge = call.store.get("charge", call.target)
    for name in ("description", "receipt_email", "shipping", "fraud_details"):
        if name in call.params:
            charge[name] = call.params[name] or None
    charge["metadata"] = merged(charge["metadata"], call.params.get("metadata"))
    call.store.save(charge)
    call.announce("charge.updated", charge)
    return charge
