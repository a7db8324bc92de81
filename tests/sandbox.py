"""The sandbox for tests: the real process on a free port, with a folder of its own.

def test_order_is_paid(sandbox): ...
    sandbox.post_hook("options", deliveries="off")
    sandbox.mails(to="customer@example.com")
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SECRET_KEY = "sk_test_SandboxSandboxSandbox0001"
PUBLISHABLE_KEY = "pk_test_SandboxSandboxSandbox0001"
WEBHOOK_SECRET = "whsec_SandboxSandboxSandbox0001"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sandbox:
    """A running sandbox; it can be killed and started again on the same folder and ports."""

    secret_key, publishable_key, webhook_secret = SECRET_KEY, PUBLISHABLE_KEY, WEBHOOK_SECRET

    def __init__(self, data: Path, *, shop: str = "http://127.0.0.1:8000"):
        self.data, self.shop = data, shop
        self.port, self.smtp_port = free_port(), free_port()
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def js_url(self) -> str:
        return f"{self.url}/dahlia/stripe.js"

    def start(self, timeout: float = 20) -> "Sandbox":
        self.data.mkdir(parents=True, exist_ok=True)
        arguments = {
            "--port": self.port,
            "--data": self.data,
            "--shop": self.shop,
            "--webhook-secret": self.webhook_secret,
            "--smtp-port": self.smtp_port,
        }
        with open(self.data / "log.txt", "a") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "kinsite.sandbox",
                    *(str(part) for pair in arguments.items() for part in pair),
                ],
                cwd=PROJECT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + timeout
        while not self._is_alive():
            assert self.process.poll() is None, (self.data / "log.txt").read_text()
            assert time.monotonic() < end, "the sandbox did not start in time"
            time.sleep(0.05)
        return self

    def _is_alive(self) -> bool:
        try:
            return self.get("/livez") == {"alive": True}
        except OSError:
            return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def get(self, path: str):
        with DIRECT.open(self.url + path, timeout=20) as answer:
            return json.load(answer)

    def post_hook(self, name: str, **data):
        """POST to /_sandbox/<name>; a refusal is an AssertionError with its reason."""
        request = urllib.request.Request(
            f"{self.url}/_sandbox/{name}", json.dumps(data).encode(), {"Content-Type": "application/json"}
        )
        try:
            with DIRECT.open(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{name}: {refusal.read().decode()}") from None

    def mails(self, to: str = "") -> list[dict]:
        return self.get(f"/mail/?format=json&to={urllib.request.quote(to)}")

    def intents(self) -> list[dict]:
        return self.get("/_sandbox/intents")

    def call(self, path: str, **fields) -> dict:
        """Ask the API by the secret key, as its dashboard would: GET, or POST where fields are given."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(
            self.url + path, body, {"Authorization": f"Bearer {self.secret_key}"}
        )
        try:
            with DIRECT.open(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{path}: {refusal.read().decode()}") from None

    def refunds(self) -> list[dict]:
        return self.call("/v1/refunds?limit=100")["data"]

    def make_refund(self, intent_id: str, minor: int) -> dict:
        """A refund made in the dashboard: it bears no reference of ours."""
        return self.call("/v1/refunds", payment_intent=intent_id, amount=minor)

    def accepted(self) -> list[dict]:
        """The writes that Stripe acknowledged, oldest first."""
        return self.get("/_sandbox/accepted")

    def deliveries(self, event: str = "") -> list[dict]:
        return self.get("/_sandbox/deliveries" + (f"?event={event}" if event else ""))

    def serve(self, shop: str) -> None:
        """The shop under test answers at this address."""
        self.shop = shop
        self.post_hook("shop", shop=shop)

    def forget(self) -> None:
        """Start afresh: no payments, no mails, no faults, switches as at the start."""
        self.post_hook("forget")


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory):
    running = Sandbox(tmp_path_factory.mktemp("sandbox")).start()
    yield running
    running.stop()


@pytest.fixture
def sandbox(sandbox_process):
    """One process for the whole run, its memory empty for each test."""
    sandbox_process.forget()
    return sandbox_process
