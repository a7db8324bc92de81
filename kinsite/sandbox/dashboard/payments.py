"""Payments: the list, and one with all that became of it and all that can be done about it."""

from kinsite.sandbox.dashboard.deliveries import deliveries_table
from kinsite.sandbox.dashboard.parts import PAGE, chips, moment, older, record_of, status, typed
from kinsite.sandbox.markup import Markup, el, join, page, table
from kinsite.sandbox.stripe import refunds
from kinsite.sandbox.stripe.currencies import written
from kinsite.sandbox.stripe.disputes import CLOSED
from kinsite.sandbox.web import Request, Response, page_response
from kinsite.sandbox.world import World

SHOWN = ("id", "status", "description", "customer", "payment_method", "latest_charge", "capture_method")
STATUSES = {
    "": "All",
    "succeeded": "Succeeded",
    "processing": "Processing",
    "requires_capture": "To be captured",
    "requires_action": "At the bank",
    "requires_payment_method": "Not paid",
    "canceled": "Cancelled",
}


def list_payments(world: World, request: Request) -> Response:
    after, wanted = request.query.get("after"), request.query.get("status", "")
    if after:
        record_of(world, "payment_intent", after)
    wanted = wanted if wanted in STATUSES else ""
    where = {"status": wanted} if wanted else {}
    intents, has_more = world.platform.store.page(
        "payment_intent", where=where, created={}, after=after, limit=PAGE
    )
    rows = [
        [
            el("a", intent["id"], href=f"/stripe/payments/{intent['id']}/", class_="code"),
            written(intent["amount"], intent["currency"]),
            status(intent["status"]),
            intent["description"] or "",
            moment(intent["created"]),
        ]
        for intent in intents
    ]
    return page_response(
        page(
            "Payments",
            chips("/stripe/", STATUSES, wanted, "Status"),
            table(
                "Payment",
                "Amount",
                "Status",
                "About",
                "Time (UTC)",
                rows=rows,
                empty="No payment here yet.",
                label="Payments, newest first",
            ),
            older("/stripe/", intents, has_more, status=wanted),
            here="/stripe/",
        )
    )


def show_payment(world: World, request: Request, intent_id: str) -> Response:
    return payment_page(world, intent_id)


def payment_page(world: World, intent_id: str, *, problem: str = "", code: int = 200) -> Response:
    """A payment; `problem` says why the button that was pressed did nothing."""
    store = world.platform.store
    intent = record_of(world, "payment_intent", intent_id)
    charges = store.every("charge", payment_intent=intent_id)
    given_back = store.every("refund", payment_intent=intent_id)
    disputes = store.every("dispute", payment_intent=intent_id)
    related = {intent_id, *(record["id"] for record in charges + given_back + disputes)}
    return page_response(
        page(
            written(intent["amount"], intent["currency"]),
            el("p", problem, class_="problem", role="alert") if problem else None,
            _facts(intent),
            _what_can_be_done(world, intent, disputes),
            el("h2", "Attempts"),
            _charges_table(charges),
            el("h2", "Refunds"),
            _refunds_table(given_back),
            el("h2", "Disputes"),
            _disputes_table(disputes),
            el("h2", "Events"),
            deliveries_table(world.deliveries.log(about=related)),
            here="/stripe/",
        ),
        code,
    )


def _facts(intent: dict) -> Markup:
    facts = [(name.replace("_", " ").capitalize(), intent[name]) for name in SHOWN if intent[name]]
    facts += [(f"Metadata: {name}", value) for name, value in intent["metadata"].items()]
    error = intent["last_payment_error"]
    facts += [("Last error", error["message"])] if error else []
    return el("dl", *(join(el("dt", name), el("dd", value)) for name, value in facts), class_="facts")


