"""What the payment frame asks before it draws itself: which ways to pay there are."""

from kinsite.sandbox.stripe import currencies, customer_sessions, offers
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.platform import Call


def show_session(call: Call) -> dict:
    """For an intent by its secret, or for an amount and a currency while there is none yet."""
    wanted = call.params.get("deferred_intent")
    if wanted:
        currency = currencies.known(wanted["currency"])
        currencies.check_amount(wanted["amount"], currency)
        types = offers.methods_for(wanted["amount"], currency)
    elif secret := call.params.get("client_secret"):
        types = intent_of(call, secret)["payment_method_types"]
    else:
        raise InvalidRequest(
            "Missing required param: deferred_intent or client_secret.", code="parameter_missing"
        )
    secret = call.params.get("customer_session_client_secret")
    return {
        "object": "elements.session",
        "livemode": False,
        "payment_method_types": types,
        "customer": customer_sessions.seen_by_frame(call, secret) if secret else None,
    }


def intent_of(call: Call, secret: str) -> dict:
    """The intent whose client secret this is; a wrong one is refused as Stripe refuses it."""
    intent = call.store.get("payment_intent", secret.partition("_secret_")[0], param="intent")
    if secret != intent["client_secret"]:
        raise InvalidRequest(
            "The client_secret provided does not match any associated PaymentIntent.",
            code="payment_intent_invalid_parameter",
            param="client_secret",
        )
    return intent
