"""Attempts are counted exactly, with a cache and without."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kinsite.foundation import clock, limiter
from kinsite.foundation.models import LimiterHit

NOON = datetime(2026, 5, 4, 12, 0, 1, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("redis", [None, "dead_redis"])
def test_the_limit_is_the_limit_and_ends_with_its_window(request, redis):
    if redis:
        request.getfixturevalue(redis)
    with clock.travel(to=NOON):
        assert [limiter.allow("door", "anna", 3, 60) for _ in range(5)] == [True, True, True, False, False]
        assert limiter.allow("door", "bert", 3, 60), "somebody else is somebody else"
        assert limiter.allow("window", "anna", 3, 60)
        assert limiter.seconds_until_free("door", "anna", 3, 60) == pytest.approx(59, abs=1)
        assert limiter.seconds_until_free("door", "bert", 3, 60) == 0
        with pytest.raises(limiter.LimitReached) as problem:
            limiter.spend("door", "anna", 3, 60)
        assert 0 < problem.value.retry_after <= 60
    with clock.travel(to=NOON + timedelta(minutes=1)):
        assert limiter.allow("door", "anna", 3, 60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("redis", [None, "dead_redis"])
def test_of_two_hundred_at_once_no_more_than_the_limit_get_in(request, redis):
    if redis:
        request.getfixturevalue(redis)
        limiter.allow("door", "warm", 1, 3600)

    def attempt(_):
        try:
            return limiter.allow("door", "anna", 10, 3600)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(attempt, range(200))) == 10


@pytest.mark.django_db
def test_counters_tell_no_addresses_and_are_forgotten(dead_redis):
    with clock.travel(to=NOON):
        limiter.allow("door", "anna@example.com", 3, 60)
        [hit] = LimiterHit.objects.all()
        assert "anna" not in hit.bucket
        assert limiter.forget_past() == 0
    with clock.travel(to=NOON + timedelta(hours=1)):
        assert limiter.forget_past() == 1
