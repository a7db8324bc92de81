"""Webhooks: what the shop was told, how it answered, and the switches that make it go wrong."""

from http import HTTPStatus

from kinsite.sandbox.dashboard.parts import PAGE, status
from kinsite.sandbox.markup import Markup, el, join, page, table
from kinsite.sandbox.web import Refused, Request, Response, page_response, redirect
from kinsite.sandbox.world import World


def list_deliveries(world: World, request: Request) -> Response:
    return page_response(
        page(
            "Webhooks",
            el("p", "Told to ", el("span", f"{world.shop.url}/stripe/webhook/", class_="code"), "."),
            _switches(world),
            el("h2", "Deliveries"),
            deliveries_table(world.deliveries.log(limit=PAGE * 2)),
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


def deliveries_table(deliveries: list[dict]) -> Markup:
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
                    el(
                        "a",
                        delivery["event"],
                        href=f"/stripe/events/{delivery['event']}/",
                        class_="code small",
                    ),
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
    ("GET", r"/stripe/deliveries/", list_deliveries),
    ("POST", r"/stripe/deliveries/", turn_switches),
    ("POST", r"/stripe/deliveries/(?P<delivery_id>\d{1,15})/again/", deliver_again),
]
