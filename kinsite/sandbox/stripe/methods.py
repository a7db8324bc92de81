"""What is paid with: cards by test token or from the frame, wallets, pay-later, bank accounts."""

from datetime import UTC, datetime

from kinsite.sandbox.stripe import bank, objects
from kinsite.sandbox.stripe.errors import InvalidRequest, RawCardRefused
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call


def create_method(call: Call) -> dict:
    return make_method(call, call.params)


def make_method(call: Call, given: dict) -> dict:
    """A payment method from what the shopper typed, or from a type alone.

    Card numbers are taken from the browser only: a server that sends one is told what Stripe tells it.
    """
    kind = given["type"]
    method = objects.payment_method(now=call.now, type=kind, billing=given.get("billing_details"))
    method["metadata"] = merged({}, given.get("metadata"))
    method["allow_redisplay"] = given.get("allow_redisplay") or method["allow_redisplay"]
    number = None
    if kind == "card":
        number, method["card"] = _card(call, given.get("card") or {})
    elif kind == "us_bank_account":
        method["us_bank_account"] = objects.bank_account()
    elif kind == "sepa_debit":
        method["sepa_debit"] = objects.sepa_account()
    return call.store.add(method, number=number)


def _card(call: Call, details: dict) -> tuple[str, dict]:
    wallet = details.get("wallet")
    if call.publishable and wallet in bank.WALLETS:
        number = details.get("number") or "4242424242424242"
        return number, objects.card(number=number, month=12, year=_year(call) + 3, wallet=wallet)
    if not call.publishable:
        raise RawCardRefused
    today = datetime.fromtimestamp(call.now, UTC)
    number, month, year = bank.read_card(details, today=(today.year, today.month))
    known = number if number in bank.CARDS else None
    return known, objects.card(number=number, month=month, year=year)


def _year(call: Call) -> int:
    return datetime.fromtimestamp(call.now, UTC).year


def resolve_method(call: Call, method_id: str) -> dict:
    """The method of an id; a test token makes a new one each time, as Stripe does."""
    if number := bank.CARD_TOKENS.get(method_id):
        method = objects.payment_method(now=call.now, type="card")
        method["card"] = objects.card(number=number, month=12, year=_year(call) + 3)
        return call.store.add(method, number=number)
    if method_id in bank.DEBIT_TOKENS:
        method = objects.payment_method(now=call.now, type="us_bank_account")
        method["us_bank_account"] = objects.bank_account()
        return call.store.add(method)
    return call.store.get("payment_method", method_id, param="payment_method")


def update_method(call: Call) -> dict:
    method = call.store.get("payment_method", call.target)
    method["metadata"] = merged(method["metadata"], call.params.get("metadata"))
    if billing := call.params.get("billing_details"):
        method["billing_details"] |= billing
    call.store.save(method)
    call.announce("payment_method.updated", method)
    return method


def attach_method(call: Call) -> dict:
    customer = call.store.get("customer", call.params["customer"], param="customer")
    return keep_for_customer(call, resolve_method(call, call.target), customer["id"])


def keep_for_customer(call: Call, method: dict, customer_id: str) -> dict:
    method["customer"] = customer_id
    call.store.save(method)
    call.announce("payment_method.attached", method)
    return method


def detach_method(call: Call) -> dict:
    method = call.store.get("payment_method", call.target)
    if method["customer"] is None:
        raise InvalidRequest(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
            code="payment_method_unexpected_state",
        )
    previous, method["customer"] = {"customer": method["customer"]}, None
    call.store.save(method)
    call.announce("payment_method.detached", method, previous)
    return method
