"""What becomes of letters whose reader wants to be forgotten."""

from django.db import transaction

from emails.models import Letter, LetterStatus
from kinsite.foundation.models import forget_tokens


@transaction.atomic
def forget_letters(*, letters) -> int:
    """Keep of these letters that they were written, and when; what waits is given up. Returns how many."""
    ids = list(letters.order_by("pk").values_list("pk", flat=True))
    found = Letter.objects.filter(pk__in=ids)
    found.exclude(status=LetterStatus.SENT).update(status=LetterStatus.DEAD, last_error=Letter.ERASED)
    found.update(recipient="", secrets={}, subject="", body_text="", body_html="")
    forget_tokens(Letter, ids)
    return len(ids)
