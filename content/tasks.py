"""Content's beat jobs: idempotent and bounded."""

import logging

from celery import shared_task

from content import approval, purging, schedule

logger = logging.getLogger(__name__)


@shared_task
def keep_schedule():
    """Publish what is due, take down what is over."""
    published, ended = schedule.publish_due(), schedule.unpublish_expired()
    logger.info("schedule kept", extra={"published": published, "ended": ended})
    return published + ended


@shared_task
def purge_copies():
    """Let the cache before the shop forget what is outdated, and what it did not take the last time."""
    purged = purging.purge_due()
    logger.info("copies purged", extra={"addresses": purged})
    return purged


@shared_task
def remind_approvers():
    """Write to those who let others wait for an approval."""
    waiting = approval.remind_approvers()
    logger.info("approvers reminded", extra={"waiting": waiting})
    return waiting
