"""The letters content sends, and what asks for them."""

import logging

from django.conf import settings
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from emails.kinds import Kind
from emails.send import post
from kinsite.foundation.actors import SYSTEM

logger = logging.getLogger(__name__)

# The entry in a page's history, and the letter.
REFUSED = "content.publish.refused"
REFUSED_LETTER = "publishing_refused"


def tell_of_refusal(*, revision, planned) -> None:
    """Write to whoever planned it that a page did not go live, once a planned time."""
    planner = revision.user
    if planner is None or not planner.is_active:
        logger.error("nobody can be told of a refused page", extra={"revision": revision.pk})
        return
    post(
        REFUSED_LETTER,
        to=planner.email,
        about=revision,
        locale=settings.LANGUAGE_CODE,
        occurrence=planned.isoformat(),
        by=SYSTEM,
    )


def refusal_words(letter):
    """What the page lacked when it was refused, as its history says."""
    revision = Revision.objects.get(pk=int(letter.about_id))
    entry = PageLogEntry.objects.filter(revision=revision, action=REFUSED).latest("timestamp")
    return {
        "title": revision.as_object().title,
        "reasons": entry.data["reasons"],
        "edit_url": settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[revision.object_id]),
    }


def sample_refusal():
    """The same keys as refusal_words(), for previews."""
    return {
        "title": "Minimal Oak Desk",
        "reasons": ["Write a meta description, under “Search and sharing”."],
        "edit_url": "https://example.com/admin/pages/1/edit/",
    }


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
]
