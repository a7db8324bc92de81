"""Time can be travelled in, and actors are never named."""

import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser

from kinsite.accounts.models import User
from kinsite.foundation import actors, clock

BACK_THEN = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def test_time_runs_on_from_where_one_travels_to():
    with clock.travel(to=BACK_THEN):
        assert timedelta(0) <= clock.now() - BACK_THEN < timedelta(seconds=1)
        time.sleep(0.02)
        assert clock.now() > BACK_THEN + timedelta(milliseconds=15)
        with clock.travel(to=BACK_THEN + timedelta(days=1)):
            assert clock.now() > BACK_THEN + timedelta(days=1)
        assert clock.now() < BACK_THEN + timedelta(minutes=1)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_other_threads_stay_in_the_present():
    seen = []
    with clock.travel(to=BACK_THEN):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] - datetime.now(UTC) < timedelta(seconds=5)
    assert seen[0].year == datetime.now(UTC).year


def test_the_day_depends_on_the_time_zone():
    with clock.travel(to=BACK_THEN):
        assert clock.today(ZoneInfo("Europe/Berlin")).isoformat() == "2026-03-02"
        assert clock.today(ZoneInfo("America/New_York")).isoformat() == "2026-03-01"


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError), clock.travel(to=datetime(2026, 1, 1)):
        pass


def test_labels_tell_a_number_and_never_a_name():
    person = User(pk=12, email="anna@example.com", first_name="Anna", last_name="Meyer", is_staff=True)
    assert actors.shopper(person) == actors.Actor("customer", 12, "Customer 12")
    assert actors.staff(person) == actors.Actor("staff", 12, "Staff 12")
    assert actors.shopper(None) == actors.shopper(AnonymousUser()) == actors.GUEST
    assert str(actors.STRIPE) == "Stripe"
    with pytest.raises(ValueError):
        actors.Actor("ghost", None, "Boo")
