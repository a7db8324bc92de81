"""Payments and webhooks in the browser, under /stripe/: to be read, plus the switches."""

from datetime import UTC, datetime
from http import HTTPStatus

from kinsite.sandbox.markup import Markup, el, join, page, table
from kinsite.sandbox.stripe import charging
from kinsite.sandbox.stripe.currencies import written
from kinsite.sandbox.web import Refused, Request, Response, page_response, redirect
from kinsite.sandbox.world import World

PAGE = 50
SHOWN = ("id", "status", "description", "customer", "payment_method", "latest_charge", "capture_method")


def list_payments(world: World, request: Request) -> Response:
    after = request.query.get("after")
    if after and not world.platform.store.find(after):
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such payment.")
    intents, has_more = world.platform.store.page(
        "payment_intent", where={}, created={}, after=after, limit=PAGE
    )
    older = f"/stripe/?after={intents[-1]['id']}" if has_more else None
    return page_response(
        page(
            "Payments",
            table(
                "Payment",
                "Amount",
                "Status",
                "About",
                "Time (UTC)",
                rows=[
                    [
                        el("a", intent["id"], href=f"/stripe/payments/{intent['id']}/", class_="code"),
                        written(intent["amount"], intent["currency"]),
                        status(intent["status"]),
                        intent["description"] or "",
                        moment(intent["created"]),
                    ]
                    for intent in intents
                ],
                empty="No payment yet.",
                label="Payments, newest first",
            ),
            el("p", el("a", "Older payments", href=older)) if older else None,
            here="/stripe/",
        )
    )


def show_payment(world: World, request: Request, intent_id: str) -> Response:
    store = world.platform.store
    intent = _intent(world, intent_id)
    charges = store.every("charge", payment_intent=intent_id)
    refunds = store.every("refund", payment_intent=intent_id)
    related = {intent_id, *(record["id"] for record in charges + refunds)}
    error = intent["last_payment_error"]
    facts = [(name.replace("_", " ").capitalize(), intent[name]) for name in SHOWN if intent[name]]
    facts += [(f"Metadata: {name}", value) for name, value in intent["metadata"].items()]
    facts += [("Last error", error["message"])] if error else []
    return page_response(
        page(
            written(intent["amount"], intent["currency"]),
            el("dl", *(join(el("dt", name), el("dd", value)) for name, value in facts), class_="facts"),
            _settle_buttons() if intent["status"] == "processing" else None,
            el("h2", "Charges"),
            table(
                "Charge",
                "Amount",
                "Status",
                "Paid with",
                "Time (UTC)",
                rows=[
                    [
                        el("span", charge["id"], class_="code"),
                        written(charge["amount"], charge["currency"]),
                        status(charge["status"], charge["failure_code"]),
                        _paid_with(charge),
                        moment(charge["created"]),
                    ]
                    for charge in charges
                ],
                empty="No attempt yet.",
                label="Charges, newest first",
            ),
            el("h2", "Refunds"),
            table(
                "Refund",
                "Amount",
                "Status",
                "Time (UTC)",
                rows=[
                    [
                        el("span", refund["id"], class_="code"),
                        written(refund["amount"], refund["currency"]),
                        status(refund["status"]),
                        moment(refund["created"]),
                    ]
                    for refund in refunds
                ],
                empty="None.",
                label="Refunds, newest first",
            ),
            el("h2", "Events"),
            _deliveries_table(world.deliveries.log(about=related)),
        )
    )


def settle_payment(world: World, request: Request, intent_id: str) -> Response:
    intent = _intent(world, intent_id)
    if intent["status"] == "processing":
        with world.database.transaction():
            charging.settle_processing(
                world.call(), intent, succeeds=request.form.get("outcome") == "succeed"
            )
        world.deliveries.wake()
    return redirect(f"/stripe/payments/{intent_id}/")


def list_deliveries(world: World, request: Request) -> Response:
    return page_response(
        page(
            "Webhooks",
            el("p", "Told to ", el("span", f"{world.shop.url}/stripe/webhook/", class_="code"), "."),
            _switches(world),
            el("h2", "Deliveries"),
            _deliveries_table(world.deliveries.log(limit=PAGE * 2)),
            here="/stripe/deliveries/",
        )
    )


