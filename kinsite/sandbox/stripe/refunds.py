"""Refunds: never more than was captured, whoever asks and however often."""

from kinsite.sandbox.stripe import bank, objects
from kinsite.sandbox.stripe.currencies import check_step, written
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call

COUNTED = {"pending", "succeeded"}


def create_refund(call: Call) -> dict:
    charge = _charge_of(call)
    amount = _amount(call, charge)
    method = call.store.hidden(charge["payment_method"])
    is_slow = bank.behaviour_of(method.get("number")).refunds_slowly
    refund = objects.refund(
        now=call.now, charge=charge, amount=amount, status="pending" if is_slow else "succeeded"
    )
    refund |= {"reason": call.params.get("reason"), "metadata": merged({}, call.params.get("metadata"))}
    entry = objects.balance_transaction(now=call.now, source=refund, amount=-amount, type="refund")
    refund["balance_transaction"] = call.store.add(entry)["id"]
    call.store.add(refund)
    previous = {"amount_refunded": charge["amount_refunded"], "refunded": False}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] >= charge["amount"]
    call.store.save(charge)
    call.announce("refund.created", refund)
    call.announce("charge.refunded", charge, previous)
    if not is_slow:
        _confirm(call, refund)
    return refund


def _confirm(call: Call, refund: dict) -> None:
    details = refund["destination_details"]
    if card := details.get("card"):
        card["reference_status"] = "available"
    call.store.save(refund)
    call.announce(
        "refund.updated", refund, {"destination_details": {"card": {"reference_status": "pending"}}}
    )
    call.announce("charge.refund.updated", refund)


def _charge_of(call: Call) -> dict:
    given = call.params
    if given.get("payment_intent"):
        intent = call.store.get("payment_intent", given["payment_intent"], param="payment_intent")
        if not intent["latest_charge"]:
            raise InvalidRequest(
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
                param="payment_intent",
            )
        return call.store.get("charge", intent["latest_charge"])
    if given.get("charge"):
        return call.store.get("charge", given["charge"], param="charge")
    raise InvalidRequest(
        "One of the following params should be provided for this request: payment_intent or charge.",
        code="parameter_missing",
    )


def _amount(call: Call, charge: dict) -> int:
    """What is to be given back: all that is left, or the amount asked for if it is left."""
    if charge["status"] != "succeeded" or not charge["captured"]:
        raise InvalidRequest(
            "This charge has not been captured or did not succeed.",
            code="charge_not_refundable",
            param="charge",
        )
    if charge["disputed"] and not _won(call, charge):
        raise InvalidRequest(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    left = _left(call, charge)
    if left <= 0:
        raise InvalidRequest(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = call.params.get("amount", left)
    if amount < 1:
        raise InvalidRequest("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    check_step(amount, charge["currency"])
    if amount > left:
        raise InvalidRequest(
            f"Refund amount ({written(amount, charge['currency'])}) is greater than unrefunded amount on "
            f"charge ({written(left, charge['currency'])})",
            param="amount",
        )
    return amount


def left_of(call: Call, intent: dict) -> int:
    """What of a payment was taken and not given back."""
    return _left(call, call.store.get("charge", intent["latest_charge"])) if intent["amount_received"] else 0


def _left(call: Call, charge: dict) -> int:
    given_back = sum(
        refund["amount"]
        for refund in call.store.every("refund", charge=charge["id"])
        if refund["status"] in COUNTED
    )
    return charge["amount_captured"] - given_back


def _won(call: Call, charge: dict) -> bool:
    return any(dispute["status"] == "won" for dispute in call.store.every("dispute", charge=charge["id"]))


def update_refund(call: Call) -> dict:
    refund = call.store.get("refund", call.target)
    refund["metadata"] = merged(refund["metadata"], call.params.get("metadata"))
    call.store.save(refund)
    call.announce("refund.updated", refund)
    return refund


def settle_refund(call: Call, refund: dict, *, succeeds: bool) -> dict:
    """What the bank says some days later: it arrived, or it came back."""
    previous = {"status": refund["status"]}
    if succeeds:
        refund["status"] = "succeeded"
        _confirm(call, refund)
        return refund
    refund |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
    entry = objects.balance_transaction(
        now=call.now, source=refund, amount=refund["amount"], type="refund_failure"
    )
    refund["failure_balance_transaction"] = call.store.add(entry)["id"]
    call.store.save(refund)
    charge = call.store.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    call.store.save(charge)
    call.announce("refund.updated", refund, previous)
    call.announce("refund.failed", refund, previous)
    return refund
