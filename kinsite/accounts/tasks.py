"""Nightly tidying. Bounded, and safe to run twice."""

import logging

from celery import shared_task
from django.core.management import call_command

from kinsite.foundation.limiter import forget_past

logger = logging.getLogger(__name__)


@shared_task
def clear_sessions():
    """Delete sessions that ended."""
    call_command("clearsessions")


@shared_task
def forget_attempts():
    """Delete the counters of attempts whose time is over."""
    count = forget_past()
    logger.info("attempts forgotten", extra={"count": count})
    return count
