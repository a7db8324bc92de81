"""The sheet of a wallet over the shop's page: Apple Pay, Google Pay and Link ask before they pay."""

from http import HTTPStatus

from kinsite.sandbox.markup import document, el
from kinsite.sandbox.stripe import currencies
from kinsite.sandbox.stripe.errors import InvalidRequest
from kinsite.sandbox.stripe.frame import origin_mark, shop_origin
from kinsite.sandbox.web import Refused, Request, Response, page_response
from kinsite.sandbox.world import World

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


def _amount(request: Request) -> str:
    try:
        currency = currencies.known(request.query.get("currency", ""))
        return currencies.written(int(request.query.get("amount", "")), currency)
    except (InvalidRequest, ValueError):
        raise Refused(HTTPStatus.BAD_REQUEST, "The sheet needs an amount and a currency.") from None


ROUTES = [("GET", r"/wallet/(?P<wallet>apple_pay|google_pay|link)/", wallet_sheet)]
