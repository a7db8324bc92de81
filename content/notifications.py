"""The letters content sends, and what asks for them."""

import logging

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision, TaskState

from content import duties
from content.previews import moment_in_words
from emails.kinds import Kind
from emails.send import post
from kinsite.foundation import actors
from kinsite.foundation.actors import SYSTEM

logger = logging.getLogger(__name__)

# Entries in a page's history.
REFUSED = "content.publish.refused"
NOTED = "content.submit.note"
TAKEN_DOWN = "content.take_down"
# Letters.
REFUSED_LETTER = "publishing_refused"
WANTED_LETTER = "approval_wanted"
WAITING_LETTER = "approval_waits"
DOWN_LETTER = "page_taken_down"
VERDICT_LETTERS = {True: "page_approved", False: "changes_wanted"}
COMMENT_LETTER = "page_commented"


def tell_of_refusal(*, revision, planned) -> None:
    """Write to whoever planned it that a page did not go live, once a planned time."""
    planner = revision.user
    if planner is None or not planner.is_active:
        logger.error("nobody can be told of a refused page", extra={"revision": revision.pk})
        return
    _post(REFUSED_LETTER, person=planner, about=revision, occurrence=planned.isoformat(), by=SYSTEM)


def ask_for_approval(*, task_state, person) -> None:
    """Ask one of those who may approve."""
    asker = task_state.workflow_state.requested_by
    _post(WANTED_LETTER, person=person, about=task_state, by=actors.staff(asker) if asker else SYSTEM)


def remind_of_approval(*, task_state, person, number) -> None:
    """Remind one of those who may approve; each reminder reaches them once."""
    _post(WAITING_LETTER, person=person, about=task_state, by=SYSTEM, occurrence=f"{number} to {person.pk}")


def tell_taken_down(*, entry, person, by) -> None:
    """Tell an editor that a page of theirs is down, as its history says."""
    _post(DOWN_LETTER, person=person, about=entry, by=actors.staff(by) if by else SYSTEM)


def tell_verdict(*, task_state, person, is_approved) -> None:
    """Tell whoever asked what became of it."""
    judge = task_state.finished_by
    kind = VERDICT_LETTERS[is_approved]
    _post(kind, person=person, about=task_state, by=actors.staff(judge) if judge else SYSTEM)


def tell_comment(*, comment, person) -> None:
    """Tell somebody of a comment, or of a reply to one."""
    _post(COMMENT_LETTER, person=person, about=comment, by=actors.staff(comment.user))


def _post(kind, *, person, about, by, occurrence=""):
    post(
        kind,
        to=person.email,
        about=about,
        locale=settings.LANGUAGE_CODE,
        occurrence=occurrence or f"to {person.pk}",
        by=by,
    )


def refusal_words(letter):
    """What the page lacked when it was refused, as its history says."""
    revision = Revision.objects.get(pk=int(letter.about_id))
    entry = PageLogEntry.objects.filter(revision=revision, action=REFUSED).latest("timestamp")
    return {
        "title": revision.as_object().title,
        "reasons": entry.data["reasons"],
        "edit_url": _edit_url(revision.object_id),
    }


def sample_refusal():
    """The same keys as refusal_words(), for previews."""
    return {
        "title": "Minimal Oak Desk",
        "reasons": ["Write a meta description, under “Search and sharing”."],
        "edit_url": "https://example.com/admin/pages/1/edit/",
    }


def approval_words(letter):
    """Who wants what approved, and what they said."""
    state = TaskState.objects.select_related("revision", "workflow_state__requested_by").get(
        pk=letter.about_id
    )
    notes = PageLogEntry.objects.filter(revision=state.revision, action=NOTED).order_by("-timestamp")
    return {
        "title": state.revision.object_str,
        "person": _name(state.workflow_state.requested_by),
        "note": next((entry.data["note"] for entry in notes[:1]), ""),
        "since": moment_in_words(state.started_at),
        "task": duties.one_of_several(state),
        "edit_url": _edit_url(state.revision.object_id),
    }


def verdict_words(letter):
    """Who judged, what they said, and when the page goes live if that is later."""
    state = TaskState.objects.select_related("revision", "finished_by").get(pk=letter.about_id)
    page = state.revision.content_object
    planned = page.scheduled_revision.approved_go_live_at if page.scheduled_revision else None
    return {
        "title": state.revision.object_str,
        "person": _name(state.finished_by),
        "note": state.comment,
        "planned": moment_in_words(planned) if planned else "",
        "edit_url": _edit_url(state.revision.object_id),
    }


def sample_verdict():
    """The same keys as verdict_words(), approval_words() and down_words(), for previews."""
    return {
        "title": "A desk for small rooms",
        "person": "Paul Publisher",
        "note": "Please name the width in the first sentence.",
        "planned": "",
        "since": "May 4, 2026, 9:30 a.m. (UTC)",
        "task": "",
        "edit_url": "https://example.com/admin/pages/1/edit/",
    }


def down_words(letter):
    """Who took which page down, and why."""
    entry = PageLogEntry.objects.select_related("user").get(pk=letter.about_id)
    return {
        "title": entry.label,
        "person": _name(entry.user),
        "note": entry.data["reason"],
        "edit_url": _edit_url(entry.page_id),
    }


def comment_words(letter):
    """What was said on which page, and who said it."""
    kind = ContentType.objects.get_by_natural_key("wagtailcore", letter.about_kind)
    comment = kind.get_object_for_this_type(pk=letter.about_id)
    page = comment.page if hasattr(comment, "page") else comment.comment.page
    return {
        "title": page.get_latest_revision_as_object().title,
        "person": _name(comment.user),
        "note": comment.text,
        "edit_url": _edit_url(page.pk),
    }


def _edit_url(page_id):
    return settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[page_id])


def _name(person):
    return (person.get_full_name() or person.email) if person else ""


_SAID = {
    "title": "The page's title",
    "person": "Who did it",
    "note": "What they said; may be empty",
    "edit_url": "Where the page is edited",
}
_TASK = "Which step of several it waits at; may be empty"

LETTERS = [
    Kind(
        name=REFUSED_LETTER,
        context=refusal_words,
        sample=sample_refusal,
        placeholders={
            "title": "The page's title",
            "reasons": "What the page lacks, a sentence each",
            "edit_url": "Where the page is edited",
        },
    ),
    Kind(
        name=WANTED_LETTER,
        context=approval_words,
        sample=sample_verdict,
        placeholders={**_SAID, "task": _TASK},
    ),
    Kind(
        name=WAITING_LETTER,
        context=approval_words,
        sample=sample_verdict,
        placeholders={**_SAID, "since": "Since when it waits", "task": _TASK},
    ),
    Kind(name=DOWN_LETTER, context=down_words, sample=sample_verdict, placeholders=_SAID),
    Kind(
        name=VERDICT_LETTERS[True],
        context=verdict_words,
        sample=sample_verdict,
        placeholders={**_SAID, "planned": "When it goes live, if that is later"},
    ),
    Kind(name=VERDICT_LETTERS[False], context=verdict_words, sample=sample_verdict, placeholders=_SAID),
    Kind(name=COMMENT_LETTER, context=comment_words, sample=sample_verdict, placeholders=_SAID),
]
