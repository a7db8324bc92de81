"""What every test may ask for."""

import pytest

pytest_plugins = [
    "tests.chromium",
    "tests.figures",
    "tests.sandbox",
    "tests.situations",
    "tests.stripe_live",
    "tests.targets",
]


def pytest_addoption(parser):
    parser.addoption("--record", action="store_true", help="write golden files anew, and fail for once")
    parser.addoption("--draw", type=int, default=20261, help="the seed by which goods of the demo are drawn")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Give this worker a copy of the template database, and a new one after each test that commits."""
    from django.db import connections
    from django.test import TransactionTestCase

    from tests import databases

    with django_db_blocker.unblock():
        databases.build_template()
        own = databases.Copy("own").make()
        databases.connect_to(own.name)
    empty_all_tables = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: own.renew()
    yield
    TransactionTestCase._fixture_teardown = empty_all_tables
    with django_db_blocker.unblock():
        connections.close_all()
        own.drop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Slow tests first, the slowest before all: a worker that begins them last keeps the others waiting.

    A test that calls a crowd is a race, before `-m` chooses.
    """
    for item in items:
        if "crowd" in item.function.__code__.co_names:
            item.add_marker("race")

    def seconds(item):
        slow = item.get_closest_marker("slow")
        return slow.kwargs.get("seconds", 10) if slow else 0

    items.sort(key=seconds, reverse=True)


@pytest.fixture(autouse=True)
def first_language():
    """A request leaves its language behind in the thread, where the next test would speak it."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture
def own_cache(settings):
    """A cache that always answers, for counts of statements.

    One that is slow on a busy machine is left alone for some seconds, and what is cached is read anew then.
    """
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "own"}
    settings.CACHES = dict.fromkeys(settings.CACHES, local)
    yield
    from django.core.cache import caches

    for name in settings.CACHES:
        caches[name].clear()
