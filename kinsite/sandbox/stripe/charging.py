"""Attempts to take the money: a new charge each time, approved, declined or slow."""

from kinsite.sandbox.stripe import bank, disputes, objects
from kinsite.sandbox.stripe.errors import DOCUMENTATION, CardDeclined
from kinsite.sandbox.stripe.methods import keep_for_customer
from kinsite.sandbox.stripe.platform import Call

AUTHENTICATED = {
    "authentication_flow": "challenge",
    "electronic_commerce_indicator": "05",
    "exemption_indicator": None,
    "result": "authenticated",
    "result_reason": None,
    "transaction_id": None,
    "version": "2.2.0",
}
AUTHENTICATION_FAILED = (
    "We are unable to authenticate your payment method. Please choose a different payment method and try "
    "again."
)


def charge(call: Call, intent: dict, *, was_authenticated: bool = False) -> dict:
    """Ask the bank for the money; a decline is raised after it was written down."""
    method = call.store.get("payment_method", intent["payment_method"])
    card = bank.behaviour_of(call.store.hidden(method["id"]).get("number"))
    if method["type"] == "card" and card.decline:
        raise declined(call, intent, card.decline)
    record = _new_charge(call, intent, method)
    if was_authenticated and method["type"] == "card":
        record["payment_method_details"]["card"]["three_d_secure"] = AUTHENTICATED
    return _approve(call, intent, record)


def _new_charge(call: Call, intent: dict, method: dict) -> dict:
    record = objects.charge(now=call.now, intent=intent, method=method, url=call.platform.url)
    intent["latest_charge"] = record["id"]
    return call.store.add(record)


def _approve(call: Call, intent: dict, record: dict) -> dict:
    record |= {"status": "succeeded", "paid": True}
    intent |= {"last_payment_error": None, "next_action": None, "processing": None}
    method = call.store.get("payment_method", record["payment_method"])
    if intent["setup_future_usage"] and intent["customer"] and not method["customer"]:
        keep_for_customer(call, method, intent["customer"])
    if intent["capture_method"] == "manual":
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        call.store.save(record)
        call.store.save(intent)
        call.announce("charge.succeeded", record)
        call.announce("payment_intent.amount_capturable_updated", intent)
        return intent
    return capture(call, intent, record, intent["amount"])


def capture(call: Call, intent: dict, record: dict, amount: int) -> dict:
    """Move the money. The fee follows in `charge.updated`, as Stripe's asynchronous capture has it."""
    was_authorised = intent["status"] == "requires_capture"
    record |= {"captured": True, "amount_captured": amount}
    if amount < record["amount"]:
        record["amount_refunded"] = record["amount"] - amount
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
    intent |= call.platform.tampering.take()
    call.announce("charge.captured" if was_authorised else "charge.succeeded", record)
    call.announce("payment_intent.succeeded", intent)
    fee = round(amount * 0.029) + 30
    entry = objects.balance_transaction(now=call.now, source=record, amount=amount, type="charge", fee=fee)
    record["balance_transaction"] = call.store.add(entry)["id"]
    call.store.save(record)
    call.store.save(intent)
    call.announce("charge.updated", record, {"balance_transaction": None})
    method = call.store.get("payment_method", record["payment_method"])
    if bank.behaviour_of(call.store.hidden(method["id"]).get("number")).is_disputed:
        disputes.open_dispute(call, record)
    return intent


def release(call: Call, record: dict) -> None:
    """Give up an authorisation that was never captured."""
    record |= {"refunded": True, "amount_refunded": record["amount"]}
    call.store.save(record)
    call.announce("charge.refunded", record, {"amount_refunded": 0, "refunded": False})


def declined(call: Call, intent: dict, decline: bank.Decline) -> CardDeclined:
    """Write the failed attempt down and return the error to raise."""
    method = call.store.get("payment_method", intent["payment_method"])
    record = _new_charge(call, intent, method)
    _fail_charge(call, record, decline)
    error = CardDeclined(
        decline.message,
        code=decline.code,
        decline_code=decline.decline_code,
        charge=record["id"],
        payment_method=method,
    )
    _back_to_start(call, intent, error.body["error"])
    error.body["error"] |= {"payment_intent": intent}
    return error


def _fail_charge(call: Call, record: dict, decline: bank.Decline) -> None:
    record |= {
        "status": "failed",
        "paid": False,
        "failure_code": decline.code,
        "failure_message": decline.message,
        "outcome": objects.outcome(decline),
    }
    call.store.save(record)
    call.announce("charge.failed", record)


def _back_to_start(call: Call, intent: dict, error: dict) -> dict:
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "last_payment_error": dict(error),
        "next_action": None,
        "processing": None,
    }
    call.store.save(intent)
    call.announce("payment_intent.payment_failed", intent)
    return intent


def fail_authentication(call: Call, intent: dict) -> dict:
    """The shopper's bank did not agree; no charge was tried."""
    method = call.store.get("payment_method", intent["payment_method"])
    code = "payment_intent_authentication_failure"
    if method["type"] != "card":
        code = "payment_method_provider_decline"
    error = {
        "code": code,
        "doc_url": DOCUMENTATION + code.replace("_", "-"),
        "message": AUTHENTICATION_FAILED,
        "payment_method": method,
        "type": "invalid_request_error",
    }
    return _back_to_start(call, intent, error)


def begin_processing(call: Call, intent: dict) -> dict:
    """A slow method: the charge is pending until `settle_processing` is called."""
    method = call.store.get("payment_method", intent["payment_method"])
    record = _new_charge(call, intent, method)
    intent |= {"status": "processing", "processing": {"type": method["type"]}, "next_action": None}
    call.store.save(intent)
    call.announce("charge.pending", record)
    call.announce("payment_intent.processing", intent)
    return intent


def settle_processing(call: Call, intent: dict, *, succeeds: bool) -> dict:
    record = call.store.get("charge", intent["latest_charge"])
    if succeeds:
        return _approve(call, intent, record)
    _fail_charge(call, record, bank.INSUFFICIENT_FUNDS)
    error = CardDeclined(
        "The customer's bank account could not be debited.",
        code="payment_method_provider_decline",
        charge=record["id"],
        payment_method=call.store.get("payment_method", record["payment_method"]),
    )
    return _back_to_start(call, intent, error.body["error"])


def settle_due(call: Call) -> int:
    """Let the debits succeed that were begun long enough ago; says how many there were."""
    due = [
        intent
        for intent in call.store.every("payment_intent", status="processing")
        if _begun(call, intent) + bank.DEBIT_TAKES <= call.now
    ]
    for intent in due:
        settle_processing(call, intent, succeeds=True)
    return len(due)


def _begun(call: Call, intent: dict) -> int:
    return call.store.get("charge", intent["latest_charge"])["created"]
