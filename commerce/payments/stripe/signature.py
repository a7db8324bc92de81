"""Is a call from Stripe? The signature is proved before a byte of the body is believed."""

import json

import stripe

from commerce.payments.protocols import Forged, Notice
from kinsite.foundation import clock

# Stripe's own tolerance for an old signature; one from the future is refused sooner: stripe-python
# would accept a timestamp a day ahead.
OLDEST_SECONDS = 300
NEWEST_SECONDS = 60


def read_notice(body: bytes, signature: str, secrets: list[str]) -> tuple[Notice, bool]:
    """The notice in a signed body, and whether it is of live mode. Several secrets may be valid while
    one is rotated. Raises Forged."""
    try:
        text = body.decode()
    except UnicodeDecodeError as problem:
        raise Forged("not text") from problem
    if not any(_is_signed(text, signature, secret) for secret in secrets):
        raise Forged("no valid signature")
    try:
        event = json.loads(text)
        about = event["data"]["object"]
        # Of all of Stripe's objects only the balance has no id.
        object_id = "" if about.get("object") == "balance" else str(about["id"])
        notice = Notice(str(event["id"]), str(event["type"]), object_id)
        return notice, bool(event["livemode"])
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Forged("signed, but not an event") from problem


def _is_signed(text, signature, secret):
    try:
        stripe.WebhookSignature.verify_header(text, signature, secret, OLDEST_SECONDS)
        stamp = next(part[2:] for part in signature.split(",") if part.startswith("t="))
        return int(stamp) <= clock.now().timestamp() + NEWEST_SECONDS
    except (stripe.SignatureVerificationError, ValueError, StopIteration):
        return False
