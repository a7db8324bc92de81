"""What time it is in the sandbox: now, or the moment that history is being written for."""

import time
from contextlib import contextmanager
from contextvars import ContextVar


class Clock:
    """Unix time for the records' `created`; signatures and retries always use real time."""

    def __init__(self):
        self._shift = 0.0
        self._asked: ContextVar[int | None] = ContextVar("asked", default=None)

    def now(self) -> int:
        asked = self._asked.get()
        return asked if asked is not None else int(time.time() + self._shift)

    def travel(self, at: int | None) -> None:
        """Let time run on from `at` for everyone, or come back with None."""
        self._shift = 0.0 if at is None else at - time.time()

    @contextmanager
    def at(self, moment: int | None):
        """Stand at one moment for the length of a call."""
        token = self._asked.set(moment)
        try:
            yield
        finally:
            self._asked.reset(token)
