"""Where somebody changed an order's timeline past its trigger, that is found: by a command, and at night."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from commerce.orders import proof
from commerce.orders.desk import add_tag, put_on_hold
from commerce.orders.models import Order
from commerce.orders.operations import mark_order_paid
from commerce.orders.proof import ROUND, broken_timelines, broken_timelines_of_day
from commerce.orders.timeline import hash_of, seal_of
from commerce.tasks import verify_trail
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_product
from tests.factories.orders import make_order

pytestmark = pytest.mark.django_db


def tamper(sql, *params):
    """What whoever owns the database can do: switch the triggers off, and write."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def order():
    order = make_order(make_product("DESK", stock=9))
    mark_order_paid(order=order, by=SYSTEM)
    add_tag(order=order, label="gift", by=SYSTEM)
    return order


def found():
    return [(broken.subject, broken.sequence) for broken in broken_timelines()]


def test_a_timeline_that_nobody_touched_is_whole(order, capsys):
    assert order.events.count() == 3
    assert found() == []
    call_command("verify_trail")
    assert "timelines of 1 orders" in capsys.readouterr().out


CHANGED = {
    "what it says": "summary = 'other'",
    "who": "actor_id = 8",
    "when": "at = at - interval '1 microsecond'",
    "how much": "amount_minor = 7",
    "the note's digest": "note_digest = repeat('0', 64)",
    "its own hash": "hash = repeat('0', 64)",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_an_event_that_was_changed_is_named_by_the_command(order, change, capsys):
    tamper(f"UPDATE commerce_orderevent SET {change} WHERE order_id = %s AND sequence = 2", order.pk)
    with pytest.raises(CommandError, match="1 chains"):
        call_command("verify_trail")
    assert f"order/{order.pk}, row 2" in capsys.readouterr().err


@pytest.mark.parametrize(("gone", "first"), [("= 1", 1), ("= 2", 2), ("= 3", 3), ("> 1", 2), ("> 0", 1)])
def test_events_that_are_gone_are_missed(order, gone, first, capsys):
    tamper(f"DELETE FROM commerce_orderevent WHERE order_id = %s AND sequence {gone}", order.pk)
    with pytest.raises(CommandError, match="1 chains"):
        call_command("verify_trail", subject=f"order/{order.pk}")
    assert f"order/{order.pk}, row {first}" in capsys.readouterr().err


def test_an_end_that_was_cut_off_stays_missed_when_the_timeline_goes_on(order):
    tamper("DELETE FROM commerce_orderevent WHERE order_id = %s AND sequence > 1", order.pk)
    put_on_hold(order=order, reason="Look", by=SYSTEM)
    assert [subject for subject, _sequence in found()] == [f"order/{order.pk}"]


def test_an_event_that_was_slipped_in_is_found(order):
    last = order.events.last()
    last.pk, last.sequence, last.previous_hash = None, 4, last.hash
    last.hash = hash_of(last)
    last.save(force_insert=True)
    assert found() == [(f"order/{order.pk}", 4)]


def test_whoever_has_only_the_database_cannot_write_a_timeline(order):
    last = order.events.last()
    last.summary = "forged"
    forged = hash_of(last)
    with override_settings(INDEX_KEY="another key, of another shop, of 32 letters"):
        seal = seal_of("", forged)
    tamper("UPDATE commerce_orderevent SET summary = 'forged', hash = %s WHERE id = %s", forged, last.pk)
    assert [subject for subject, _sequence in found()] == [f"order/{order.pk}"]
    tamper("UPDATE commerce_order SET timeline_seal = %s", seal)
    assert [subject for subject, _sequence in found()] == [f"order/{order.pk}"]


def test_orders_are_read_in_blocks_and_none_is_left_out(order, monkeypatch):
    monkeypatch.setattr(proof, "BLOCK", 2)
    more = [make_order(make_product(f"DESK-{number}")) for number in range(4)]
    tamper("UPDATE commerce_orderevent SET summary = 'other' WHERE sequence = 1")
    assert found() == [(f"order/{each.pk}", 1) for each in [order, *more]]


def test_each_order_is_looked_at_once_a_round(order, monkeypatch):
    monkeypatch.setattr(proof, "BLOCK", 1)
    more = [make_order(make_product(f"DESK-{number}")) for number in range(8)]
    tamper("UPDATE commerce_orderevent SET summary = 'other' WHERE sequence = 1")
    nights = [list(broken_timelines_of_day(date(2026, 11, 1 + night))) for night in range(ROUND)]
    looked_at = sorted(broken.subject for night in nights for broken in night)
    assert looked_at == sorted(f"order/{each.pk}" for each in [order, *more])
    assert max(map(len, nights)) <= 2


def test_within_a_round_the_nightly_job_logs_what_is_broken(order, caplog):
    tamper("DELETE FROM commerce_orderevent WHERE order_id = %s AND sequence = 3", order.pk)
    count = 0
    for night in range(ROUND):
        with clock.travel(clock.now() + timedelta(days=night)):
            count += verify_trail()
    assert count == 1
    assert [record.subject for record in caplog.records if record.levelname == "ERROR"] == [
        f"order/{order.pk}"
    ]


def test_timelines_that_were_written_before_are_sealed_by_the_migration(order):
    other = make_order(make_product("LAMP"))
    tamper("UPDATE commerce_order SET timeline_seal = ''")
    assert len(found()) == 2
    import_module("commerce.migrations.0051_seal_timelines").seal(apps, None)
    assert found() == []
    add_tag(order=Order.objects.get(pk=other.pk), label="gift", by=SYSTEM)
    assert found() == []
