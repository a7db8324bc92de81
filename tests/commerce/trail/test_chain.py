"""The trail can't be changed, and where somebody changed it all the same, that is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from structlog.contextvars import bound_contextvars

from commerce.tasks import verify_trail
from commerce.trail.chain import digest_of
from commerce.trail.models import TrailEntry, TrailHead
from commerce.trail.operations import Area, Change, write_trail
from commerce.trail.queries import breaks
from kinsite.foundation.actors import SYSTEM, Actor
from tests.crowd import crowd
from tests.factories.catalogue import make_product
from tests.factories.stock import stock_of

OWNER = Actor("staff", 7, "Staff 7")
WRITERS = "tests.commerce.trail.writers"
TABLES = ["commerce_trailentry", "commerce_trailhead"]


def write(key="shop", after="1", what="x"):
    write_trail(changes=[Change(area=Area.SETTING, key=key, what=what, after=after)], by=OWNER)


def rows(subject="setting/shop"):
    return TrailEntry.objects.filter(subject=subject).order_by("sequence")


@pytest.fixture
def three(db):
    for after in "123":
        write(after=after)
    return list(rows())


def tamper(sql, *params):
    """What whoever owns the database can do: switch the triggers off, and write."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.django_db
def test_a_row_says_who_when_what_and_by_which_request():
    with bound_contextvars(request_id="abc-1"):
        write(after="new")
    row = rows().get()
    assert (row.sequence, row.what, row.before, row.after) == (1, "x", "", "new")
    assert (row.actor_kind, row.actor_id, row.request_id) == ("staff", 7, "abc-1")
    assert row.at.utcoffset().total_seconds() == 0


def test_rows_of_an_object_follow_from_each_other(three):
    assert [row.sequence for row in three] == [1, 2, 3]
    assert [row.previous_hash for row in three] == ["", three[0].hash, three[1].hash]
    assert list(breaks()) == []


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_change(three, table, verb):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
    assert rows().count() == 3
    assert TrailHead.objects.get().sequence == 3


CHANGED = {
    "what was": "before = 'other'",
    "what is": "after = 'other'",
    "who": "actor_id = 8",
    "when": "at = at - interval '1 microsecond'",
    "why": "reason = 'other'",
    "what of": "what = 'other'",
    "the request": "request_id = 'other'",
    "its own hash": "hash = repeat('0', 64)",
    "from when": "starts_at = now()",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_row_that_was_changed_is_found(three, change):
    tamper(f"UPDATE commerce_trailentry SET {change} WHERE sequence = 2")
    [broken] = breaks()
    assert (broken.subject, broken.sequence) == ("setting/shop", 2)


@pytest.mark.parametrize(("gone", "first"), [("= 1", 2), ("= 2", 3), ("= 3", 3), ("> 1", 2), ("> 0", 1)])
def test_rows_that_are_gone_are_missed(three, gone, first):
    tamper(f"DELETE FROM commerce_trailentry WHERE sequence {gone}")
    [broken] = breaks()
    assert broken.sequence == first


def test_a_head_that_was_changed_is_found(three):
    tamper("UPDATE commerce_trailhead SET hash = 'x'")
    [broken] = breaks()
    assert "head" in broken.why


def test_whoever_has_only_the_database_cannot_write_a_chain(three):
    forged = rows().get(sequence=3)
    forged.after = "forged"
    with override_settings(INDEX_KEY="another key, of another shop, of 32 letters"):
        forged.hash = digest_of(forged)
    tamper("UPDATE commerce_trailentry SET after = 'forged', hash = %s WHERE sequence = 3", forged.hash)
    tamper("UPDATE commerce_trailhead SET hash = %s", forged.hash)
    [broken] = breaks()
    assert broken.sequence == 3


def test_the_command_names_the_first_broken_row_of_each_object_and_fails(three, capsys):
    write(key="other")
    write(key="sound")
    call_command("verify_trail")
    assert "The trail is whole: 5 rows." in capsys.readouterr().out
    tamper("UPDATE commerce_trailentry SET after = '9' WHERE sequence < 3 AND subject <> 'setting/sound'")
    with pytest.raises(CommandError, match="2 chains"):
        call_command("verify_trail")
    said = capsys.readouterr().err
    assert "setting/shop, row 1" in said
    assert "setting/other, row 1" in said
    assert "sound" not in said
    call_command("verify_trail", subject="setting/sound")


def test_each_night_it_is_looked_at_and_a_break_is_an_error(three, caplog):
    assert verify_trail() == 0
    tamper("UPDATE commerce_trailentry SET after = '9' WHERE sequence = 2")
    assert verify_trail() == 1
    assert [record.subject for record in caplog.records if record.levelname == "ERROR"] == ["setting/shop"]


@pytest.mark.django_db
def test_what_is_undone_leaves_no_row():
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not TrailEntry.objects.exists()
    write()
    assert rows().get().sequence == 1


@pytest.mark.django_db
def test_many_objects_take_as_many_queries_as_one(django_assert_num_queries):
    def changes(count):
        return [Change(area=Area.PRICE, key=number, what="usd") for number in range(count)]

    write_trail(changes=changes(200), by=SYSTEM)
    for count in (1, 50, 200):
        with django_assert_num_queries(5):  # a savepoint and its end, the lock, the rows, the heads
            write_trail(changes=changes(count), by=SYSTEM)
    assert list(breaks()) == []


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_each_chain_unbroken():
    variant = make_product("DESK", stock=5)
    item = stock_of(variant)
    prices = [[variant.pk, 10000 + number] for number in range(12)]
    assert crowd(f"{WRITERS}:price", prices) == {"priced": 12}
    assert crowd(f"{WRITERS}:receive", [[item.pk, number] for number in range(12)]) == {"received": 12}
    keys = ["a", "b", "c"]
    crossed = [[number, *(keys if number % 2 else keys[::-1])] for number in range(16)]
    assert crowd(f"{WRITERS}:note", crossed) == {"noted": 16}
    assert list(breaks()) == []
    assert rows(f"price/{variant.pk}").count() == 13
    assert [row.after for row in rows(f"stock/{item.pk}")][-1] == "17"
    assert [rows(f"setting/{key}").count() for key in keys] == [16, 16, 16]
