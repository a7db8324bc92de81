"""The front door: where the parts of the sandbox are, and whether it is alive."""

from kinsite.sandbox.markup import el, page
from kinsite.sandbox.web import Request, Response, json_response, page_response
from kinsite.sandbox.world import World

PARTS = (
    ("/mail/", "Mailbox", "Every mail that the shop sent, to anyone."),
    ("/stripe/", "Payments", "What Stripe would show. Here they are refunded, disputed and settled by hand."),
    ("/stripe/events/", "Events", "What happened there, as it looked then."),
    (
        "/stripe/deliveries/",
        "Webhooks",
        "What the shop was told, and how it answered. Switches make it go wrong.",
    ),
)


def front_door(world: World, request: Request) -> Response:
    return page_response(
        page(
            "The outside world",
            el("p", "This page plays the world around the shop, on this machine and for this machine only."),
            el(
                "ul",
                *(el("li", el("a", name, href=href), el("p", what)) for href, name, what in PARTS),
                class_="parts",
            ),
            el("p", "The shop: ", el("a", world.shop.url, href=world.shop.url)),
        )
    )


def alive(world: World, request: Request) -> Response:
    return json_response({"alive": True})


ROUTES = [("GET", r"/", front_door), ("GET", r"/livez", alive)]