def turn_switches(world: World, request: Request) -> Response:
    given = request.form
    try:
        world.deliveries.turn(
            deliveries=given.get("deliveries", "on"),
            duplicate=min(int(given.get("duplicate") or 0), 20),
            delay_ms=min(int(given.get("delay_ms") or 0), 600_000),
            shuffle="shuffle" in given,
        )
    except ValueError:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "The switches take whole numbers, and on, off or drop."
        ) from None
    return redirect("/stripe/deliveries/")


def deliver_again(world: World, request: Request, delivery_id: str) -> Response:
    world.deliveries.repeat(delivery=int(delivery_id))
    return redirect("/stripe/deliveries/")


def moment(unix: float) -> str:
    return datetime.fromtimestamp(unix, UTC).strftime("%Y-%m-%d %H:%M:%S")


def status(name: str, reason: str | None = None) -> Markup:
    text = name.replace("_", " ") + (f": {reason.replace('_', ' ')}" if reason else "")
    return el("span", text, class_=f"status status-{name.replace('_', '-')}")


def _intent(world: World, intent_id: str) -> dict:
    intent = world.platform.store.find(intent_id)
    if intent is None:
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such payment.")
    return intent


def _paid_with(charge: dict) -> str:
    details = charge["payment_method_details"]
    card = details.get("card")
    if not card:
        return details["type"].replace("_", " ").capitalize()
    wallet = (card["wallet"] or {}).get("type", "").replace("_", " ").title()
    return " ".join(
        filter(None, (card["brand"].capitalize(), f"ending {card['last4']}", wallet and f"by {wallet}"))
    )


def _settle_buttons() -> Markup:
    return el(
        "form",
        el("p", "This payment takes days. End it now:"),
        el("button", "Let it succeed", name="outcome", value="succeed"),
        el("button", "Let it fail", name="outcome", value="fail", class_="quiet"),
        method="post",
        action="settle/",
        class_="choices",
    )


def _deliveries_table(deliveries: list[dict]) -> Markup:
    return table(
        "Event",
        "About",
        "Delivery",
        "Answer",
        "Again",
        rows=[
            [
                join(
                    delivery["type"] or "deleted",
                    el("br"),
                    el("span", delivery["event"], class_="code small"),
                ),
                el("span", delivery["record"] or "", class_="code small"),
                status(delivery["state"]),
                f"{delivery['answer'] or 'none yet'} ({delivery['attempts']} tried)",
                el(
                    "form",
                    el(
                        "button",
                        "Send again",
                        el("span", f" {delivery['type']}", class_="unseen"),
                        class_="quiet",
                    ),
                    method="post",
                    action=f"/stripe/deliveries/{delivery['id']}/again/",
                ),
            ]
            for delivery in deliveries
        ],
        empty="Nothing was told yet.",
        label="Deliveries, newest first",
    )


def _switches(world: World) -> Markup:
    now = world.deliveries.switches
    choices = (("on", "Deliver"), ("off", "Hold until on again"), ("drop", "Lose"))
    return el(
        "form",
        el("h2", "Switches"),
        el(
            "fieldset",
            el("legend", "Deliveries"),
            *(
                el(
                    "label",
                    el(
                        "input", type="radio", name="deliveries", value=value, checked=now.deliveries == value
                    ),
                    f" {name}",
                )
                for value, name in choices
            ),
        ),
        el("label", "Duplicates of each ", _number("duplicate", now.duplicate, 20)),
        el("label", "Delay in milliseconds ", _number("delay_ms", now.delay_ms, 600_000)),
        el("label", el("input", type="checkbox", name="shuffle", checked=now.shuffle), " Shuffle the order"),
        el("button", "Set"),
        method="post",
        class_="switches",
    )


def _number(name: str, value: int, most: int) -> Markup:
    return el("input", type="number", name=name, value=value, min=0, max=most)


ROUTES = [
    ("GET", r"/stripe/", list_payments),
    ("GET", r"/stripe/payments/(?P<intent_id>pi_\w+)/", show_payment),
    ("POST", r"/stripe/payments/(?P<intent_id>pi_\w+)/settle/", settle_payment),
    ("GET", r"/stripe/deliveries/", list_deliveries),
    ("POST", r"/stripe/deliveries/", turn_switches),
    ("POST", r"/stripe/deliveries/(?P<delivery_id>\d{1,15})/again/", deliver_again),
]
