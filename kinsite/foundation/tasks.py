"""Tasks are hints: what must happen is a row already, and a beat job sweeps what a lost hint left."""

import logging
from functools import partial

from celery.contrib.django.task import DjangoTask
from django.db import transaction

from .breaker import Breaker

logger = logging.getLogger(__name__)

_broker = Breaker(cool_down=5)


class HintTask(DjangoTask):
    """A task whose start on commit never fails the caller: the broker may be away, the work is safe."""

    def delay_on_commit(self, *args, **kwargs) -> None:
        transaction.on_commit(partial(self.hint, *args, **kwargs))

    def apply_async_on_commit(self, *args, **kwargs) -> None:
        transaction.on_commit(partial(self._hint, self.apply_async, *args, **kwargs))

    def hint(self, *args, **kwargs) -> None:
        """Start the task if the broker takes it; else the sweeper will find its row."""
        self._hint(self.delay, *args, **kwargs)

    def _hint(self, start, *args, **kwargs):
        if not _broker.allows():
            return
        try:
            start(*args, **kwargs)
        # Whatever the transport raises: the transaction is committed, and nobody can undo it now.
        except Exception as problem:
            if _broker.failed():
                logger.warning(
                    "The broker does not answer; sweepers will do the work.",
                    extra={"task": self.name, "problem": type(problem).__name__},
                )
        else:
            _broker.succeeded()
