"""Links that show a draft to people who can't sign in, for a week. They let look, and do nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse
from wagtail.models import Revision

from kinsite.foundation import clock

LASTS = timedelta(days=7)
_SALT = "content.preview"
# Nothing longer was ever signed here.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Shared:
    """A draft that was shared: its revision, and how it is looked at."""

    revision: Revision
    mode: str


def share_path(*, revision: Revision, mode: str) -> tuple[str, datetime]:
    """The address that shows this revision, and until when."""
    token = signing.dumps([revision.object_id, revision.pk, mode], salt=_SALT, compress=True)
    return reverse("shared_preview", args=[token]), clock.now() + LASTS


def read_share(token: str) -> Shared | None:
    """What was shared; nothing where the link is not ours, too old, or its draft is gone."""
    if len(token) > _LONGEST:
        return None
    try:
        page_id, revision_id, mode = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    revision = Revision.page_revisions.filter(pk=revision_id, object_id=page_id).first()
    return Shared(revision, mode) if revision else None
