"""A task is a hint: without a broker nobody waits and nothing is lost."""

import socket
import time

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction

from kinsite.foundation import tasks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_breaker():
    tasks._broker.succeeded()
    yield
    tasks._broker.succeeded()


def probe_at(url):
    task_cls = "kinsite.foundation.tasks:HintTask"
    app = Celery("probe", broker=url, task_cls=task_cls, set_as_current=False)
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    app.conf.update(broker_transport_options=options, task_publish_retry=settings.CELERY_TASK_PUBLISH_RETRY)

    @app.task(name="probe.count", shared=False)
    def count(number):
        """Nothing to do: whether it may start is what is asked."""

    return count


@pytest.fixture
def mute():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def test_a_commit_is_not_disturbed_by_a_broker_that_is_gone():
    task = probe_at("redis://127.0.0.1:1/0")
    started = time.monotonic()
    for number in range(10):
        with transaction.atomic():
            task.delay_on_commit(number)
        with transaction.atomic():
            task.apply_async_on_commit((number,))
    assert time.monotonic() - started < 2


def test_a_broker_that_takes_the_call_and_says_nothing_is_waited_for_once(mute):
    task = probe_at(mute)
    started = time.monotonic()
    task.hint(0)
    assert time.monotonic() - started < 3
    started = time.monotonic()
    for number in range(10):
        task.hint(number)
    assert time.monotonic() - started < 0.5


def test_without_a_commit_there_is_no_hint(monkeypatch):
    task = probe_at("redis://127.0.0.1:1/0")
    started = []
    monkeypatch.setattr(task, "delay", lambda *args: started.append(args))
    with pytest.raises(RuntimeError), transaction.atomic():
        task.delay_on_commit(1)
        raise RuntimeError("rolled back")
    assert started == []
    with transaction.atomic():
        task.delay_on_commit(2)
        assert started == []
    assert started == [(2,)]
