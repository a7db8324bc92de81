"""What every test may ask for."""

import pytest

pytest_plugins = ["tests.chromium", "tests.sandbox", "tests.situations"]


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


def pytest_collection_modifyitems(items):
    """Slow tests first: a worker that begins them last would keep the others waiting."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
