"""Events: what happened, as it looked then."""

from kinsite.sandbox.stripe.lists import page
from kinsite.sandbox.stripe.platform import Call


def list_events(call: Call) -> dict:
    given = call.params
    where = {"type": given["type"]} if "type" in given else {}
    if "types" in given:
        where["type"] = given["types"]
    created = given.get("created", {})
    return page(
        call, "event", where, created if isinstance(created, dict) else {"gte": created, "lte": created}
    )
