"""From a click to a mail through a real worker, under one request id."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from emails.models import Letter, LetterStatus
from kinsite.accounts.operations import open_account
from tests.databases import address_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def worker(mailbox, tmp_path):
    """A Celery worker of the shop, on this test's database, that writes its log to a file."""
    mailbox.open()
    log = tmp_path / "worker.log"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "kinsite.settings.test"),
        "DATABASE_URL": address_of(connection.settings_dict["NAME"]),
        "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
    }
    command = [sys.executable, "-m", "celery", "-A", "kinsite.celery", "worker", "--pool", "solo"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "-Q", "default,mail", "--purge", "--without-gossip", "--without-mingle", "-l", "INFO"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    # What other tests left in the queues is thrown away first: it may name this test's letter.
    wait_until(lambda: "ready." in log.read_text())
    yield log
    process.terminate()
    process.wait(timeout=30)


def wait_until(condition, seconds=40):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def test_a_forgotten_password_becomes_a_mail_and_both_logs_name_the_same_request(client, worker, mailbox):
    open_account(email="owner@example.com", password="quiet-oak-and-linen")
    answer = client.post("/accounts/password/reset/", {"email": "owner@example.com"})
    wait_until(lambda: mailbox.messages)
    wait_until(lambda: Letter.objects.get().status == LetterStatus.SENT)
    assert len(mailbox.messages) == 1
    wait_until(lambda: "letter sent" in worker.read_text())
    lines = [json.loads(line) for line in worker.read_text().splitlines() if line.startswith("{")]
    [sent] = [line for line in lines if line["event"] == "letter sent"]
    assert sent["request_id"] == answer.headers["X-Request-ID"]
    assert sent["letter"] == Letter.objects.get().pk
    assert "owner@example.com" not in worker.read_text()
    assert "/reset/key/" not in worker.read_text()
