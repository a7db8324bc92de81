"""Search's beat jobs: idempotent and bounded."""

import logging

from celery import shared_task

from search import operations

logger = logging.getLogger(__name__)


@shared_task
def forget_queries():
    """Drop what was looked for long ago."""
    count = operations.forget_queries()
    logger.info("searches forgotten", extra={"count": count})
    return count
