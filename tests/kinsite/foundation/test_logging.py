"""A log line tells what happened and to which request, never to whom."""

import io
import json
import logging
import logging.config
import time

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.conf import settings
from structlog.contextvars import bound_contextvars, clear_contextvars, get_contextvars

from kinsite.celery import app as shops_app
from kinsite.foundation.logging import MASK, build, connect, mask_text

SEEN = []


@pytest.fixture
def lines():
    """What a logger below "probe" writes, as parsed JSON."""
    stream = io.StringIO()
    config = build("INFO")["formatters"]["json"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(config["()"](**{key: value for key, value in config.items() if key != "()"}))
    probe = logging.getLogger("probe")
    probe.addHandler(handler)
    probe.setLevel(logging.INFO)
    probe.propagate = False
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    probe.removeHandler(handler)


def test_a_line_is_one_json_object_with_its_extras(lines):
    logging.getLogger("probe").info("order paid", extra={"order": 7})
    [line] = lines()
    assert line["event"] == "order paid"
    assert (line["order"], line["level"], line["logger"]) == (7, "info", "probe")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "key",
    ["password", "stripe_secret_key", "client_secret", "token", "email", "recipient", "phone", "full_name",
     "address", "postcode", "Authorization", "cookie", "card_number", "body", "signature"],
)  # fmt: skip
def test_what_stands_under_a_telling_key_is_masked_however_deep(lines, key):
    logging.getLogger("probe").info("x", extra={key: "v4lue", "deep": {"list": [{key: "v4lue"}]}})
    [line] = lines()
    assert line[key] == MASK
    assert "v4lue" not in json.dumps(line)


@pytest.mark.parametrize(
    "secret",
    ["anna@example.com", "sk_live_abc123", "whsec_abc", "pi_3abc_secret_def", "4242 4242 4242 4242",
     "4242424242424242", "Bearer abc.def", "/orders/kJ8sd-hf_3/", "/accounts/password/reset/key/1-abc-def/"],
)  # fmt: skip
def test_what_looks_secret_is_masked_in_every_text(lines, secret):
    probe = logging.getLogger("probe")
    probe.info("about %s", secret, extra={"note": secret})
    try:
        raise ValueError(f"DETAIL: Key ({secret}) exists")
    except ValueError:
        probe.exception("it broke")
    text = json.dumps(lines())
    for part in secret.strip("/").split("/")[-1:]:
        assert part not in text
    assert "ValueError" in text


def test_ids_and_times_are_left_alone():
    text = "order 10001 at 2026-11-23T08:59:03.454004Z by 3f9d0c1e8b7a4f7c9e2d1a0b3c4d5e6f"
    assert mask_text(text) == text


@pytest.mark.parametrize("piece", ["a", "a@", "1", "1 ", "@.", "Bearer ", "sk_live_", "/orders/"])
def test_a_hostile_text_is_masked_in_no_time(piece):
    started = time.perf_counter()
    assert len(mask_text(piece * 100_000)) <= 80_000
    assert time.perf_counter() - started < 0.2


@pytest.mark.urls("tests.kinsite.foundation.urls")
@pytest.mark.django_db
def test_a_request_has_an_id_on_its_answer_and_its_lines_and_leaves_none_behind(client, caplog):
    answer = client.get("/orders/s3cr3t-t0ken/")
    [record] = [record for record in caplog.records if record.name == "kinsite.request"]
    assert record.status == 200
    assert "s3cr3t" not in mask_text(record.path)
    assert len(answer.headers["X-Request-ID"]) == 32
    assert get_contextvars() == {}


@pytest.mark.urls("tests.kinsite.foundation.urls")
@pytest.mark.django_db
def test_only_a_trusted_proxy_names_the_request(client, settings):
    given = {"x-request-id": "given-by-the-proxy-1"}
    assert client.get("/form/", headers=given).headers["X-Request-ID"] != given["x-request-id"]
    settings.TRUSTED_PROXY_HOPS = 1
    assert client.get("/form/", headers=given).headers["X-Request-ID"] == given["x-request-id"]
    hostile = {"x-request-id": 'a"\nb' * 5}
    assert len(client.get("/form/", headers=hostile).headers["X-Request-ID"]) == 32


@pytest.fixture
def shops_app_again():
    """Celery's worker for tests makes its app that of all: the shop's tasks would then go astray."""
    yield
    shops_app.set_current()
    shops_app.set_default()


@pytest.mark.django_db(transaction=True)
def test_a_task_bears_the_id_of_the_request_that_caused_it(shops_app_again):
    app = Celery("probe", broker=settings.CELERY_BROKER_URL, task_cls="kinsite.foundation.tasks:HintTask")
    app.conf.update(task_default_queue="probe", task_ignore_result=True, worker_hijack_root_logger=False)
    connect(app)
    SEEN.clear()

    @app.task(name="probe.look", shared=False)
    def look():
        SEEN.append(get_contextvars())

    with start_worker(app, perform_ping_check=False, pool="solo", shutdown_timeout=30):
        with bound_contextvars(request_id="request-abcdef"):
            look.delay()
        look.delay()
        for _ in range(100):
            if len(SEEN) == 2:
                break
            time.sleep(0.05)
    clear_contextvars()
    assert SEEN[0]["request_id"] == "request-abcdef"
    assert SEEN[0]["task"] == "probe.look"
    assert SEEN[1]["request_id"] == SEEN[1]["task_id"], "a task nobody asked for is its own cause"
