"""The sandbox as a process: what it refuses, what it keeps through a kill, how it ends."""

import socket
import subprocess
import sys

import pytest

from tests.kinsite.sandbox.conftest import client_for, new_intent, pay, until
from tests.sandbox import PROJECT, Sandbox

PROPER = {
    "--port": "0",
    "--data": "unset",
    "--shop": "http://127.0.0.1:8000",
    "--webhook-secret": "whsec_SandboxSandbox0001",
}


@pytest.fixture
def running(tmp_path, listener):
    sandbox = Sandbox(tmp_path / "a folder", shop=listener.url).start()
    yield sandbox
    if sandbox.process.poll() is None:
        sandbox.stop()


def test_what_was_acknowledged_survives_a_kill(running, listener):
    client = client_for(running)
    running.post_hook("options", deliveries="off")
    paid = pay(client)
    new_intent(client, metadata={"order": "1"})
    refund = client.v1.refunds.create(
        {"payment_intent": paid.id, "amount": 100}, {"idempotency_key": "refund-1-1"}
    )
    running.kill()
    assert listener.heard == []

    running.start()
    client = client_for(running)
    assert client.v1.payment_intents.retrieve(paid.id).status == "succeeded"
    again = client.v1.refunds.create(
        {"payment_intent": paid.id, "amount": 100}, {"idempotency_key": "refund-1-1"}
    )
    assert again.id == refund.id
    assert client.v1.charges.retrieve(paid.latest_charge).amount_refunded == 100
    assert len(client.v1.webhook_endpoints.list().data) == 1
    until(lambda: "payment_intent.succeeded" in listener.types())  # what was owed is brought now


def test_a_delivery_cut_by_a_kill_is_brought_again(running, listener):
    listener.pause = 3
    new_intent(client_for(running))
    until(lambda: listener.heard)  # told, but the answer never arrives
    running.kill()
    listener.pause = 0
    running.start()
    until(lambda: len(listener.heard) == 2)
    assert len({event.id for event in listener.events()}) == 1


def test_it_stops_on_a_signal_and_answers_on_the_loopback_only(running):
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", running.port), timeout=2)  # this machine, not its loopback
    assert running.stop() == 0


def test_two_never_share_a_folder(running):
    second = start(PROPER | {"--data": str(running.data)})
    assert second.returncode == 1
    assert "another sandbox uses" in second.stderr


def test_a_taken_port_is_named(running, tmp_path):
    second = start(PROPER | {"--data": str(tmp_path / "other"), "--port": str(running.port)})
    assert (second.returncode, str(running.port) in second.stderr) == (1, True)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"--shop": "https://kin-workspace.com"}, "on this machine"),
        ({"--shop": "http://10.0.0.5:8000"}, "on this machine"),
        ({"--shop": "http://127.0.0.1:8000/de/"}, "without a path"),
        ({"--webhook-secret": "sk_live_abcdefgh12345678"}, "never one of a live account"),
        ({"--webhook-secret": "whsec_live_abcdefgh1234"}, "never one of a live account"),
        ({"--host": "0.0.0.0"}, "unrecognized arguments"),
    ],
)
def test_it_refuses_to_start_with_what_looks_live_or_far(tmp_path, wrong, reason):
    refused = start(PROPER | {"--data": str(tmp_path)} | wrong)
    assert refused.returncode == 2
    assert reason in refused.stderr
    assert list(tmp_path.iterdir()) == []


def start(arguments: dict) -> subprocess.CompletedProcess:
    words = [word for pair in arguments.items() for word in pair]
    return subprocess.run(
        [sys.executable, "-m", "kinsite.sandbox", *words],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=20,
    )


def test_it_knows_nothing_of_django():
    code = "import sys, kinsite.sandbox.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0


def test_the_shared_sandbox_begins_each_test_empty(sandbox, listener):
    sandbox.serve(listener.url)
    paid = pay(client_for(sandbox))
    until(lambda: "payment_intent.succeeded" in listener.types())
    assert [intent["id"] for intent in sandbox.intents()] == [paid.id]
    assert [row["path"].rpartition("/")[2] for row in sandbox.accepted()] == ["payment_intents", "confirm"]
    sandbox.forget()
    assert sandbox.intents() == sandbox.accepted() == sandbox.deliveries() == sandbox.mails() == []
