"""The demo's secrets: made once per checkout, kept in a file only its owner reads."""

import base64
import os
import secrets
import string


def _letters(count):
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(count))


def _fresh():
    return {
        "SECRET_KEY": _letters(64),
        "FIELD_KEYS": "k1:" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "INDEX_KEY": _letters(48),
        "STRIPE_SECRET_KEY": "sk_test_" + _letters(32),
        "STRIPE_PUBLISHABLE_KEY": "pk_test_" + _letters(32),
        "STRIPE_WEBHOOK_SECRET": "whsec_" + _letters(32),
    }


def read_or_make(path):
    """The secrets kept at `path`, as environment variables. What is missing there is added.

    They are kept because the rows of the last run are encrypted with them.
    """
    kept = {}
    if path.exists():
        lines = path.read_text().splitlines()
        kept = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    values = {name: kept.get(name) or value for name, value in _fresh().items()}
    if values != kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("# Made for this checkout's demo; good for nothing else.\n")
            file.writelines(f"{name}={value}\n" for name, value in values.items())
        new.replace(path)
    return values
