"""Payouts: what is on the balance goes to the shop's bank, and every entry knows with which payout."""

from kinsite.sandbox.stripe import objects
from kinsite.sandbox.stripe.ids import new_id
from kinsite.sandbox.stripe.lists import page
from kinsite.sandbox.stripe.platform import Call
from kinsite.sandbox.stripe.store import HIDDEN

FILTERS = ("currency", "source", "type")


def list_entries(call: Call) -> dict:
    """Balance transactions; `payout` names those that went out with it, itself among them."""
    given = call.params
    where = {name: given[name] for name in FILTERS if name in given}
    if "payout" in given:
        call.store.get("payout", given["payout"], param="payout")
        where[HIDDEN + "payout"] = given["payout"]
    created = given.get("created", {})
    between = created if isinstance(created, dict) else {"gte": created, "lte": created}
    return page(call, "balance_transaction", where, between)


def pay_out(call: Call, currency: str) -> dict:
    """Pay out all that no payout had yet, as if its days had passed."""
    waiting = [
        entry
        for entry in call.store.every("balance_transaction", currency=currency)
        if "payout" not in call.store.hidden(entry["id"])
    ]
    payout = _payout(now=call.now, amount=sum(entry["net"] for entry in waiting), currency=currency)
    own = objects.balance_transaction(now=call.now, source=payout, amount=-payout["amount"], type="payout")
    payout["balance_transaction"] = call.store.add(own)["id"]
    call.store.add(payout)
    for entry in [*waiting, own]:
        call.store.save(entry | {"status": "available"})
        call.store.hide(entry["id"], payout=payout["id"])
    call.announce("payout.created", payout)
    return payout


def _payout(*, now: int, amount: int, currency: str) -> dict:
    return {
        "id": new_id("payout"),
        "object": "payout",
        "created": now,
        "livemode": False,
        "metadata": {},
        "amount": amount,
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": now + 2 * 86400,
        "automatic": True,
        "balance_transaction": None,
        "currency": currency,
        "description": "STRIPE PAYOUT",
        "destination": "ba_SandboxSandboxSandbox0001",
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "method": "standard",
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "completed",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": None,
        "status": "paid",
        "trace_id": {"status": "pending", "value": None},
        "type": "bank_account",
    }


def adjust(call: Call, *, amount: int, currency: str, description: str) -> dict:
    """An entry that belongs to no payment, as Stripe's staff may make one."""
    source = {"id": None, "currency": currency, "description": description}
    return call.store.add(
        objects.balance_transaction(now=call.now, source=source, amount=amount, type="adjustment")
    )
