"""Content's beat jobs: idempotent and bounded."""

import logging

from celery import shared_task

from content import schedule

logger = logging.getLogger(__name__)


@shared_task
def keep_schedule():
    """Publish what is due, take down what is over."""
    published, ended = schedule.publish_due(), schedule.unpublish_expired()
    logger.info("schedule kept", extra={"published": published, "ended": ended})
    return published + ended
