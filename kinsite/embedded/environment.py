"""The environment of the demo's processes. What the caller has set wins, so another stand-in can be named."""

import os

from . import secrets_file
from .ports import HOST
from .refusal import Refused

# Ours whatever the caller's shell says: they make the demo a demo.
SETTINGS = "kinsite.settings.demo"
# Python's switches that would slow every process down or hide the project from it.
LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH", "PYTHONHOME", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")


def demo_environment(*, port, home, addresses, smtp_port, given=os.environ):
    """All variables for the web, worker, beat and management processes of the demo on `port`."""
    sandbox = sandbox_address(port)
    made = {
        **secrets_file.read_or_make(home / "demo.env"),
        "STRIPE_API_HOST": sandbox,
        "STRIPE_JS_URL": f"{sandbox}/dahlia/stripe.js",
        "EMAIL_URL": f"smtp://{HOST}:{smtp_port}",
    }
    environment = {
        **made,
        **{name: value for name, value in given.items() if value and name not in LEFT_OUT},
        **addresses,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "SITE_URL": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
        "NO_PROXY": with_this_machine(given.get("NO_PROXY") or given.get("no_proxy") or ""),
    }
    environment["no_proxy"] = environment["NO_PROXY"]
    refuse_live_keys(environment)
    return environment


def sandbox_address(port):
    return f"http://{HOST}:{port + 1}"


def sandbox_secret(environment, *, port, home):
    """What the sandbox signs with: the shop's secret, unless another stand-in sends the shop its webhooks."""
    if environment["STRIPE_API_HOST"] == sandbox_address(port):
        return environment["STRIPE_WEBHOOK_SECRET"].split(",")[0]
    return secrets_file.read_or_make(home / "demo.env")["STRIPE_WEBHOOK_SECRET"]


def with_this_machine(no_proxy):
    """The caller's NO_PROXY with this machine in it: a proxy cannot reach our sandbox."""
    return ",".join(filter(None, [no_proxy, HOST, "localhost"]))


def refuse_live_keys(environment):
    """The demo sells nothing: a key that moves real money has no business here."""
    for name in ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"):
        if "_live_" in environment[name]:
            raise Refused(f"{name} is a live key. The demo takes test keys only.")
