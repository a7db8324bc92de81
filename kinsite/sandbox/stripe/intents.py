"""PaymentIntents: one wish to be paid, and the attempts that it takes."""

from kinsite.sandbox.stripe import bank, charging, currencies, objects, offers
from kinsite.sandbox.stripe.errors import CardDeclined, InvalidRequest
from kinsite.sandbox.stripe.ids import letters
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.methods import make_method, resolve_method
from kinsite.sandbox.stripe.platform import Call
from kinsite.sandbox.stripe.statements import check_suffix

CONFIRMABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}
CHANGEABLE = CONFIRMABLE
CANCELABLE = CONFIRMABLE | {"requires_capture"}
ALWAYS_SETTABLE = {"description", "metadata"}
COPIED = (
    "capture_method",
    "description",
    "payment_method_options",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
)
# What a browser may see of an intent: no metadata, no customer, no charge.
_SEEN = (
    "id object amount amount_details automatic_payment_methods canceled_at cancellation_reason "
    "capture_method client_secret confirmation_method created currency description last_payment_error "
    "livemode next_action payment_method payment_method_types processing receipt_email "
    "setup_future_usage shipping source status"
)
PUBLIC = frozenset(_SEEN.split())


def create_intent(call: Call) -> dict:
    given = call.params
    currency = currencies.known(given["currency"])
    currencies.check_amount(given["amount"], currency)
    automatic, types = given.get("automatic_payment_methods"), given.get("payment_method_types")
    if automatic and types:
        raise InvalidRequest(
            "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
            code="parameters_exclusive",
        )
    excluded = given.get("excluded_payment_method_types") or []
    if not types:
        automatic = {"allow_redirects": "always", "enabled": True} | (automatic or {})
        types = [kind for kind in offers.methods_for(given["amount"], currency) if kind not in excluded]
        if automatic["allow_redirects"] == "never":
            types = [kind for kind in types if kind not in bank.REDIRECTED]
    intent = objects.payment_intent(
        now=call.now, amount=given["amount"], currency=currency, types=types, automatic=automatic
    )
    intent["excluded_payment_method_types"] = excluded or None
    if given.get("customer"):
        intent["customer"] = call.store.get("customer", given["customer"], param="customer")["id"]
    _copy(intent, given)
    intent["metadata"] = merged({}, given.get("metadata"))
    call.store.add(intent)
    if given.get("payment_method"):
        _choose(call, intent, resolve_method(call, given["payment_method"]))
    call.announce("payment_intent.created", intent)
    return confirm(call, intent) if given.get("confirm") else intent


def _copy(intent: dict, given: dict) -> None:
    if suffix := given.get("statement_descriptor_suffix"):
        check_suffix(suffix)
    for name in COPIED:
        if name in given:
            intent[name] = given[name] or None
    if intent["shipping"]:
        shipping = {"carrier": None, "phone": None, "tracking_number": None} | intent["shipping"]
        intent["shipping"] = shipping | {"address": objects.address(shipping.get("address"))}
    intent["payment_method_options"] = intent["payment_method_options"] or {}


def show_intent(call: Call) -> dict:
    return call.store.get("payment_intent", call.target, param="intent")


def as_browser_sees(intent: dict) -> dict:
    return {name: fact for name, fact in intent.items() if name in PUBLIC}


def update_intent(call: Call) -> dict:
    intent, given = call.store.get("payment_intent", call.target, param="intent"), call.params
    if intent["status"] not in CHANGEABLE and set(given) - ALWAYS_SETTABLE:
        raise unexpected_state(intent, "updated")
    if "currency" in given:
        intent["currency"] = currencies.known(given["currency"])
    if "amount" in given:
        currencies.check_amount(given["amount"], intent["currency"])
        intent["amount"] = given["amount"]
    if given.get("customer"):
        intent["customer"] = call.store.get("customer", given["customer"], param="customer")["id"]
    _copy(intent, given)
    intent["metadata"] = merged(intent["metadata"], given.get("metadata"))
    if given.get("payment_method"):
        _choose(call, intent, resolve_method(call, given["payment_method"]))
    return call.store.save(intent)


def confirm_intent(call: Call) -> dict:
    return confirm(call, call.store.get("payment_intent", call.target, param="intent"))


def confirm(call: Call, intent: dict) -> dict:
    """Try to take the money: now, after the shopper's bank agreed, or some days later."""
    given = call.params
    if intent["status"] not in CONFIRMABLE:
        raise unexpected_state(intent, "confirmed")
    if call.publishable:
        _check_against_page(intent, given.get("deferred_intent") or {})
    if given.get("payment_method_data"):
        _choose(call, intent, make_method(call, given["payment_method_data"]))
    elif given.get("payment_method"):
        _choose(call, intent, resolve_method(call, given["payment_method"]))
    if not intent["payment_method"]:
        raise InvalidRequest(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either "
            "update the PaymentIntent with a payment method and then confirm it again, or confirm it again "
            "directly with a payment method or ConfirmationToken.",
            code="payment_intent_unexpected_state",
            payment_intent=intent,
        )
    automatic = intent["automatic_payment_methods"]
    if automatic and automatic["allow_redirects"] == "always" and not given.get("return_url"):
        raise InvalidRequest(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because "
            "some of these payment methods might redirect your customer off of your page, you must provide a "
            "`return_url`. If you don't want to accept redirect-based payment methods, set "
            "`automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` "
            "to `never` when creating Setup Intents and Payment Intents.",
            param="return_url",
        )
    _copy(
        intent,
        {name: given[name] for name in ("receipt_email", "setup_future_usage", "shipping") if name in given},
    )
    offers.check_shipping(intent, call.store.get("payment_method", intent["payment_method"]))
    return _attempt(call, intent)


