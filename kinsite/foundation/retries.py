"""Run a transaction again that PostgreSQL gave up for the sake of another.

Two transactions that wait for each other, or that could not have run one after the other, are no fault of
who asked: the one that was ended has left nothing behind and is simply begun anew.
https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
"""

import functools
import logging
import random
import time

from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

TIMES = 4
# serialization_failure, deadlock_detected
GIVEN_UP = frozenset({"40001", "40P01"})


def begun_anew(work):
    """Let an outermost operation run again, up to three times, where its transaction was given up.

    Inside another transaction nothing is tried: that one is void as a whole, and its own caller decides.
    The operation reads its rows itself: what a given-up try set on them in memory is not what is stored.
    """

    @functools.wraps(work)
    def run(*arguments, **named):
        if connection.in_atomic_block:
            return work(*arguments, **named)
        for attempt in range(1, TIMES + 1):
            try:
                return work(*arguments, **named)
            except OperationalError as problem:
                state = getattr(problem.__cause__, "sqlstate", None)
                if state not in GIVEN_UP or attempt == TIMES:
                    raise
                logger.warning("begun anew", extra={"work": work.__qualname__, "sqlstate": state})
                # Not both at the same moment again.
                time.sleep(random.uniform(0, 0.05 * attempt))  # noqa: S311
        return None

    return run
