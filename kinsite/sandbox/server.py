"""The HTTP server: one origin on the loopback, a thread for each connection, standard library only."""

import logging
import re
import socket
import struct
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kinsite.sandbox import dashboard, hooks, index
from kinsite.sandbox.faults import Fault
from kinsite.sandbox.mailbox import pages as mail_pages
from kinsite.sandbox.markup import el, page
from kinsite.sandbox.stripe import api, frame, script, sheet
from kinsite.sandbox.stripe.ids import letters
from kinsite.sandbox.web import Refused, Request, Response, json_response, page_response
from kinsite.sandbox.world import World

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
LARGEST_BODY = 1024 * 1024
LARGEST_DISCARDED = 16 * LARGEST_BODY
STATIC = Path(__file__).parent / "static"
SPARED = ("/_sandbox/", "/livez")  # so that a fault for everything can be taken back
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
ROUTES = [
    (method, re.compile(pattern), handler)
    for method, pattern, handler in (
        *index.ROUTES,
        *script.ROUTES,
        *frame.ROUTES,
        *sheet.ROUTES,
        *dashboard.ROUTES,
        *mail_pages.ROUTES,
        *hooks.ROUTES,
    )
]


class SandboxServer(ThreadingHTTPServer):
    """Serves a world. `port` 0 takes a free one; `url` says which."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, port: int):
        super().__init__((HOST, port), Handler)
        self.world: World | None = None
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}"

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        logger.debug("a caller went away", exc_info=True)


class Handler(BaseHTTPRequestHandler):
    server: SandboxServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sandbox", ""
    wbufsize = 65536
    disable_nagle_algorithm = True
    timeout = 120

    def do_GET(self):
        request = self._read()
        if request is None:
            return
        spared = request.path.startswith(SPARED)
        fault = None if spared else self.server.world.faults.take(request.method, request.path)
        if fault and fault.when == "before" and self._go_wrong(fault):
            return
        response = answer(self.server.world, request)
        if fault and fault.when == "after" and self._go_wrong(fault):
            return
        self._send(response, request)

    do_POST = do_DELETE = do_OPTIONS = do_HEAD = do_GET

    def log_message(self, *args):
        """Calls of the API are logged where they are answered, pages not at all."""

    def _read(self) -> Request | None:
        given = self.headers.get("Content-Length") or "0"
        length = int(given) if given.isdecimal() else LARGEST_BODY + 1
        if length > LARGEST_BODY or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            self._discard(min(length, LARGEST_DISCARDED))
            error = {"error": {"message": "Too large, or of unknown length."}}
            self._send(json_response(error, HTTPStatus.REQUEST_ENTITY_TOO_LARGE), None)
            return None
        body = self.rfile.read(length)
        return Request(
            self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body
        )

    def _discard(self, length: int) -> None:
        """Read on, so that the caller comes to the answer before it finds the line closed."""
        self.connection.settimeout(2)
        try:
            while length > 0 and (piece := self.rfile.read(min(length, 65536))):
                length -= len(piece)
        except TimeoutError:
            pass

    def _go_wrong(self, fault: Fault) -> bool:
        """Do what the fault says; True if the call ends here."""
        self.server.stopping.wait(fault.seconds)
        if fault.do == "close":
            self.close_connection = True
            reset_at_once = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset_at_once)
            self.connection.close()
            return True
        if fault.do == "status":
            error = {"type": "api_error", "message": "Injected by the sandbox."}
            if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
                error = {
                    "type": "invalid_request_error",
                    "code": "rate_limit",
                    "message": "Too many requests.",
                }
            self._send(
                json_response({"error": error}, fault.status, {"Request-Id": f"req_{letters(14)}"}), None
            )
            return True
        return False

    def _send(self, response: Response, request: Request | None) -> None:
        self.send_response(response.status)
        headers = {
            "Content-Type": response.kind,
            "Content-Length": str(len(response.body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            **response.headers,
        }
        if request and request.path.startswith("/v1/"):
            headers |= cross_origin(self.server.world, request)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


def cross_origin(world: World, request: Request) -> dict[str, str]:
    """The shop's pages may call the API from the browser; other sites may not."""
    origin = request.header("origin")
    allowed = {"Access-Control-Allow-Origin": origin} if origin in world.shop.origins else {}
    return {
        **allowed,
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version",
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Expose-Headers": "Request-Id",
        "Vary": "Origin",
    }


def answer(world: World, request: Request) -> Response:
    """Find who answers, and turn a refusal into a page or into JSON."""
    try:
        check_caller(world, request)
        if request.path.startswith("/v1/"):
            return (
                Response(status=HTTPStatus.NO_CONTENT)
                if request.method == "OPTIONS"
                else api.answer(world.platform, request)
            )
        if request.path.startswith("/assets/"):
            return static(request.path)
        return route(world, request)
    except Refused as refusal:
        if request.path.startswith("/_sandbox/"):
            return json_response({"error": refusal.reason}, refusal.status)
        return page_response(page(HTTPStatus(refusal.status).phrase, el("p", refusal.reason)), refusal.status)
    except Exception:
        logger.exception("%s %s failed", request.method, request.path)
        return json_response({"error": "The sandbox broke."}, HTTPStatus.INTERNAL_SERVER_ERROR)


def check_caller(world: World, request: Request) -> None:
    """Only this machine's names, and no form that another site posts here."""
    port = world.url.rpartition(":")[2]
    own = {f"{name}:{port}" for name in (HOST, "localhost")}
    if request.header("host") not in own:
        raise Refused(
            HTTPStatus.MISDIRECTED_REQUEST, "The sandbox answers on this machine's own address only."
        )
    origin = request.header("origin")
    if origin and not request.path.startswith("/v1/") and origin.partition("://")[2] not in own:
        raise Refused(HTTPStatus.FORBIDDEN, "The sandbox's pages take their own forms only.")


def route(world: World, request: Request) -> Response:
    method = "GET" if request.method == "HEAD" else request.method
    others = set()
    for allowed, pattern, handler in ROUTES:
        if found := pattern.fullmatch(request.path):
            if allowed == method:
                return handler(world, request, **found.groupdict())
            others.add(allowed)
    if others:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, f"This address takes {' and '.join(sorted(others))}.")
    raise Refused(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def static(path: str) -> Response:
    file = STATIC / path.rpartition("/")[2]
    kind = KINDS.get(file.suffix)
    if kind is None or not file.is_file():
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such file.")
    return Response(file.read_bytes(), 200, kind, {"Cache-Control": "no-cache"})
