"""A cache that is missed, not mourned: with Redis away or mute every page still answers."""

import logging
import pickle
from collections import defaultdict

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .breaker import Breaker

logger = logging.getLogger(__name__)

PATIENCE = 0.25
COOL_DOWN = 5

_breakers: dict[tuple, Breaker] = defaultdict(lambda: Breaker(cool_down=COOL_DOWN))
# What unpickling raises when another release wrote the value.
_STRANGE_VALUE = (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, ValueError)


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache, except that with Redis away nothing is found and nothing raises.

    `add` then says yes: callers take it for a lock, and would wait for it or turn people away.
    `incr` then raises ValueError, as it does for a key that is not there.
    """

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = FailOpenClient
        self._options = {
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            # One more try finds a connection that died in the pool; a dead server is left alone.
            "retry": Retry(NoBackoff(), 1),
            **self._options,
        }


class FailOpenClient(RedisCacheClient):
    """The client behind one breaker a server, so that a mute Redis is waited for once, not at every call."""

    @property
    def breaker(self) -> Breaker:
        return _breakers[tuple(self._servers)]

    def _ask(self, method, *args, otherwise):
        if not self.breaker.allows():
            return otherwise
        try:
            answer = method(*args)
        except (RedisError, OSError) as problem:
            if self.breaker.failed():
                logger.warning("The cache does not answer.", extra={"problem": type(problem).__name__})
            return otherwise
        self.breaker.succeeded()
        return answer

    def add(self, key, value, timeout):
        return self._ask(super().add, key, value, timeout, otherwise=True)

    def get(self, key, default):
        try:
            return self._ask(super().get, key, default, otherwise=default)
        except _STRANGE_VALUE:
            return default

    def set(self, key, value, timeout):
        self._ask(super().set, key, value, timeout, otherwise=None)

    def touch(self, key, timeout):
        return self._ask(super().touch, key, timeout, otherwise=False)

    def delete(self, key):
        return self._ask(super().delete, key, otherwise=False)

    def get_many(self, keys):
        try:
            return self._ask(super().get_many, list(keys), otherwise={})
        except _STRANGE_VALUE:
            return {}

    def has_key(self, key):
        return self._ask(super().has_key, key, otherwise=False)

    def incr(self, key, delta):
        count = self._ask(super().incr, key, delta, otherwise=None)
        if count is None:
            raise ValueError("The cache does not answer.")
        return count

    def set_many(self, data, timeout):
        self._ask(super().set_many, data, timeout, otherwise=None)

    def delete_many(self, keys):
        self._ask(super().delete_many, list(keys), otherwise=None)

    def clear(self):
        return self._ask(super().clear, otherwise=False)
