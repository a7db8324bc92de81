"""What the shopper sees of Stripe: the payment frame, the bank's question, and the bank's own page."""

import hmac
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from kinsite.sandbox.markup import Markup, document, el, join
from kinsite.sandbox.stripe.currencies import written
from kinsite.sandbox.stripe.intents import answer_of_bank
from kinsite.sandbox.web import HTML, Refused, Request, Response, page_response, redirect
from kinsite.sandbox.world import World

TEST_CARDS = (
    ("4242 4242 4242 4242", "pays"),
    ("4000 0000 0000 0002", "is declined"),
    ("4000 0000 0000 9995", "lacks funds"),
    ("4000 0025 0000 3155", "asks for 3-D Secure"),
    ("4000 0000 0000 0259", "is disputed later"),
)
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
ARRIVED = {"succeeded": "succeeded", "requires_capture": "succeeded", "processing": "pending"}


def payment_frame(world: World, request: Request) -> Response:
    """The fields for the card. Its card data never leaves this origin but for /v1/."""
    origin = shop_origin(world, request.query.get("origin", ""))
    frame = document(
        "Secure payment",
        el("main", el("h1", "Secure payment", class_="unseen"), _payment_form()),
        body_class="frame",
        scripts=("/assets/frame.js",),
        head=join(origin_mark(origin), el("link", rel="stylesheet", href="/assets/frame.css")),
    )
    return framed(frame, origin)


def express_frame(world: World, request: Request) -> Response:
    """The buttons of the wallets; its script draws those that are there."""
    origin = shop_origin(world, request.query.get("origin", ""))
    frame = document(
        "Express checkout",
        el("main", el("h1", "Express checkout", class_="unseen"), el("div", id="wallets")),
        body_class="frame",
        scripts=("/assets/express.js",),
        head=join(origin_mark(origin), el("link", rel="stylesheet", href="/assets/frame.css")),
    )
    return framed(frame, origin)


def _payment_form() -> Markup:
    return el(
        "form",
        el(
            "fieldset",
            el("legend", "Payment method", id="legend"),
            el("div", id="methods"),
            role="radiogroup",
            aria_labelledby="legend",
            class_="methods",
        ),
        el("p", "Stripe sandbox: no real payment. Any date to come, any code.", class_="sandbox-note"),
        el(
            "details",
            el("summary", "Test cards"),
            el(
                "ul",
                *(el("li", el("span", number, class_="code"), f" {what}") for number, what in TEST_CARDS),
            ),
        ),
        id="payment",
        novalidate=True,
        autocomplete="on",
    )


def framed(page: Markup, origin: str) -> Response:
    """A page within the shop's that may call the API, and posts no form."""
    policy = f"{FRAME_POLICY}; frame-ancestors {origin}"
    return Response(page.encode(), 200, HTML, {"Content-Security-Policy": policy})


def shop_origin(world: World, origin: str) -> str:
    if origin not in world.shop.origins:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            f"This frame belongs to the shop at {world.shop.url}; start the sandbox with its address.",
        )
    return origin


def origin_mark(origin: str) -> Markup:
    return el("meta", name="shop-origin", content=origin)


def ask_in_page(world: World, request: Request, intent_id: str) -> Response:
    """3-D Secure in a frame over the shop's page."""
    origin = shop_origin(world, request.query.get("origin", ""))
    intent = _waiting(world, intent_id, request.query.get("nonce", ""))
    if intent is None:
        return _answered(origin)
    choices = (("authorize", "Complete authentication", ""), ("fail", "Fail authentication", "quiet"))
    page = _question("3D Secure authentication", intent, choices)
    return page_response(page, framed_by=origin)


def answer_in_page(world: World, request: Request, intent_id: str) -> Response:
    origin = shop_origin(world, request.query.get("origin", ""))
    _settle(world, request, intent_id)
    return _answered(origin)