def _check_against_page(intent: dict, page: dict) -> None:
    """The amount that the page showed must be the amount that is charged."""
    for name in ("amount", "currency"):
        if name in page and page[name] != intent[name]:
            raise InvalidRequest(
                f"The {name} provided to Elements ({page[name]}) does not match the {name} of the "
                f"PaymentIntent ({intent[name]}). Update Elements before confirming.",
                code="payment_intent_invalid_parameter",
                param=name,
            )


def _choose(call: Call, intent: dict, method: dict) -> None:
    if method["type"] not in intent["payment_method_types"]:
        raise InvalidRequest(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this PaymentIntent. Please "
            "attach a PaymentMethod of one of the following types: "
            + ", ".join(intent["payment_method_types"])
            + ".",
            code="payment_intent_incompatible_payment_method",
            param="payment_method",
        )
    offers.check_country(method, intent["currency"])
    if method["customer"] and method["customer"] != intent["customer"]:
        raise InvalidRequest(
            f"The customer does not have a payment method with the ID {method['id']}. The payment method "
            "must be attached to the customer.",
            code="resource_missing",
            param="payment_method",
        )
    intent["payment_method"] = method["id"]
    if intent["status"] == "requires_payment_method":
        intent["status"] = "requires_confirmation"
    call.store.save(intent)


def _attempt(call: Call, intent: dict) -> dict:
    method = call.store.get("payment_method", intent["payment_method"])
    card = bank.behaviour_of(call.store.hidden(method["id"]).get("number"))
    asks_shopper = method["type"] == "card" and card.asks_shopper
    if method["type"] in bank.DELAYED:
        return charging.begin_processing(call, intent)
    if not asks_shopper and method["type"] not in bank.REDIRECTED:
        return charging.charge(call, intent)
    if asks_shopper and (call.params.get("off_session") or call.params.get("error_on_requires_action")):
        raise charging.declined(call, intent, bank.NEEDS_SHOPPER)
    return _send_to_bank(call, intent, in_page=asks_shopper and call.params.get("use_stripe_sdk", False))


def _send_to_bank(call: Call, intent: dict, *, in_page: bool) -> dict:
    """Ask the shopper's bank: in a frame over the page where stripe.js runs, else on a page of its own."""
    nonce, back = letters(32), call.params.get("return_url")
    call.store.hide(intent["id"], nonce=nonce, return_url=back)
    if in_page:
        url = f"{call.platform.url}/3d-secure/{intent['id']}/?nonce={nonce}"
        action = {"type": "three_d_secure_redirect", "stripe_js": url}
        intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": action}
    else:
        url = f"{call.platform.url}/bank/{intent['id']}/?nonce={nonce}"
        intent["next_action"] = {
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": back, "url": url},
        }
    intent["status"] = "requires_action"
    call.store.save(intent)
    call.announce("payment_intent.requires_action", intent)
    return intent


def capture_intent(call: Call) -> dict:
    intent = call.store.get("payment_intent", call.target, param="intent")
    if intent["status"] != "requires_capture":
        raise unexpected_state(intent, "captured")
    amount = call.params.get("amount_to_capture", intent["amount"])
    if amount > intent["amount"]:
        raise InvalidRequest(
            "You cannot capture more than the authorized amount.",
            code="amount_too_large",
            param="amount_to_capture",
        )
    currencies.check_step(amount, intent["currency"], "amount_to_capture")
    charge = call.store.get("charge", intent["latest_charge"])
    return charging.capture(call, intent, charge, amount)


def cancel_intent(call: Call) -> dict:
    intent = call.store.get("payment_intent", call.target, param="intent")
    if intent["status"] not in CANCELABLE:
        raise unexpected_state(intent, "canceled")
    if intent["status"] == "requires_capture":
        charging.release(call, call.store.get("charge", intent["latest_charge"]))
    intent |= {
        "status": "canceled",
        "amount_capturable": 0,
        "canceled_at": call.now,
        "cancellation_reason": call.params.get("cancellation_reason"),
        "next_action": None,
    }
    call.store.save(intent)
    call.announce("payment_intent.canceled", intent)
    return intent


def answer_of_bank(call: Call, intent: dict, answer: str) -> dict:
    """The shopper came back from the bank: `authorize`, `fail` or `process` (it takes days)."""
    if intent["status"] != "requires_action":
        raise unexpected_state(intent, "confirmed")
    intent["next_action"] = None
    match answer:
        case "authorize":
            try:
                return charging.charge(call, intent, was_authenticated=True)
            except CardDeclined:
                return call.store.get("payment_intent", intent["id"])
        case "process":
            return charging.begin_processing(call, intent)
        case _:
            return charging.fail_authentication(call, intent)


def unexpected_state(intent: dict, verb: str) -> InvalidRequest:
    if verb == "confirmed" and intent["status"] == "succeeded":
        message = (
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously "
            "confirmed."
        )
    else:
        message = f"This PaymentIntent could not be {verb} because it has a status of {intent['status']}."
    return InvalidRequest(message, code="payment_intent_unexpected_state", payment_intent=intent)
