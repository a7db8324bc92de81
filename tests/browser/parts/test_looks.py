"""The parts in a browser: no barrier that axe can find, nothing wider than the screen, the brand's values."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = ["/parts/", "/offer/", "/form/", "/lines/"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("path", "width"), [*((path, 390) for path in PAGES), ("/parts/", 1280)])
def test_axe_finds_no_barrier(visit, path, width):
    page = visit(path, width=width)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_frame_is_the_brands(visit):
    """Soft white ground, black headings and buttons, gutters of 24 px, a container of at most 1440 px."""
    page = visit("/parts/", width=1600)
    style = "(selector, name) => getComputedStyle(document.querySelector(selector))[name]"

    def computed(selector, name):
        return page.evaluate(f"([selector, name]) => ({style})(selector, name)", [selector, name])

    assert computed("html", "backgroundColor") == "rgb(250, 250, 248)"
    assert computed("h1", "color") == computed(".button--primary", "backgroundColor") == "rgb(20, 20, 20)"
    assert computed(".button--secondary", "backgroundColor") == "rgb(230, 225, 215)"
    assert computed(".footer", "backgroundColor") == "rgb(20, 20, 20)"
    assert computed(".cards", "columnGap") == "24px"
    assert computed(".container", "maxWidth") == "1440px"
    assert computed(".header", "position") == "sticky"
