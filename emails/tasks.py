"""Sending in the background. A lost task loses nothing: the sweeper finds the row."""

import logging

from celery import shared_task

from .delivery import deliver, letters_due

logger = logging.getLogger(__name__)


@shared_task
def send_letter(letter_id):
    deliver(letter_id=letter_id)


@shared_task
def sweep_outbox():
    """Start the sending of letters whose own task got lost or whose pause is over."""
    ids = list(letters_due().values_list("pk", flat=True)[:500])
    for letter_id in ids:
        send_letter.hint(letter_id)
    logger.info("outbox swept", extra={"count": len(ids)})
    return len(ids)
