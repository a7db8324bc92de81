"""What the newsletter goes by: the words that are agreed to, and the links of its letters."""

import re
from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext_lazy as _

# Shown beside every box that asks for it, and kept with each consent as it was shown.
WORDING = _("Send me a letter now and then, with new pieces and stories. I can stop it at any time.")
# How long a letter's link confirms.
LINK_LASTS = timedelta(days=3)
# Who never confirmed is forgotten after this.
WAITS_FOR = timedelta(days=30)

_STEPS = signing.Signer(salt="commerce.customers.newsletter")
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
# Nothing longer was ever signed here.
_LONGEST = 200


def sign_step(consent) -> str:
    """What stands in the link that confirms: the step of the log that asked, so that it can grow old."""
    return _STEPS.sign(str(consent.pk))


def read_step(text) -> int | None:
    """The id of the step that was signed; None for anything else."""
    try:
        number = _STEPS.unsign(text) if len(text) <= _LONGEST else ""
    except signing.BadSignature:
        return None
    return int(number) if _NUMBER.fullmatch(number) else None
