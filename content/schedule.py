"""What goes public and leaves it by the clock: page by page, so that one that fails keeps no other back.

Wagtail's own command publishes in a plain loop, where the first refusal ends the round for all.
"""

import logging

from django.db import transaction
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from content.errors import NotFitToPublish
from content.notifications import REFUSED, tell_of_refusal

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 100


def publish_due(limit=MOST_AT_ONCE) -> int:
    """Publish the revisions whose time has come, the longest due first. Returns how many went live.

    What the guard refuses leaves the schedule, with the reasons in the page's history and in a letter
    to whoever planned it. Any other failure is logged and tried again in the next round.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")
    published = 0
    for pk in due.values_list("pk", flat=True)[:limit]:
        try:
            published += _publish(pk)
        except NotFitToPublish as refusal:
            _refuse(pk, refusal)
        except Exception:
            logger.exception("a planned page was not published", extra={"revision": pk})
    return published


def unpublish_expired(limit=MOST_AT_ONCE) -> int:
    """Take down live pages whose time is over. Returns how many went."""
    over = Page.objects.live().filter(expire_at__lte=timezone.now()).order_by("expire_at")
    ended = 0
    for pk in over.values_list("pk", flat=True)[:limit]:
        try:
            ended += _unpublish(pk)
        except Exception:
            logger.exception("a page was not taken down in time", extra={"page": pk})
    return ended


@transaction.atomic
def _publish(pk):
    """Whoever locks the page publishes it; a second round at the same time finds it taken or done.

    The page comes first, as where editors change it (content/turns.py); one that is being changed is left
    to the next round.
    """
    due = Revision.objects.filter(pk=pk, approved_go_live_at__lte=timezone.now())
    page_id = due.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")
    free = Page.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=page_id)
    if not free.values_list("pk"):
        return False
    revision = due.select_for_update().first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


@transaction.atomic
def _refuse(pk, refusal):
    revision = Revision.objects.select_for_update().get(pk=pk)
    if revision.approved_go_live_at is None:
        return
    planned = revision.approved_go_live_at
    Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
    reasons = [str(reason) for reason in refusal.reasons]
    log(
        instance=refusal.page,
        action=REFUSED,
        revision=revision,
        data={"reasons": reasons, "planned": planned.isoformat()},
    )
    tell_of_refusal(revision=revision, planned=planned)


@transaction.atomic
def _unpublish(pk):
    """A page whose time was prolonged since it was found stays."""
    over = Page.objects.live().filter(pk=pk, expire_at__lte=timezone.now())
    page = over.select_for_update(skip_locked=True).first()
    if page is None:
        return False
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