def _what_can_be_done(world: World, intent: dict, disputes: list[dict]) -> Markup | None:
    """The buttons that fit what the payment is now; none where there is nothing to do."""
    here, forms = f"/stripe/payments/{intent['id']}", []
    if intent["status"] == "processing":
        forms.append(
            _form(
                f"{here}/settle/",
                "The bank still works on it. End it now:",
                _button("Let it succeed", "succeed"),
                _button("Let it fail", "fail", quiet=True),
            )
        )
    left = refunds.left_of(world.call(), intent)
    is_disputed = any(dispute["status"] not in CLOSED for dispute in disputes)
    if left and not is_disputed:
        currency = intent["currency"]
        forms.append(
            _form(
                f"{here}/refund/",
                f"{written(left, currency)} can be given back.",
                el("input", type="hidden", name="left", value=left),
                el("label", f"Amount in {currency.upper()}", for_="amount"),
                el(
                    "input",
                    id="amount",
                    name="amount",
                    value=typed(left, currency),
                    inputmode="decimal",
                    autocomplete="off",
                    required=True,
                ),
                el("button", "Refund"),
            )
        )
    if intent["status"] == "succeeded" and not disputes:
        forms.append(
            _form(
                f"{here}/dispute/",
                "The shopper's bank takes it all back:",
                el("button", "Open a dispute", class_="quiet"),
            )
        )
    return el("section", *forms, class_="deeds", aria_label="What can be done") if forms else None


def _form(action: str, words: str, *fields: Markup) -> Markup:
    said = el("p", words) if words else None
    return el("form", said, *fields, method="post", action=action, class_="choices")


def _button(name: str, outcome: str, *, quiet: bool = False, about: str = "") -> Markup:
    """A button of an outcome; `about` tells those of several rows apart for who does not see the row."""
    unseen = el("span", f" {about}", class_="unseen") if about else None
    return el("button", name, unseen, name="outcome", value=outcome, class_="quiet" if quiet else None)


def _charges_table(charges: list[dict]) -> Markup:
    return table(
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
    )


def _refunds_table(given_back: list[dict]) -> Markup:
    return table(
        "Refund",
        "Amount",
        "Status",
        "Time (UTC)",
        "End it",
        rows=[
            [
                el("span", refund["id"], class_="code"),
                written(refund["amount"], refund["currency"]),
                status(refund["status"], refund.get("failure_reason")),
                moment(refund["created"]),
                _form(
                    f"/stripe/refunds/{refund['id']}/settle/",
                    "",
                    _button("Let it arrive", "succeed", about=refund["id"]),
                    _button("Let it fail", "fail", quiet=True, about=refund["id"]),
                )
                if refund["status"] == "pending"
                else None,
            ]
            for refund in given_back
        ],
        empty="None.",
        label="Refunds, newest first",
    )


def _disputes_table(disputes: list[dict]) -> Markup:
    return table(
        "Dispute",
        "Amount",
        "Status",
        "Evidence until (UTC)",
        "End it",
        rows=[
            [
                join(el("span", dispute["id"], class_="code"), el("br"), dispute["reason"]),
                written(dispute["amount"], dispute["currency"]),
                status(dispute["status"]),
                moment(dispute["evidence_details"]["due_by"]),
                _form(
                    f"/stripe/disputes/{dispute['id']}/end/",
                    "",
                    _button("The shop wins", "win"),
                    _button("The shop loses", "lose", quiet=True),
                )
                if dispute["status"] not in CLOSED
                else None,
            ]
            for dispute in disputes
        ],
        empty="None.",
        label="Disputes, newest first",
    )


def _paid_with(charge: dict) -> str:
    details = charge["payment_method_details"]
    card = details.get("card")
    if not card:
        return details["type"].replace("_", " ").capitalize()
    wallet = (card["wallet"] or {}).get("type", "").replace("_", " ").title()
    return " ".join(
        filter(None, (card["brand"].capitalize(), f"ending {card['last4']}", wallet and f"by {wallet}"))
    )


ROUTES = [
    ("GET", r"/stripe/", list_payments),
    ("GET", r"/stripe/payments/(?P<intent_id>pi_\w+)/", show_payment),
]
