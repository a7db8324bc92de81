import pytest
from django.core.cache import cache, caches

from kinsite.accounts.operations import open_account
from kinsite.foundation.cache import _breakers
from tests.emails.fixtures import mailbox  # noqa: F401


@pytest.fixture(autouse=True)
def forgotten_attempts():
    """Each test begins with every limit unspent."""
    cache.clear()


@pytest.fixture
def person():
    return open_account(email="owner@example.com", password="quiet-oak-and-linen")


@pytest.fixture
def no_cache(settings):
    """A Redis that nobody answers for, with a breaker that knows nothing yet."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    _breakers.clear()
    yield
    _breakers.clear()
    del caches["default"]
