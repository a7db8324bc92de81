"""Hooks for tests and for seeding, under /_sandbox/: JSON in, JSON out. See docs/sandbox.md.

A hook is a function whose keyword arguments are the fields it takes; an unknown field is refused.
"""

import inspect
import json
from dataclasses import asdict
from http import HTTPStatus

from kinsite.sandbox.faults import Fault
from kinsite.sandbox.stripe import charging, disputes, payouts, refunds
from kinsite.sandbox.stripe.errors import Refusal
from kinsite.sandbox.stripe.ids import kind_of
from kinsite.sandbox.web import Refused, Request, Response, json_response
from kinsite.sandbox.world import Shop, World

TAMPERABLE = ("amount", "amount_received", "currency", "metadata", "status")


def options(world: World, **changes) -> dict:
    """Turn the switches of the webhooks; what is not named stays."""
    return asdict(world.deliveries.turn(**{**asdict(world.deliveries.switches), **changes}))


def tamper(world: World, *, intent: str | None = None, next: bool = False, **lies) -> dict:
    """Make an intent, or the next one to be paid, claim something else. No event says so."""
    if unknown := set(lies) - set(TAMPERABLE):
        raise Refused(HTTPStatus.BAD_REQUEST, f"Only {', '.join(TAMPERABLE)} can be altered, not {unknown}.")
    if next:
        world.platform.tampering.fields = lies
        return {"next": lies}
    record = world.platform.store.get("payment_intent", intent or "") | lies
    return world.platform.store.save(record)


def settle(world: World, *, id: str, outcome: str) -> dict:
    """End what is slow: a processing intent, or a refund; `succeed` or `fail`."""
    if outcome not in ("succeed", "fail"):
        raise Refused(HTTPStatus.BAD_REQUEST, "The outcome is succeed or fail.")
    call, kind = world.call(), kind_of(id)
    record = world.platform.store.get(kind or "payment_intent", id)
    if kind == "refund":
        return refunds.settle_refund(call, record, succeeds=outcome == "succeed")
    if record.get("status") != "processing":
        raise Refused(HTTPStatus.CONFLICT, f"{id} is not processing.")
    return charging.settle_processing(call, record, succeeds=outcome == "succeed")


def dispute(
    world: World, *, charge: str | None = None, id: str | None = None, outcome: str | None = None
) -> dict:
    """Open a dispute for a charge, or end one: `won` or `lost`."""
    call, store = world.call(), world.platform.store
    if charge:
        return disputes.open_dispute(call, store.get("charge", charge))
    return disputes.end_dispute(call, store.get("dispute", id or ""), is_won=outcome == "won")


def payout(world: World, *, currency: str = "usd") -> dict:
    """Pay out what is on the balance."""
    return payouts.pay_out(world.call(), currency)


def adjust(world: World, *, amount: int, currency: str = "usd", description: str = "Correction") -> dict:
    """Put an entry on the balance that belongs to no payment."""
    return payouts.adjust(world.call(), amount=amount, currency=currency, description=description)


def edit(world: World, *, id: str, **lies) -> dict:
    """Make any record claim something else. No event says so."""
    store = world.platform.store
    record = store.get(kind_of(id) or "", id)
    if unknown := set(lies) - set(record):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{id} has no {', '.join(sorted(unknown))}.")
    return store.save(record | lies)


def fault(world: World, **facts) -> dict:
    """Make the next calls to an address go wrong; the fields are those of `Fault`."""
    world.faults.add(Fault(**facts))
    return {"waiting": [asdict(waiting) for waiting in world.faults.waiting()]}


def clear_faults(world: World) -> dict:
    world.faults.clear()
    return {"waiting": []}


def clock(world: World, *, at: int | None) -> dict:
    """Let the sandbox's time run on from here, so that history can be made; null comes back.

    What a bank needed days for may be done by then.
    """
    world.clock.travel(at)
    return {"now": world.clock.now(), "settled": charging.settle_due(world.call())}


def redeliver(world: World, *, event: str | None = None, delivery: int | None = None) -> dict:
    return {"due": world.deliveries.repeat(event=event, delivery=delivery)}


def mail(world: World, **changes) -> dict:
    """How the post behaves; an empty object makes it behave well again."""
    return asdict(world.mailbox.turn(**changes))


def move(world: World, *, shop: str, webhook_secret: str | None = None) -> dict:
    """The shop answers elsewhere now (a test server's port)."""
    world.move_shop(Shop(shop, webhook_secret or world.shop.webhook_secret))
    return {"shop": shop}


def forget(world: World) -> dict:
    """No payments, no mails, no faults, switches as at the start."""
    world.forget()
    return {}


def deliveries(world: World, *, event: str | None = None) -> list[dict]:
    return world.deliveries.log(event=event, limit=20_000)


def accepted(world: World) -> list[dict]:
    """The writes that were done for the shop's server or its pages, oldest first; replays are not writes."""
    found = world.database.rows(
        "SELECT * FROM requests WHERE method != 'GET' AND status < 300 AND NOT replayed ORDER BY at"
    )
    return [dict(row) for row in found]


def intents(world: World) -> list[dict]:
    return world.platform.store.every("payment_intent")


def _posted(hook):
    def handler(world: World, request: Request) -> Response:
        if not request.header("content-type").startswith("application/json"):
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Hooks take JSON.")
        try:
            return _run(world, hook, json.loads(request.text or "{}"))
        except json.JSONDecodeError:
            raise Refused(HTTPStatus.BAD_REQUEST, "This is not JSON.") from None

    return handler


def _asked(hook):
    def handler(world: World, request: Request) -> Response:
        return _run(world, hook, request.query)

    return handler


def _run(world: World, hook, fields: dict) -> Response:
    try:
        inspect.signature(hook).bind(world, **fields)
        with world.database.transaction():
            found = hook(world, **fields)
    except (TypeError, ValueError) as problem:
        raise Refused(HTTPStatus.BAD_REQUEST, str(problem)) from None
    except Refusal as refusal:
        raise Refused(refusal.status, str(refusal)) from None
    world.deliveries.wake()
    return json_response(found)


ROUTES = [
    *(
        ("POST", f"/_sandbox/{name}", _posted(hook))
        for name, hook in {
            "options": options,
            "tamper": tamper,
            "settle": settle,
            "dispute": dispute,
            "payout": payout,
            "adjust": adjust,
            "edit": edit,
            "fault": fault,
            "faults/clear": clear_faults,
            "clock": clock,
            "redeliver": redeliver,
            "mail": mail,
            "shop": move,
            "forget": forget,
        }.items()
    ),
    ("GET", "/_sandbox/options", _asked(options)),
    ("GET", "/_sandbox/deliveries", _asked(deliveries)),
    ("GET", "/_sandbox/accepted", _asked(accepted)),
    ("GET", "/_sandbox/intents", _asked(intents)),
]
