"""Templates keep the house rules: contracts, no borrowed context, nothing inline, texts to translate."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts)
COMPONENTS = sorted((TEMPLATES / "components").rglob("*.html"))


def named(paths):
    return {"argvalues": paths, "ids": [str(path.relative_to(TEMPLATES)) for path in paths]}


@pytest.mark.parametrize("path", **named(COMPONENTS))
def test_a_component_says_what_it_takes(path):
    first = path.read_text().split("\n", 1)[0]
    assert first.startswith(f"{{# {path.relative_to(TEMPLATES)}   takes: ") and first.endswith("#}")


@pytest.mark.parametrize("path", **named(PAGES))
def test_includes_lend_nothing(path):
    for tag in re.findall(r"{% include .*?%}", path.read_text()):
        assert tag.endswith(" only %}"), tag


@pytest.mark.parametrize("path", **named(PAGES))
def test_nothing_stands_inline(path):
    """The policy forbids styles, scripts and handlers in the page; htmx's own evaluation is off."""
    text = re.sub(r"{#.*?#}", "", path.read_text())
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on|hx-vals=.?js:", text)
    for script in re.findall(r"<script\b(.*?)</script>", text, re.DOTALL):
        assert (
            "src=" in script or 'type="application/ld+json"' in script or 'type="application/json"' in script
        )


@pytest.mark.parametrize("path", **named(COMPONENTS))
def test_a_component_needs_nothing_it_does_not_declare(path):
    """`request`, `user` and the page come from context processors: a component that reads them is not one."""
    assert not re.search(r"{{\s*(request|user|page_title)\b|{% (if|with) (request|user)\.", path.read_text())
