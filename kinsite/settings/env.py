"""The environment, read here and nowhere else.

`.env.example` lists every variable. A setting module says `assume(...)` for what may be left out
where it runs; production says `demand(...)` and refuses to start without.
"""

import base64
import os

import environ
from django.core.exceptions import ImproperlyConfigured

_assumed: dict[str, str] = {}


def assume(**values):
    """Give values to use where the environment has none."""
    _assumed.update(values)


def demand(*names):
    """Refuse to start unless every variable is set; all that miss are named at once."""
    missing = [name for name in names if not _read(name)]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment (see .env.example).")


def text(name, default=""):
    return _read(name) or default


def flag(name, default=False):
    value = _read(name).lower()
    if value not in {"", "1", "0", "true", "false", "yes", "no", "on", "off"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in {"1", "true", "yes", "on"} if value else default


def number(name, default):
    value = _read(name)
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value) if value else default


def words(name):
    """A comma list as a list of stripped, non-empty words."""
    return [word.strip() for word in _read(name).split(",") if word.strip()]


def keys(name):
    """Named 32-byte keys, newest first, written `k2:<urlsafe base64>,k1:<urlsafe base64>`."""
    found = {}
    for word in words(name):
        label, _, material = word.partition(":")
        try:
            raw = base64.urlsafe_b64decode(material.encode())
        except ValueError:
            raw = b""
        if not label or len(raw) != 32:
            raise ImproperlyConfigured(f"{name} must list keys as name:<urlsafe base64 of 32 bytes>.")
        found[label] = material
    return found


def database(name="DATABASE_URL"):
    """Django's settings for a `postgres://` URL; a Unix socket is given as `?host=/path`."""
    url = _read(name)
    if not url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{name} must be a postgres:// URL.")
    return environ.Env.db_url_config(url)


def email(name="EMAIL_URL"):
    """Django's EMAIL_* settings for an `smtp://`, `smtp+tls://` or `consolemail://` URL."""
    try:
        return environ.Env.email_url_config(_read(name))
    except (KeyError, ValueError) as problem:
        raise ImproperlyConfigured(f"{name} must be an smtp:// URL.") from problem


def _read(name):
    return os.environ.get(name, "").strip() or _assumed.get(name, "")
