"""Events: what happened, as it looked then, and whether the shop knows."""

import json

from kinsite.sandbox.dashboard.deliveries import deliveries_table
from kinsite.sandbox.dashboard.parts import PAGE, moment, older, record_of
from kinsite.sandbox.markup import el, page, table
from kinsite.sandbox.web import Request, Response, page_response, redirect
from kinsite.sandbox.world import World


def list_events(world: World, request: Request) -> Response:
    after = request.query.get("after")
    if after:
        record_of(world, "event", after)
    events, has_more = world.platform.store.page("event", where={}, created={}, after=after, limit=PAGE)
    rows = [
        [
            el("a", event["type"], href=f"/stripe/events/{event['id']}/"),
            el("span", event["data"]["object"].get("id", ""), class_="code small"),
            moment(event["created"]),
        ]
        for event in events
    ]
    return page_response(
        page(
            "Events",
            table(
                "Event",
                "About",
                "Time (UTC)",
                rows=rows,
                empty="Nothing happened yet.",
                label="Events, newest first",
            ),
            older("/stripe/events/", events, has_more),
            here="/stripe/events/",
        )
    )


def show_event(world: World, request: Request, event_id: str) -> Response:
    event = record_of(world, "event", event_id)
    about = event["data"]["object"]
    intent = about["id"] if about["object"] == "payment_intent" else about.get("payment_intent")
    facts = el(
        "dl",
        el("dt", "Id"),
        el("dd", el("span", event["id"], class_="code")),
        el("dt", "Time (UTC)"),
        el("dd", moment(event["created"])),
        class_="facts",
    )
    return page_response(
        page(
            event["type"],
            facts,
            el("p", el("a", "The payment", href=f"/stripe/payments/{intent}/")) if intent else None,
            el("form", el("button", "Send again", class_="quiet"), method="post", action="again/"),
            el("h2", "Deliveries"),
            deliveries_table(world.deliveries.log(event=event_id)),
            el("h2", "As it looked then"),
            el("pre", json.dumps(event["data"], indent=2), tabindex="0"),
            here="/stripe/events/",
        )
    )


def send_event_again(world: World, request: Request, event_id: str) -> Response:
    record_of(world, "event", event_id)
    world.deliveries.repeat(event=event_id)
    return redirect(f"/stripe/events/{event_id}/")


ROUTES = [
    ("GET", r"/stripe/events/", list_events),
    ("GET", r"/stripe/events/(?P<event_id>evt_\w+)/", show_event),
    ("POST", r"/stripe/events/(?P<event_id>evt_\w+)/again/", send_event_again),
]
