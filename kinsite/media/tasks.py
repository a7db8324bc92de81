"""Making the files of pictures in the background. A page that finds none makes its own."""

import logging

from celery import shared_task

from kinsite.media.files import lacking, make_missing
from kinsite.media.models import Image
from kinsite.media.shapes import AVIF_SPECS, WEBP_SPECS

logger = logging.getLogger(__name__)


@shared_task
def make_files(image_id):
    """Make what every browser can show; what is smaller comes after the other pictures have theirs."""
    image = Image.objects.filter(pk=image_id).first()
    if image:
        made = make_missing(image, WEBP_SPECS)
        make_smaller_files.hint(image_id)
        logger.info("picture prepared", extra={"picture": image_id, "made": made})


@shared_task
def make_smaller_files(image_id):
    """Make the same in AVIF."""
    image = Image.objects.filter(pk=image_id).first()
    if image:
        made = make_missing(image, AVIF_SPECS)
        logger.info("picture made smaller", extra={"picture": image_id, "made": made})


@shared_task
def sweep_pictures():
    """Start the making for pictures whose own task got lost."""
    ids = list(lacking().values_list("pk", flat=True)[:200])
    for image_id in ids:
        make_files.hint(image_id)
    logger.info("pictures swept", extra={"count": len(ids)})
    return len(ids)
