"""The API at /v1/: from a request to an answer, in the order in which Stripe asks its questions."""

import logging
import time

from kinsite.sandbox.stripe import API_VERSION, forms, idempotency
from kinsite.sandbox.stripe.contract import check
from kinsite.sandbox.stripe.elements import intent_of
from kinsite.sandbox.stripe.errors import InvalidRequest, NoSuchAddress, Refusal, SecretKeyRequired
from kinsite.sandbox.stripe.expansion import expand
from kinsite.sandbox.stripe.ids import letters
from kinsite.sandbox.stripe.intents import as_browser_sees
from kinsite.sandbox.stripe.keys import is_publishable, read_key
from kinsite.sandbox.stripe.platform import Call, Platform
from kinsite.sandbox.stripe.routes import Route, find_route
from kinsite.sandbox.web import Request, Response, json_response

logger = logging.getLogger(__name__)


def answer(platform: Platform, request: Request) -> Response:
    """Answer one API request; never raises, and what it acknowledges is committed."""
    request_id = f"req_{letters(14)}"
    key = request.header("idempotency-key") if request.method == "POST" else ""
    headers = {"Request-Id": request_id, "Stripe-Version": API_VERSION}
    if key:
        headers |= {"Idempotency-Key": key, "Original-Request": request_id}
    try:
        with platform.clock.at(_moment(request)), platform.store.database.transaction():
            status, body, is_replay = _run(platform, request, request_id, key)
            _note(platform, request, request_id, key, status, body, is_replay)
    except Refusal as refusal:
        status, body, is_replay = refusal.status, refusal.body, False
    except Exception:
        logger.exception("%s %s failed", request.method, request.path)
        status, body, is_replay = (
            500,
            {"error": {"type": "api_error", "message": "The sandbox broke."}},
            False,
        )
    platform.deliveries.wake()
    logger.info("%s %s %s %s", request.method, request.path, status, body.get("error", {}).get("message", ""))
    if is_replay:
        headers["Idempotent-Replayed"] = "true"
    return json_response(body, status, headers)


def _moment(request: Request) -> int | None:
    """History is seeded by calls that say when they are: `Sandbox-Time: 1760000000`."""
    given = request.header("sandbox-time")
    if given and not given.isdecimal():
        raise InvalidRequest("Sandbox-Time must be whole seconds of Unix time.")
    return int(given) if given else None


def _run(platform: Platform, request: Request, request_id: str, key: str) -> tuple[int, dict, bool]:
    """Status, body, and whether they were answered before."""
    try:
        given = forms.parse(request.text if request.method == "POST" else request.query_text)
    except ValueError:
        raise InvalidRequest("The request is too large to be read.") from None
    in_browser = is_publishable(read_key(request.header("authorization"), given.pop("key", "")))
    route, target = find_route(request.method, request.path)
    call = Call(
        platform,
        target=target,
        path=request.path,
        publishable=in_browser,
        request=request_id,
        key=key or None,
    )
    _check_version(request)
    print_ = idempotency.fingerprint(request.method, request.path, request.text)
    if key and (before := idempotency.recall(platform.store.database, key, print_)):
        return *before, True
    call.params = _checked(call, route, given)
    try:
        status, body = 200, _operate(call, route)
    except Refusal as refusal:
        status, body = refusal.status, refusal.body
    if in_browser:
        body = _for_browser(body)
    if key:
        idempotency.remember(platform.store.database, key, print_, status, body)
    return status, body, False


def _check_version(request: Request) -> None:
    version = request.header("stripe-version", API_VERSION)
    if version != API_VERSION:
        raise InvalidRequest(
            f"Invalid Stripe API version: {version}. This sandbox speaks {API_VERSION} only; set the version "
            "of every client to it."
        )


def _checked(call: Call, route: Route, given: dict) -> dict:
    """The parameters in their types; a browser's must also prove that they know the intent."""
    if not call.publishable:
        if not route.params_type:
            raise NoSuchAddress(route.method, call.path)
        return check(route.params_type, given)
    if route.browser_type is None:
        raise SecretKeyRequired
    params = check(route.browser_type, given)
    secret = params.get("client_secret")
    if call.target and secret is not None and intent_of(call, secret)["id"] != call.target:
        raise InvalidRequest(
            "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
            code="payment_intent_invalid_parameter",
            param="client_secret",
        )
    return params


def _operate(call: Call, route: Route) -> dict:
    """Run the operation. A decline keeps what it wrote, any other refusal leaves nothing."""
    declined = None
    with call.store.database.transaction():
        try:
            body = expand(call.store, route.operation(call), call.params.get("expand", []))
        except Refusal as refusal:
            if not refusal.keeps_writes:
                raise
            declined = refusal
    if declined:
        raise declined
    return body


def _for_browser(body: dict) -> dict:
    if body.get("object") == "payment_intent":
        return as_browser_sees(body)
    error = body.get("error", {})
    if "payment_intent" in error:
        return {"error": {**error, "payment_intent": as_browser_sees(error["payment_intent"])}}
    return body


def _note(
    platform, request: Request, request_id: str, key: str, status: int, body: dict, is_replay: bool
) -> None:
    """Keep a line of every call; tests ask what was accepted."""
    platform.store.database.write(
        "INSERT INTO requests (id, at, method, path, status, idempotency_key, replayed, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        request_id,
        time.time(),
        request.method,
        request.path,
        status,
        key or None,
        is_replay,
        body.get("id"),
    )
