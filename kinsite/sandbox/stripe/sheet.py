"""The sheet of a wallet over the shop's page: Apple Pay, Google Pay and Link ask before they pay."""

import json
from http import HTTPStatus

from kinsite.sandbox.markup import Markup, document, el, join
from kinsite.sandbox.stripe import currencies
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.frame import framed, origin_mark, shop_origin
from kinsite.sandbox.web import Refused, Request, Response, page_response
from kinsite.sandbox.world import World

# What a wallet holds: addresses whose states are written as wallets write them, and cards by what they do.
PLACES = (
    ("Jenny Rosen", "510 Townsend Street", "", "San Francisco", "CA", "94103", "US"),
    ("Anna Meyer", "12 Quiet Street", "Apt 4", "New York", "New York", "10001", "US"),
    ("Jana Müller", "Ruhige Straße 12", "", "Leipzig", "Sachsen", "04109", "DE"),
    ("Fiona Grant", "1 Princes Street", "", "Edinburgh", "", "EH2 2EQ", "GB"),
    ("Luc Tremblay", "10 Rue Sherbrooke Ouest", "", "Montréal", "QC", "H2X 1X1", "CA"),
    ("Aiko Tanaka", "1-1 Chiyoda", "", "Tokyo", "Tokyo", "100-0001", "JP"),
)
PLACE_NAMES = ("name", "line1", "line2", "city", "state", "postal_code", "country")
CARDS = (
    ("4242424242424242", "Visa ending 4242: pays"),
    ("4000000000009995", "Visa ending 9995: lacks funds"),
    ("4000002500003155", "Visa ending 3155: asks for 3-D Secure"),
)
NAMES = {"apple_pay": "Apple Pay", "google_pay": "Google Pay", "link": "Link"}


def wallet_sheet(world: World, request: Request, wallet: str) -> Response:
    """What is asked for, and two ways out; the answer goes to the shop's page and nowhere else."""
    origin = shop_origin(world, request.query.get("origin", ""))
    page = document(
        NAMES[wallet],
        el(
            "main",
            el("p", el("strong", "Sandbox"), " No real payment", class_="banner"),
            el("h1", NAMES[wallet]),
            el("p", "Visa ending 4242"),
            el(
                "form",
                # Enabled by the script: a press before it listens would be lost.
                el("button", f"Pay {_amount(request)}", name="answer", value="pay", disabled=True),
                el("button", "Cancel", name="answer", value="cancel", class_="quiet", disabled=True),
                id="sheet",
                class_="choices",
            ),
            class_="bank",
        ),
        scripts=("/assets/sheet.js",),
        head=origin_mark(origin),
    )
    return page_response(page, framed_by=origin)


def express_sheet(world: World, request: Request, wallet: str) -> Response:
    """The sheet of the Express Checkout Element: it brings e-mail and address, and shows the total."""
    origin = shop_origin(world, request.query.get("origin", ""))
    places = [
        el(
            "option",
            f"{place[0]}, {place[3]}, {place[6]}",
            value=json.dumps(dict(zip(PLACE_NAMES, place, strict=True))),
        )
        for place in PLACES
    ]
    page = document(
        NAMES[wallet],
        el(
            "main",
            el("p", el("strong", "Sandbox"), " No real payment", class_="banner"),
            el("h1", NAMES[wallet]),
            el(
                "form",
                el(
                    "fieldset",
                    _field(
                        "card",
                        "Card",
                        el("select", *(el("option", name, value=card) for card, name in CARDS), id="card"),
                    ),
                    _field("address", "Deliver to", el("select", *places, id="address")),
                    _field(
                        "email", "Email", el("input", id="email", type="email", value="jenny@example.com")
                    ),
                    _field("phone", "Phone", el("input", id="phone", type="tel", value="+1 415 555 0132")),
                    el("div", id="rates", role="radiogroup", aria_label="Delivery"),
                    id="choices",
                    aria_label="Choices",
                    disabled=True,
                ),
                el("p", id="said", role="alert", class_="error"),
                el("button", "One moment", name="pay", disabled=True),
                el("button", "Cancel", name="cancel", class_="quiet", disabled=True),
                id="sheet",
                class_="choices",
            ),
            class_="bank",
        ),
        scripts=("/assets/express_sheet.js",),
        head=join(origin_mark(origin), el("link", rel="stylesheet", href="/assets/frame.css")),
    )
    return framed(page, origin)


def _field(name: str, label: str, control: Markup) -> Markup:
    return el("div", el("label", label, for_=name), control, id=f"{name}-field", class_="field")


def _amount(request: Request) -> str:
    try:
        currency = currencies.known(request.query.get("currency", ""))
        return currencies.written(int(request.query.get("amount", "")), currency)
    except (InvalidRequest, ValueError):
        raise Refused(HTTPStatus.BAD_REQUEST, "The sheet needs an amount and a currency.") from None


ROUTES = [
    ("GET", r"/wallet/(?P<wallet>apple_pay|google_pay|link)/", wallet_sheet),
    ("GET", r"/wallet/(?P<wallet>apple_pay|google_pay|link)/express/", express_sheet),
]
