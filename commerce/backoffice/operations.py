"""The writers of what colleagues keep of their screens."""

from django.db import transaction
from wagtail.log_actions import log

from commerce.backoffice.models import ColumnChoice, SavedView
from commerce.backoffice.permissions import CHANGE_ORDERS
from commerce.errors import FilterUnread, NotYoursToShare, TooManyViews, ViewNameTaken
from emails.send import post
from emails.wording import SAMPLE
from kinsite.foundation import clock
from kinsite.foundation.actors import staff

VIEWS_AT_MOST = 20
TESTED = "commerce.test_letter"


@transaction.atomic
def save_view(*, owner, name, chosen, is_shared=False):
    """Keep a filter of the order list by name, without what was searched for."""
    if chosen.unread:
        raise FilterUnread
    _refuse_sharing(owner, is_shared)
    if SavedView.objects.filter(owner=owner).count() >= VIEWS_AT_MOST:
        raise TooManyViews
    facts = {"query": chosen.kept.query, "is_shared": is_shared}
    view, is_new = SavedView.objects.get_or_create(owner=owner, name=name, defaults=facts)
    if not is_new:
        raise ViewNameTaken
    return view


@transaction.atomic
def rename_view(*, view, name, is_shared=False):
    """Give a view another name, and say anew whether it is shared."""
    _refuse_sharing(view.owner, is_shared)
    if SavedView.objects.filter(owner=view.owner, name=name).exclude(pk=view.pk).exists():
        raise ViewNameTaken
    SavedView.objects.filter(pk=view.pk).update(name=name, is_shared=is_shared)


def delete_view(*, view):
    """Take a view away, from all who see it."""
    view.delete()


def choose_columns(*, owner, columns):
    """Remember which columns of the order list a colleague looks at."""
    ColumnChoice.objects.update_or_create(owner=owner, defaults={"columns": columns})


def _refuse_sharing(owner, is_shared):
    if is_shared and not owner.has_perm(CHANGE_ORDERS):
        raise NotYoursToShare


@transaction.atomic
def send_sample(*, kind, language, colleague):
    """Post a kind of letter with made-up contents to the colleague's own address; it is logged.

    Pressed twice within a second it is one letter.
    """
    letter = post(
        kind.name,
        to=colleague.email,
        about=(SAMPLE, kind.name),
        locale=language,
        occurrence=f"{language} {clock.now():%Y%m%d%H%M%S} to {colleague.pk}",
        by=staff(colleague),
    )
    log(instance=letter, action=TESTED, user=colleague, data={"kind": kind.name, "language": language})
    return letter
