"""The faulty worker itself: it fails for what it was told to, not for what it was born with."""

import asyncio

import pytest
from django.db import connection

from commerce.orders.models import Order
from tests.databases import server
from tests.faults.killed import Kill, died

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def test_what_was_open_before_a_loop_ran_is_not_used(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    connection.ensure_connection()
    with server() as admin:
        admin.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    async def fail():
        return died(Kill("django.db.models.query:QuerySet.count", "after"), Order.objects.count)

    assert asyncio.run(fail())
    connection.close()


def test_what_fails_otherwise_did_not_die():
    assert not died(Kill("django.db.models.query:QuerySet.count"), Order.objects.get)
    assert not died(Kill("django.db.models.query:QuerySet.count", call=2), Order.objects.count)
