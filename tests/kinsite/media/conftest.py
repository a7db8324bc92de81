from types import SimpleNamespace

import pytest

from kinsite.celery import app


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def worker():
    """A worker that does at once what it is told."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def no_broker(monkeypatch):
    """Hints go nowhere until the broker is `back()`."""
    with monkeypatch.context() as patch:
        patch.setattr("kinsite.foundation.tasks._broker.allows", lambda: False)
        yield SimpleNamespace(back=patch.undo)
