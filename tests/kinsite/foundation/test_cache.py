"""The cache is missed, not mourned."""

import time

import pytest
from django.core.cache import cache, caches

from kinsite.foundation import cache as module

CALLS = [
    lambda: cache.get("a", "nothing") == "nothing",
    lambda: cache.set("a", 1) is None,
    lambda: cache.add("a", 1) is True,
    lambda: cache.get_many(["a", "b"]) == {},
    lambda: cache.set_many({"a": 1}) == [],
    lambda: cache.delete("a") is False,
    lambda: cache.delete_many(["a"]) is None,
    lambda: cache.touch("a") is False,
    lambda: cache.has_key("a") is False,
    lambda: cache.get_or_set("a", lambda: "made", 10) == "made",
]


@pytest.mark.parametrize("redis", ["dead_redis", "mute_redis"])
def test_without_redis_ten_calls_take_less_than_two_seconds_and_none_raises(request, redis):
    request.getfixturevalue(redis)
    started = time.monotonic()
    assert [call() for call in CALLS] == [True] * 10
    assert time.monotonic() - started < 2
    with pytest.raises(ValueError):
        cache.incr("a")
    assert cache.clear() is False


def test_a_mute_redis_is_waited_for_once_and_not_by_every_call(mute_redis):
    cache.get("a")
    started = time.monotonic()
    for _ in range(100):
        cache.get("a")
    assert time.monotonic() - started < 0.2


def test_redis_is_used_again_once_it_is_back(settings, mute_redis, monkeypatch):
    monkeypatch.setattr(module, "COOL_DOWN", 0.05)
    cache.get("a")
    [breaker] = module._breakers.values()
    assert not breaker.allows()
    # The same breaker, with a Redis that answers behind it.
    living = settings.CACHES["default"]["LOCATION"]
    assert living == mute_redis
    time.sleep(0.06)
    assert breaker.allows(), "one call may try"
    assert not breaker.allows(), "and only one"
    breaker.succeeded()
    assert breaker.allows()


def test_with_redis_it_is_djangos_cache():
    assert cache.add("a", 1) is True
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    cache.set_many({"b": [1], "c": {"d": 2}})
    assert cache.get_many(["b", "c", "x"]) == {"b": [1], "c": {"d": 2}}
    assert cache.has_key("b")
    assert cache.delete("b") is True
    assert cache.get_or_set("e", "made") == "made"
    with pytest.raises(ValueError):
        cache.incr("nobody")


def test_a_value_of_another_release_reads_as_nothing():
    client = caches["default"]._cache
    client.get_client(write=True).set(cache.make_key("odd"), b"\x80\x05cgone.module\nGone\n.")
    assert cache.get("odd", "nothing") == "nothing"
    assert cache.get_many(["odd"]) == {}
