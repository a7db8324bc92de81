"""A pytest plugin: `pytest -m stripe_live` lets the journeys of tests/targets.py pay at Stripe, in test mode.

They need STRIPE_SECRET_KEY=sk_test_… and STRIPE_PUBLISHABLE_KEY=pk_test_… in the environment. Without both,
or without being named by `-m`, they are deselected: no other command ever speaks with Stripe, whatever keys
lie around. Live keys are refused. docs/stripe.md tells the rest.
"""

import os
import re

import pytest

# Stripe's test keys, and restricted ones of test mode.
FORMS = {
    "STRIPE_SECRET_KEY": re.compile(r"[sr]k_test_\w{6,}"),
    "STRIPE_PUBLISHABLE_KEY": re.compile(r"pk_test_\w{6,}"),
}
MISSING = pytest.StashKey[list]()


def is_named(expression):
    """Whether `-m` asks for Stripe: `stripe_live`, alone or among others, but not `not stripe_live`."""
    return bool(re.search(r"(?<!not )\bstripe_live\b", expression))


def missing(environ):
    """The keys that are not in an environment. UsageError for one that is not of test mode."""
    lacking = []
    for name, form in FORMS.items():
        key = environ.get(name, "").strip()
        if key and not form.fullmatch(key):
            kind = "a live key" if "_live_" in key else "no test key"
            raise pytest.UsageError(f"stripe_live: {name} is {kind}. Only test keys run: nothing was asked.")
        lacking += [] if key else [name]
    return lacking


def pytest_configure(config):
    if is_named(config.option.markexpr):
        config.stash[MISSING] = missing(os.environ)


def pytest_collection_modifyitems(config, items):
    if config.stash.get(MISSING, True):
        live = [item for item in items if item.get_closest_marker("stripe_live")]
        config.hook.pytest_deselected(items=live)
        items[:] = [item for item in items if item not in live]


def pytest_terminal_summary(terminalreporter, config):
    if lacking := config.stash.get(MISSING, []):
        terminalreporter.write_line(
            f"stripe_live: Stripe was not asked, for want of {' and '.join(lacking)} (docs/stripe.md)",
            yellow=True,
        )
