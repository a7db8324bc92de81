"""Posting a letter: the one way anything is mailed."""

from django.db import models, transaction

from kinsite.foundation.actors import Actor
from kinsite.foundation.models import index

from .kinds import kind_named
from .models import Letter
from .tasks import send_letter


class NoRecipient(ValueError):
    """A letter has to go to somebody: whoever posts asks before whether there is an address."""


@transaction.atomic
def post(
    kind: str,
    *,
    to: str,
    about: models.Model | tuple[str, str | int],
    locale: str,
    occurrence: str = "once",
    secrets: dict | None = None,
    by: Actor | None = None,
) -> Letter:
    """Put a letter into the outbox; it is kept or lost with the caller's transaction, and sent after it.

    `about` is a row, or the kind and id of something that is none. Posting the same kind about the
    same thing on the same `occurrence` again returns the letter that is there. `secrets` holds what
    the words need and no row may show, such as a link that signs in; it is dropped once sent.
    Raises UnknownKind, NoRecipient.
    """
    if not to.strip():
        raise NoRecipient(kind)
    kind_named(kind)
    about_kind, about_id = about if isinstance(about, tuple) else (about._meta.model_name, about.pk)
    letter, is_new = Letter.objects.get_or_create(
        kind=kind,
        about_kind=about_kind,
        about_id=str(about_id),
        occurrence=occurrence,
        defaults={
            "recipient": to,
            "locale": locale,
            "secrets": secrets or {},
            "posted_by": by.label if by else "",
        },
    )
    if is_new:
        index(letter, {"email": [to]})
        send_letter.delay_on_commit(letter.pk)
    return letter
