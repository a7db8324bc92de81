"""`expand`: an id replaced by its record, where Stripe allows it."""

from kinsite.sandbox.stripe import taxes
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.store import Store

EXPANDABLE = {
    "balance_transaction": {"source"},
    "charge": {"balance_transaction", "customer", "failure_balance_transaction", "payment_intent"},
    "customer": {"default_source"},
    "customer.invoice_settings": {"default_payment_method"},
    "dispute": {"charge", "payment_intent"},
    "payment_intent": {"customer", "latest_charge", "payment_method"},
    "payment_method": {"customer"},
    "payout": {"balance_transaction", "failure_balance_transaction"},
    "refund": {"balance_transaction", "charge", "failure_balance_transaction", "payment_intent"},
}
DEEPEST = 4


def expand(store: Store, record: dict, paths: list[str]) -> dict:
    """The record with every path of `expand` followed."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise InvalidRequest(
                f"You cannot expand more than {DEEPEST} levels of a property (expand={path}).", param="expand"
            )
        _follow(store, record, record.get("object", ""), steps, path)
    return record


def _follow(store: Store, node: dict, kind: str, steps: list[str], path: str) -> None:
    field, *rest = steps
    if kind == "list" and field == "data":
        for item in node["data"]:
            if rest:
                _follow(store, item, item["object"], rest, path)
        return
    if (kind, field) in INCLUDED:
        node[field] = INCLUDED[kind, field](store, node)
    elif field in EXPANDABLE.get(kind, ()):
        if isinstance(node.get(field), str):
            node[field] = store.find(node[field])
    elif not (isinstance(node.get(field), dict) and rest):
        raise InvalidRequest(f"This property cannot be expanded ({path}).", param="expand")
    if rest and isinstance(node.get(field), dict):
        below = node[field]
        _follow(store, below, below.get("object") or f"{kind}.{field}", rest, path)


def _refunds_of(store: Store, charge: dict) -> dict:
    return {
        "object": "list",
        "data": store.every("refund", charge=charge["id"]),
        "has_more": False,
        "url": f"/v1/charges/{charge['id']}/refunds",
    }


def _sources_of(store: Store, customer: dict) -> dict:
    url = f"/v1/customers/{customer['id']}/sources"
    return {"object": "list", "data": [], "has_more": False, "url": url}


INCLUDED = {
    ("charge", "refunds"): _refunds_of,
    ("customer", "sources"): _sources_of,
    ("tax.calculation", "line_items"): taxes.lines_of,
    ("tax.calculation_line_item", "tax_breakdown"): taxes.breakdown_of,
    ("tax.calculation.shipping_cost", "tax_breakdown"): taxes.breakdown_of,
}
