"""Down at once: what must not be public a minute longer, whatever state it is in.

Caches in front of the shop are told to forget it (content/edge.py), and do within EDGE_SECONDS by themselves
(content/pages/base.py); what is gone is answered with 404 and kept by none.
"""

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from content import notifications
from content.errors import NotLive
from content.turns import turn

TAKE_DOWN = "content.unpublish_in_emergency"
MOST_FOUND = 20


def may_take_down(person) -> bool:
    return person.has_perm(TAKE_DOWN)


def rights_for_groups():
    """The right, where groups are given theirs in the admin."""
    app_label, codename = TAKE_DOWN.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)


def live_pages(words: str):
    """Live pages by title or address, those of the first language before their mirrors."""
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    matching = Q(title__icontains=words) | Q(slug__icontains=words)
    return pages.filter(matching, alias_of=None).order_by("title", "pk")[:MOST_FOUND]


def take_down(*, page_id: int, reason: str, by=None) -> None:
    """Unpublish a page with its mirrors, locked or not, and leave nothing that would bring it back by itself.

    Its plan and the approval it waits for are cancelled; its drafts stay, and so does what it sold.
    """
    with turn(page_id=page_id), transaction.atomic():
        page = Page.objects.get(pk=page_id).specific
        if not page.live:
            raise NotLive(page, [])
        waiting = page.current_workflow_state
        if waiting:
            waiting.cancel(user=by)
        UnpublishPageAction(page, user=by, log_action=False).execute(skip_permission_checks=True)
        entry = log(instance=page, action=notifications.TAKEN_DOWN, user=by, data={"reason": reason})
        _tell(page, entry, by)


def _tell(page, entry, by):
    """Write to all who edit or publish the page, but not to whoever took it down."""
    editors = policy_registry.get_by_type(Page).users_with_any_permission_for_instance(
        ["change", "publish"], page, include_superusers=False
    )
    for person in editors.filter(is_active=True).exclude(pk=by.pk if by else None).order_by("pk"):
        notifications.tell_taken_down(entry=entry, person=person, by=by)
