"""Reads of letters."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from emails.models import Letter, LetterStatus, MailSettings
from kinsite.foundation import clock
from kinsite.foundation.models import find

# A letter that failed longer ago than this is no news to anybody.
TROUBLE_FOR = timedelta(days=30)


def letters_to(addresses: Iterable[str]):
    """What was written to any of these addresses, however they are spelt, the latest first."""
    ids = set()
    for address in addresses:
        ids |= set(find(Letter, "email", address))
    return Letter.objects.filter(pk__in=ids).order_by("-pk")


def letters_about(things):
    """What was written about these things, to whomever: (kind, ids) of each."""
    asked = Q(pk__in=[])
    for kind, ids in things:
        asked |= Q(about_kind=kind, about_id__in=[str(pk) for pk in ids])
    return Letter.objects.filter(asked)


def letters_in_trouble():
    """Those of the last 30 days that did not arrive: tried again, or given up. The latest first.

    Left out are those that arrived when they were sent once more, maybe to another address, and those
    whose reader was forgotten. Another colleague's letter of the same kind makes none good.
    """
    again = Letter.objects.filter(
        kind=OuterRef("kind"),
        about_kind=OuterRef("about_kind"),
        about_id=OuterRef("about_id"),
        occurrence__startswith=f"{Letter.AGAIN} ",
        status=LetterStatus.SENT,
        pk__gt=OuterRef("pk"),
    )
    since = clock.now() - TROUBLE_FOR
    found = Letter.objects.filter(~Exists(again), status__in=Letter.IN_TROUBLE, posted_at__gt=since)
    return found.exclude(last_error=Letter.ERASED).order_by("-posted_at", "-pk")


def mail_settings() -> MailSettings:
    """From whom letters come; where nothing was saved yet, as it was set up."""
    return MailSettings.objects.first() or MailSettings()
