"""Lists: filtered, newest first, cut by Stripe's cursors."""

from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.platform import Call


def show(kind: str):
    """The operation that answers one record."""

    def show_record(call: Call) -> dict:
        return call.store.get(kind, call.target)

    return show_record


def listing(kind: str, *filters: str):
    """The operation that answers a page of records, filtered by these fields."""

    def list_records(call: Call) -> dict:
        given = call.params
        where = {name: given[name] for name in filters if name in given}
        created = given.get("created", {})
        return page(
            call, kind, where, created if isinstance(created, dict) else {"gte": created, "lte": created}
        )

    return list_records


def below(kind: str, owner: str):
    """The operation that lists what belongs to the record in the path."""

    def list_below(call: Call) -> dict:
        call.store.get(owner, call.target)
        return page(call, kind, {owner: call.target}, {})

    return list_below


def page(call: Call, kind: str, where: dict, created: dict) -> dict:
    given = call.params
    limit = given.get("limit", 10)
    if not 1 <= limit <= 100:
        raise InvalidRequest("Invalid limit: must be between 1 and 100.", param="limit")
    records, has_more = call.store.page(
        kind,
        where=where,
        created=created,
        after=given.get("starting_after"),
        before=given.get("ending_before"),
        limit=limit,
    )
    return {"object": "list", "data": records, "has_more": has_more, "url": call.path}
