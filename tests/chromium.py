"""Chromium for tests, one for the run, and axe-core over a page with all its frames.

    @pytest.mark.browser
    def test_...(chromium):
        page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
        ...
        assert hindrances(page) == []

Playwright allows one synchronous instance in a process, so every browser test takes this one.
"""

import os
from contextlib import contextmanager
from importlib.resources import files

import pytest

from kinsite.embedded import chromium as browsers

# A frame of another site, or a sandboxed one, stays in its page's process. In one of its own it is pressed
# only once it was drawn: a click before that goes to the page around it, and Playwright takes it as done.
ONE_PROCESS = "--disable-site-isolation-trials"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text()


@contextmanager
def open_browser(program=None):
    """Chromium without a window; `program` is its path, looked for where none is given."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop in this thread, where Django would then refuse every query.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program or browsers.find(),
            args=["--disable-dev-shm-usage", ONE_PROCESS, *root],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium():
    program = browsers.find()
    if not program:
        pytest.skip("NO BROWSER: install chromium, or name one in CHROMIUM, to run the browser tests")
    with open_browser(program) as browser:
        yield browser


# What is half faded in has the contrast of neither end. Brought to its end, not waited for: the admin has
# motions of half a minute. What turns for ever is left.
SETTLED = """async () => {
    const ends = (one) => one.effect.getComputedTiming().endTime < Infinity;
    const motions = document.getAnimations().filter(ends);
    motions.forEach((one) => one.finish());
    await Promise.allSettled(motions.map((one) => one.finished));
}"""


def hindrances(page) -> list[str]:
    """What axe-core finds on the page and in its frames once all has settled: rule and place."""
    page.evaluate(SETTLED)
    for frame in page.frames:
        frame.evaluate(AXE)
    # Where each element stands is worked out for what is reported only: a quarter less to do.
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((result) => result.violations)")
    return [f"{item['id']}: {node['target']}" for item in found for node in item["nodes"]]
