"""Production starts only with all it stands on, and says what is wrong by the name of the variable."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

WHOLE = {
    "DJANGO_SETTINGS_MODULE": "kinsite.settings.production",
    "SECRET_KEY": "zR4-hTq9_wL2xVb7Nc0KjYfSg5PmDu3EaXo8ItQe1WrZkB6vHn",
    "SITE_URL": "https://shop.example",
    "ALLOWED_HOSTS": "shop.example",
    "DATABASE_URL": "postgres://shop@127.0.0.1:1/shop",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "BROKER_URL": "redis://127.0.0.1:1/1",
    "FIELD_KEYS": f"k1:{Fernet.generate_key().decode()}",
    "INDEX_KEY": Fernet.generate_key().decode(),
    "STRIPE_SECRET_KEY": "sk_test_" + "a" * 24,
    "STRIPE_PUBLISHABLE_KEY": "pk_test_" + "a" * 24,
    "STRIPE_WEBHOOK_SECRET": "whsec_" + "a" * 24,
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "shop@shop.example",
    "ADMINS": "owner@shop.example",
}
LIVE = {
    "STRIPE_LIVE_MODE": "true",
    "STRIPE_SECRET_KEY": "sk_live_" + "a" * 24,
    "STRIPE_PUBLISHABLE_KEY": "pk_live_" + "a" * 24,
}

FOR_PYTHON = ("PATH", "HOME", "LD_LIBRARY_PATH")
EXAMPLE = (Path(__file__).resolve().parents[3] / ".env.example").read_text()
OF_THE_SHOP = {*re.findall(r"^#? ?([A-Z_]+)=", EXAMPLE, re.M)}


def run(*command, **changes):
    """A process with production's environment and no other of the shop's; None leaves a variable out."""
    variables = {name: os.environ[name] for name in FOR_PYTHON if name in os.environ}
    variables |= {**WHOLE, **changes}
    variables = {name: value for name, value in variables.items() if value is not None}
    return subprocess.run(
        [sys.executable, *command], env=variables, capture_output=True, text=True, check=False
    )


def start(**changes):
    return run("-c", "import kinsite.settings.production", **changes)


def test_the_example_lists_what_production_demands():
    assert WHOLE.keys() <= OF_THE_SHOP


def test_with_all_of_it_production_starts_and_django_has_no_warning():
    checked = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - {"DJANGO_SETTINGS_MODULE"}))
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_what_is_missing_is_named(name, value):
    refused = start(**{name: value})
    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("named", "changes"),
    [
        ("SECRET_KEY", {"SECRET_KEY": "a" * 60}),
        ("SITE_URL", {"SITE_URL": "http://shop.example"}),
        ("ALLOWED_HOSTS", {"ALLOWED_HOSTS": "*"}),
        ("FIELD_KEYS", {"FIELD_KEYS": "k1:short"}),
        ("DATABASE_URL", {"DATABASE_URL": "shop"}),
        ("STRIPE_SECRET_KEY", {"STRIPE_SECRET_KEY": LIVE["STRIPE_SECRET_KEY"]}),
        ("STRIPE_SECRET_KEY", {"STRIPE_LIVE_MODE": "true"}),
        ("STRIPE_PUBLISHABLE_KEY", {**LIVE, "STRIPE_PUBLISHABLE_KEY": WHOLE["STRIPE_PUBLISHABLE_KEY"]}),
        ("STRIPE_API_HOST", {**LIVE, "STRIPE_API_HOST": "http://127.0.0.1:1"}),
        ("STRIPE_JS_URL", {**LIVE, "STRIPE_JS_URL": "http://127.0.0.1:1/stripe.js"}),
    ],
)
def test_what_is_wrong_is_named(named, changes):
    refused = start(**changes)
    assert refused.returncode != 0
    assert named in refused.stderr.splitlines()[-1]


def test_live_keys_and_live_mode_start():
    assert start(**LIVE).returncode == 0


@pytest.mark.parametrize(
    ("changes", "page"),
    [
        ({}, "https://dashboard.stripe.com/test/payments/{}"),
        (LIVE, "https://dashboard.stripe.com/payments/{}"),
        ({"STRIPE_API_HOST": "https://api.stripe.com/"}, "https://dashboard.stripe.com/test/payments/{}"),
        ({"STRIPE_API_HOST": "http://127.0.0.1:1"}, ""),
    ],
)
def test_colleagues_look_at_payments_in_the_dashboard_of_the_mode_and_of_no_stand_in(changes, page):
    shown = "from kinsite.settings import production; print(production.STRIPE_PAYMENT_PAGE)"
    assert run("-c", shown, **changes).stdout.strip() == page
