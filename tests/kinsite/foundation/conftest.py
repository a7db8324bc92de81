import socket

import pytest
from django.core.cache import caches

from kinsite.foundation.cache import _breakers


def redis_at(settings, url):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": url}}
    _breakers.clear()


@pytest.fixture(autouse=True)
def fresh_cache(settings):
    """Each test finds an empty cache, and leaves no broken one behind."""
    caches["default"].clear()
    yield
    _breakers.clear()
    del caches["default"]


@pytest.fixture
def dead_redis(settings):
    """Nobody listens."""
    redis_at(settings, "redis://127.0.0.1:1/0")


@pytest.fixture
def mute_redis(settings):
    """Somebody takes the call and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        url = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        redis_at(settings, url)
        yield url
