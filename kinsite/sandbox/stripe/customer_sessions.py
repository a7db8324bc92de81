"""Customer sessions: for a while, the payment frame may show the cards of one customer and save another."""

import hmac

from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.ids import letters, new_id
from kinsite.sandbox.stripe.platform import Call

LASTS = 1800


def create_session(call: Call) -> dict:
    customer = call.store.get("customer", call.params["customer"], param="customer")
    element = call.params["components"].get("payment_element") or {"enabled": False}
    session_id = new_id("customer_session")
    record = {
        "id": session_id,
        "object": "customer_session",
        "client_secret": f"{session_id}_secret_{letters(32)}",
        "components": {"payment_element": {"features": None} | element},
        "created": call.now,
        "customer": customer["id"],
        "customer_account": None,
        "expires_at": call.now + LASTS,
        "livemode": False,
    }
    call.store.add(record)
    return {name: fact for name, fact in record.items() if name != "id"}


def seen_by_frame(call: Call, secret: str) -> dict:
    """What the frame is told of a customer: cards that may be shown again, and whether it may save one."""
    session = call.store.find(secret.partition("_secret_")[0]) or {}
    known = session.get("client_secret", "") if session.get("object") == "customer_session" else ""
    if not known or not hmac.compare_digest(known.encode(), secret.encode()):
        raise InvalidRequest("No such customer session.", param="customer_session_client_secret")
    if session["expires_at"] < call.now:
        raise InvalidRequest("This customer session has expired.", param="customer_session_client_secret")
    features = session["components"]["payment_element"].get("features") or {}
    saved = []
    if features.get("payment_method_redisplay") == "enabled":
        shown = features.get("payment_method_allow_redisplay_filters", ["always"])
        saved = [
            {"id": method["id"], **{name: method["card"][name] for name in ("brand", "last4")}}
            for method in call.store.every("payment_method", customer=session["customer"], type="card")
            if method["allow_redisplay"] in shown
        ]
    saves = features.get("payment_method_save") == "enabled"
    return {
        "payment_methods": saved,
        "save_usage": features.get("payment_method_save_usage") if saves else None,
    }
