"""Fields that are ciphertext in the database, and blind tokens to find their rows by.

A stored value reads `k1:<nonce and ciphertext>`: the key's name, then AES-GCM bound to app, model
and field, so that a ciphertext copied into another column does not open.
"""

import hmac
import json
import os
import re
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.utils.translation import gettext_lazy as _

NONCE_BYTES = 12

# What is sealed outside of encrypted fields: its name, and what seals it anew (or, with check=True, counts).
SEALED_ELSEWHERE: dict[str, Callable[..., int]] = {}


class Unreadable(Exception):
    """A stored value that no key opens: its key is gone, it was altered, or it never was ciphertext."""


class EncryptedLookup(FieldError):
    """A question the database can't answer, since it only sees ciphertext."""


def encrypt(text: str, *, bound_to: str) -> str:
    """Seal a text with the active key."""
    name = settings.FIELD_KEY_ACTIVE
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(name, bound_to).encrypt(nonce, text.encode(), bound_to.encode())
    return f"{name}:{urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, bound_to: str) -> str:
    """Open a stored text with the key it names."""
    name, colon, material = stored.partition(":")
    if not colon:
        raise Unreadable(f"{bound_to} holds something that is not ciphertext.")
    cipher = _cipher(name, bound_to)
    try:
        raw = urlsafe_b64decode(material.encode())
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        # Without the cause: its text could quote what was stored.
        raise Unreadable(f"{bound_to} holds a value that key {name!r} does not open.") from None


def _cipher(name, bound_to):
    try:
        return _aes(settings.FIELD_KEYS[name])
    except KeyError:
        raise Unreadable(f"{bound_to} needs a key that FIELD_KEYS does not hold.") from None


@lru_cache(maxsize=16)
def _aes(material):
    return AESGCM(urlsafe_b64decode(material))


class EncryptedTextField(models.TextField):
    """Text that the database keeps as ciphertext; an empty text stays empty."""

    description = _("Encrypted text")

    def get_internal_type(self):
        return "TextField"

    @property
    def bound_to(self) -> str:
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}.{self.name}"

    def get_prep_value(self, value):
        clear = self.to_clear(value)
        return encrypt(clear, bound_to=self.bound_to) if clear else clear

    def from_db_value(self, value, expression, connection):
        return self.from_clear(decrypt(value, bound_to=self.bound_to) if value else value)

    def to_clear(self, value):
        return value if value is None else str(value)

    def from_clear(self, clear):
        return clear

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise EncryptedLookup(f"{self.bound_to} is encrypted: find its rows by blind token.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name):
        raise EncryptedLookup(f"{self.bound_to} is encrypted: {lookup_name!r} can't look inside.")

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_not_compared()]

    def _check_not_compared(self):
        if not (self.unique or self.db_index):
            return []
        hint = "Each encryption of a value differs; compare blind tokens instead."
        return [checks.Error("An encrypted field can't be unique or indexed.", hint, self, "foundation.E001")]


class EncryptedJSONField(EncryptedTextField):
    """A dict that the database keeps as ciphertext; an empty one stays empty."""

    description = _("Encrypted JSON")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) and value else value or {}

    def to_clear(self, value):
        if value is None:
            return None
        if not isinstance(value, dict):
            raise TypeError(f"{self.bound_to} takes a dict, not {type(value).__name__}.")
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""

    def from_clear(self, clear):
        if clear is None:
            return None
        return json.loads(clear) if clear else {}

    def value_to_string(self, obj):
        return json.dumps(self.value_from_object(obj))


def _plain(value):
    """Lower-cased and without accents, so that Müller and MULLER are the same word."""
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


def _digits(value):
    digits = "".join(str(unicodedata.decimal(letter, "")) for letter in value)
    return digits.removeprefix("00")


NORMALISERS = {
    "email": lambda value: unicodedata.normalize("NFKC", value).strip().lower(),
    "phone": _digits,
    "postcode": lambda value: re.sub(r"[\W_]", "", value).upper(),
    "word": _plain,
    "mark": lambda value: value,
    "chain": lambda value: value,
    "timeline": lambda value: value,
    "gift-card": lambda value: value.strip().upper(),
}


def normalise(kind: str, value: str) -> str:
    """The spelling of a value that all its spellings share; empty where nothing is left to look for."""
    return NORMALISERS[kind](value or "")


def words(text: str) -> list[str]:
    """The words of a name, normalised, each once."""
    return list(dict.fromkeys(word for word in re.split(r"[\W_]+", _plain(text or "")) if word))


def blind(kind: str, value: str) -> str:
    """A token that equals itself for every spelling of the value and tells nothing about it."""
    message = f"{kind}:{normalise(kind, value)}"
    return hmac.new(settings.INDEX_KEY.encode(), message.encode(), "sha256").hexdigest()
