"""A sandbox in this process, on a free port, with a shop that listens to its webhooks."""

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import stripe

from kinsite.sandbox.server import SandboxServer
from kinsite.sandbox.stripe import API_VERSION
from kinsite.sandbox.world import Shop, World
from tests.sandbox import PUBLISHABLE_KEY, SECRET_KEY, WEBHOOK_SECRET

RETURN_URL = "http://127.0.0.1:8000/checkout/return/"


def until(question, timeout: float = 10):
    """Ask until the answer is true, and return it."""
    end = time.monotonic() + timeout
    while not (answer := question()):
        assert time.monotonic() < end, f"still {answer!r} after {timeout} s"
        time.sleep(0.02)
    return answer


@dataclass
class Listener:
    """A shop that only listens: what it was told, and what it answers (200 unless told otherwise)."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    pause: float = 0
    heard: list[tuple[dict, bytes]] = field(default_factory=list)

    def events(self, secret: str = WEBHOOK_SECRET) -> list[stripe.Event]:
        """Everything heard, its signature verified by Stripe's own code."""
        return [
            stripe.Webhook.construct_event(body, headers["Stripe-Signature"], secret)
            for headers, body in list(self.heard)
        ]

    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in list(self.heard)]


@pytest.fixture
def listener():
    heard = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = heard.answers.pop(0) if heard.answers else 200
            heard.heard.append((dict(self.headers), body))
            time.sleep(heard.pause)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def world(tmp_path, listener):
    server = SandboxServer(0)
    running = World(data=tmp_path / "data", url=server.url, shop=Shop(listener.url, WEBHOOK_SECRET))
    server.world = running
    running.start()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield running
    server.stop()
    running.stop()


@pytest.fixture
def client(world):
    return client_for(world)


def client_for(world, key: str = SECRET_KEY, **options) -> stripe.StripeClient:
    hosts = dict.fromkeys(("api", "files", "connect", "meter_events"), world.url)
    options = {"stripe_version": API_VERSION, "max_network_retries": 0} | options
    return stripe.StripeClient(key, base_addresses=hosts, **options)


@pytest.fixture
def intent(client):
    """An intent of 129 dollars, as the shop makes it."""
    return new_intent(client)


def new_intent(client, **params):
    params = {"amount": 12900, "currency": "usd", "automatic_payment_methods": {"enabled": True}} | params
    return client.v1.payment_intents.create(params)


def pay(client, method: str = "pm_card_visa", **params):
    """A new intent, confirmed with this method."""
    made = new_intent(client, **params)
    return client.v1.payment_intents.confirm(made.id, {"payment_method": method, "return_url": RETURN_URL})


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


STAYING = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def fetch(url: str, *, data: bytes | dict | None = None, headers: dict | None = None, method=None) -> Answer:
    """One HTTP call as a browser or a script makes it; redirects are not followed, errors are answers."""
    headers = headers or {}
    if isinstance(data, dict):
        data, headers = json.dumps(data).encode(), {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with STAYING.open(request, timeout=20) as answer:
            return Answer(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, dict(error.headers), error.read())


def hook(world, name: str, **fields):
    answer = fetch(f"{world.url}/_sandbox/{name}", data=fields)
    assert answer.status == 200, answer.text
    return answer.json


def browser_call(world, path: str, **params) -> Answer:
    """A call with the publishable key, as stripe.js makes it from the shop's page."""
    data = urllib.parse.urlencode({"key": PUBLISHABLE_KEY, **params}).encode()
    return fetch(f"{world.url}/v1/{path}", data=data, headers={"Origin": world.shop.origins[0]})
