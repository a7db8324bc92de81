"""The faulty worker itself: it fails for what it was told to, not for what it was born with."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from commerce.orders.models import Order
from tests.databases import server
from tests.faults.killed import Kill, died

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def test_what_was_open_before_a_loop_ran_is_not_used(monkeypatch):
    """In a thread of its own: the tests' may have the loop of a browser already."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

    async def fail():
        return died(Kill("django.db.models.query:QuerySet.count", "after"), Order.objects.count)

    def fail_after_a_connection_ended():
        connection.ensure_connection()
        with server() as admin:
            admin.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        try:
            return asyncio.run(fail())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(fail_after_a_connection_ended).result()


def test_what_fails_otherwise_did_not_die():
    assert not died(Kill("django.db.models.query:QuerySet.count"), Order.objects.get)
    assert not died(Kill("django.db.models.query:QuerySet.count", call=2), Order.objects.count)
