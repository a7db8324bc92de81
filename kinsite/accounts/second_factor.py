"""Second-factor secrets as ciphertext; allauth leaves the how to us."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from kinsite.foundation.crypto import decrypt, encrypt

BOUND_TO = "mfa.authenticator.data"


def seal(text: str) -> str:
    return encrypt(text, bound_to=BOUND_TO)


def unseal(stored: str) -> str:
    return decrypt(stored, bound_to=BOUND_TO)


def rotate(*, check: bool) -> int:
    """Seal anew what an older key had sealed, or only count it."""
    count = 0
    for pk, data in Authenticator.objects.values_list("pk", "data").iterator():
        fresh = _with_active_key(data)
        if fresh != data:
            rows = Authenticator.objects.filter(pk=pk, data=data)
            count += rows.count() if check else rows.update(data=fresh)
    return count


def _with_active_key(value):
    if isinstance(value, dict):
        return {key: _with_active_key(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_active_key(inner) for inner in value]
    name = value.partition(":")[0] if isinstance(value, str) else None
    if name in settings.FIELD_KEYS and name != settings.FIELD_KEY_ACTIVE:
        return seal(unseal(value))
    return value
