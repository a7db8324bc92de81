"""How often somebody may try: counted in the cache, and in the database while that is away."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.core.cache import cache
from django.db import connection
from django.utils.translation import gettext_lazy as _

from . import clock
from .models import LimiterHit


class LimitReached(Exception):
    """Too many attempts; `retry_after` tells in how many seconds the next one counts."""

    shopper_message = _("Too many attempts. Please wait a moment and try again.")

    def __init__(self, retry_after: int):
        super().__init__(f"Try again in {retry_after} seconds.")
        self.retry_after = retry_after


def allow(scope: str, key: str, limit: int, seconds: int) -> bool:
    """Count one attempt; true while no more than `limit` were made in this window of `seconds`."""
    return _count(_bucket(scope, key, seconds), _window(seconds), seconds) <= limit


def spend(scope: str, key: str, limit: int, seconds: int) -> None:
    """Count one attempt, or raise LimitReached."""
    if not allow(scope, key, limit, seconds):
        raise LimitReached(retry_after=_seconds_left(seconds))


def seconds_until_free(scope: str, key: str, limit: int, seconds: int) -> int:
    """How long until an attempt is allowed again, without counting one; 0 if it is allowed now."""
    bucket, window = _bucket(scope, key, seconds), _window(seconds)
    # Both, since attempts made while the cache was away stand in the database only.
    in_cache = cache.get(_cache_key(bucket, window), 0)
    in_database = LimiterHit.objects.filter(bucket=bucket, window=window).values_list("count", flat=True)
    return _seconds_left(seconds) if in_cache + sum(in_database) >= limit else 0


def _bucket(scope, key, seconds):
    # Hashed, since keys are addresses and the counters are not to tell them.
    return sha256(f"{scope}:{key}:{seconds}".encode()).hexdigest()


def _cache_key(bucket, window):
    return f"limiter:{bucket}:{window}"


def _window(seconds):
    return int(clock.now().timestamp()) // seconds


def _seconds_left(seconds):
    return seconds - int(clock.now().timestamp()) % seconds


def _count(bucket, window, seconds):
    key = _cache_key(bucket, window)
    cache.add(key, 0, timeout=seconds + 1)
    try:
        return cache.incr(key)
    except ValueError:
        return _count_in_database(bucket, window, seconds)


def _count_in_database(bucket, window, seconds):
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    with connection.cursor() as cursor:
        # One statement, so that attempts at the same moment can't both be the last allowed one.
        cursor.execute(
            f'INSERT INTO {LimiterHit._meta.db_table} (bucket, "window", count, ends_at)'  # noqa: S608
            ' VALUES (%s, %s, 1, %s) ON CONFLICT (bucket, "window")'
            f" DO UPDATE SET count = {LimiterHit._meta.db_table}.count + 1 RETURNING count",
            [bucket, window, ends_at],
        )
        return cursor.fetchone()[0]


def forget_past() -> int:
    """Delete counters whose window is over; returns how many."""
    past = LimiterHit.objects.filter(ends_at__lt=clock.now() - timedelta(minutes=5))[:5000]
    return LimiterHit.objects.filter(pk__in=[hit.pk for hit in past]).delete()[0]