def _answered(origin: str) -> Response:
    """A page whose script tells the shop's page that the bank has its answer."""
    page = document(
        "3D Secure authentication",
        el("main", el("h1", "Thank you"), el("p", "Going back to the shop."), class_="bank"),
        scripts=("/assets/answered.js",),
        head=origin_mark(origin),
    )
    return page_response(page, framed_by=origin)


def ask_on_page(world: World, request: Request, intent_id: str) -> Response:
    """The bank's own page, for pay-later and for servers that redirect."""
    intent = _waiting(world, intent_id, request.query.get("nonce", ""))
    if intent is None:
        raise Refused(HTTPStatus.GONE, "This question was answered already. Go back to the shop.")
    choices = (
        ("authorize", "Authorize test payment", ""),
        ("fail", "Fail test payment", "quiet"),
        ("process", "Let it take days", "quiet"),
    )
    back = urlsplit(world.platform.store.hidden(intent_id).get("return_url") or "")
    response = page_response(_question("Test payment page", intent, choices))
    if back.netloc:  # Chromium applies form-action to where the answer redirects, too
        policy = response.headers["Content-Security-Policy"]
        response.headers["Content-Security-Policy"] = policy.replace(
            "form-action 'self'", f"form-action 'self' {back.scheme}://{back.netloc}"
        )
    return response


def answer_on_page(world: World, request: Request, intent_id: str) -> Response:
    intent = _settle(world, request, intent_id)
    back = world.platform.store.hidden(intent_id).get("return_url")
    if not back:
        page = document(
            "Answered", el("main", el("h1", "Thank you"), el("p", "You may close this page."), class_="bank")
        )
        return page_response(page)
    arrival = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": ARRIVED.get(intent["status"], "failed"),
    }
    return redirect(f"{back}{'&' if '?' in back else '?'}{urlencode(arrival)}")


def _settle(world: World, request: Request, intent_id: str) -> dict:
    """Take the shopper's answer to the bank, once."""
    with world.database.transaction():
        intent = _waiting(world, intent_id, request.query.get("nonce", ""))
        if intent is not None:
            intent = answer_of_bank(world.call(), intent, request.form.get("answer", "fail"))
    world.deliveries.wake()
    return intent or world.platform.store.get("payment_intent", intent_id)


def _waiting(world: World, intent_id: str, nonce: str) -> dict | None:
    """The intent that this question is about, or None once it was answered."""
    intent = world.platform.store.find(intent_id)
    expected = world.platform.store.hidden(intent_id).get("nonce", "")
    if intent is None or not expected or not hmac.compare_digest(nonce.encode(), expected.encode()):
        raise Refused(HTTPStatus.NOT_FOUND, "The bank knows of no such payment.")
    return intent if intent["status"] == "requires_action" else None


def _question(title: str, intent: dict, choices: tuple[tuple[str, str, str], ...]) -> Markup:
    return document(
        title,
        el(
            "main",
            el("p", el("strong", "Sandbox"), " No real payment", class_="banner"),
            el("h1", title),
            el(
                "p",
                "The shop asks to charge ",
                el("strong", written(intent["amount"], intent["currency"])),
                ".",
            ),
            el(
                "form",
                *(
                    el("button", name, name="answer", value=value, class_=kind or None)
                    for value, name, kind in choices
                ),
                method="post",
                class_="choices",
            ),
            class_="bank",
        ),
    )


ROUTES = [
    ("GET", r"/elements/payment/", payment_frame),
    ("GET", r"/elements/express/", express_frame),
    ("GET", r"/3d-secure/(?P<intent_id>pi_\w+)/", ask_in_page),
    ("POST", r"/3d-secure/(?P<intent_id>pi_\w+)/", answer_in_page),
    ("GET", r"/bank/(?P<intent_id>pi_\w+)/", ask_on_page),
    ("POST", r"/bank/(?P<intent_id>pi_\w+)/", answer_on_page),
]
