"""The shop as a browser meets it: served, with a worker of its own and the sandbox around it."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.test import Client

from commerce.payments import gateway as gateways
from kinsite.settings.security import checkout_policy
from tests import databases
from tests.factories.catalogue import make_product
from tests.factories.checkout import make_shop
from tests.factories.content import make_product_page
from tests.factories.demo import drop_demo_files, make_demo
from tests.sandbox import WEBHOOK_SECRET
from tests.targets import site_of


@pytest.fixture
def connected(sandbox, settings, live_server, monkeypatch, tmp_path):
    """The shop at `connected.url`, empty as yet; payments and mails go through the sandbox."""
    _speak_with(site_of(sandbox), sandbox, settings, monkeypatch)
    sandbox.serve(live_server.url)
    yield from _with_worker(live_server, tmp_path)


@pytest.fixture
def served_at_site(site, own_numbers, sandbox, settings, live_server, monkeypatch, tmp_path):
    """The shop with an oak desk, its payments at the site of tests/targets.py; no notice reaches it."""
    _speak_with(site, sandbox, settings, monkeypatch)
    sandbox.serve(live_server.url)
    sell_desk()
    yield from _with_worker(live_server, tmp_path)


def _with_worker(server, folder):
    worker = _start_worker(folder)
    yield server
    worker.terminate()
    worker.wait(30)
    gateways._build.cache_clear()


@pytest.fixture
def served(connected):
    """A shop with an oak desk."""
    sell_desk()
    return connected


def sell_desk():
    make_shop()
    desk = make_product("DESK-OAK", price=12900, stock=5, title="Oak desk", grams=9000, collections=["desks"])
    make_product_page(desk, slug="oak-desk")


@pytest.fixture
def demo(connected):
    """The shop of the demo, with all its goods and pages."""
    make_demo()
    yield connected
    drop_demo_files()


def _speak_with(site, sandbox, settings, monkeypatch):
    environment = {
        "STRIPE_API_HOST": site.api,
        "STRIPE_JS_URL": site.script,
        "STRIPE_SECRET_KEY": site.secret_key,
        "STRIPE_PUBLISHABLE_KEY": site.publishable_key,
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "EMAIL_URL": f"smtp://127.0.0.1:{sandbox.smtp_port}",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
        if name not in ("STRIPE_WEBHOOK_SECRET", "EMAIL_URL"):
            setattr(settings, name, value)
    settings.STRIPE_WEBHOOK_SECRETS = [WEBHOOK_SECRET]
    settings.CSP_BY_PATH = settings.CSP_BY_PATH | {"/checkout/": checkout_policy(site.script, site.api)}
    gateways._build.cache_clear()


def _start_worker(folder):
    """Celery's worker, as in production; it is ready when it says so."""
    log = folder / "worker.log"
    database = databases.address_of(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "celery", "-A", "kinsite", "worker", "--pool", "threads", "-c", "2"]
    command += [
        "-Q",
        "default,mail,webhooks",
        "--without-gossip",
        "--without-mingle",
        "--purge",
        "-l",
        "INFO",
    ]
    with log.open("w") as output:
        worker = subprocess.Popen(
            command,
            env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "kinsite.settings.test"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    end = time.monotonic() + 60
    while "ready." not in log.read_text():
        assert worker.poll() is None and time.monotonic() < end, log.read_text()
        time.sleep(0.1)
    return worker


@pytest.fixture
def page(chromium):
    """A browser of its own; what it complains of on the console is kept in `page.complaints`."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            page.complaints.append(message.text)
            if message.type == "error" and "Content Security Policy" in message.text
            else None
        ),
    )
    yield page
    context.close()


@pytest.fixture
def enter(chromium, live_server, settings):
    """Open the admin's door: `enter(colleague)` is a page of a browser in which they are signed in."""
    contexts = []

    def open_browser(colleague):
        client = Client()
        client.force_login(colleague)
        name = settings.SESSION_COOKIE_NAME
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
