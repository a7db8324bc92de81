"""Components and scripts in a real browser, without the shop behind them: sample pages served by a thread."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings

TEMPLATES = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [settings.BASE_DIR / "templates", Path(__file__).parent / "templates"],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
}


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args):
        """Say nothing: what the browser refuses is asked of the browser."""


@pytest.fixture(scope="package")
def address():
    """Where the sample pages are served, under the shop's own policy."""
    own = override_settings(
        ROOT_URLCONF="tests.browser.parts.sample",
        MIDDLEWARE=["csp.middleware.CSPMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[TEMPLATES],
        ALLOWED_HOSTS=["127.0.0.1"],
    )
    with own:
        server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
        server.set_app(StaticFilesHandler(WSGIHandler()))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def visit(chromium, address):
    """Open a sample page; at the end the browser must have had nothing to complain about."""
    contexts, complaints = [], []

    def open_page(path, *, width=1280, complains=True, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if complains:
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
