"""Disputes: the shopper's bank takes the money back, and the shop may object."""

from kinsite.sandbox.stripe import objects
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call

FEE = 1500
CLOSED = {"won", "lost", "warning_closed"}
# Said as the uncategorized text, test mode decides at once: https://docs.stripe.com/testing#evidence
VERDICTS = {"winning_evidence": True, "losing_evidence": False}


def open_dispute(call: Call, charge: dict, reason: str = "fraudulent") -> dict:
    if charge["disputed"]:
        raise InvalidRequest(f"Charge {charge['id']} is disputed already.", code="charge_disputed")
    charge["disputed"] = True
    dispute = objects.dispute(now=call.now, charge=charge, reason=reason)
    call.store.save(charge)
    call.store.add(dispute)
    call.announce("charge.dispute.created", dispute)
    _book(call, dispute, -dispute["amount"], FEE)
    call.announce("charge.dispute.funds_withdrawn", dispute)
    return dispute


def _book(call: Call, dispute: dict, amount: int, fee: int) -> None:
    entry = objects.balance_transaction(
        now=call.now, source=dispute, amount=amount, type="adjustment", fee=fee
    )
    dispute["balance_transactions"].append(call.store.add(entry))
    call.store.save(dispute)


def update_dispute(call: Call) -> dict:
    dispute = _open(call)
    if evidence := call.params.get("evidence"):
        dispute["evidence"] |= evidence
        dispute["evidence_details"]["has_evidence"] = True
    if call.params.get("evidence") is not None and call.params.get("submit", True):
        dispute["evidence_details"]["submission_count"] += 1
        dispute["status"] = "under_review"
    dispute["metadata"] = merged(dispute["metadata"], call.params.get("metadata"))
    call.store.save(dispute)
    call.announce("charge.dispute.updated", dispute)
    verdict = VERDICTS.get(dispute["evidence"]["uncategorized_text"])
    if dispute["status"] == "under_review" and verdict is not None:
        return end_dispute(call, dispute, is_won=verdict)
    return dispute


def close_dispute(call: Call) -> dict:
    """The shop gives in."""
    return end_dispute(call, _open(call), is_won=False)


def end_dispute(call: Call, dispute: dict, *, is_won: bool) -> dict:
    dispute["status"] = "won" if is_won else "lost"
    if is_won:
        _book(call, dispute, dispute["amount"], -FEE)
        call.announce("charge.dispute.funds_reinstated", dispute)
    call.store.save(dispute)
    call.announce("charge.dispute.closed", dispute)
    return dispute


def _open(call: Call) -> dict:
    dispute = call.store.get("dispute", call.target)
    if dispute["status"] in CLOSED:
        raise InvalidRequest("This dispute is already closed.")
    return dispute
