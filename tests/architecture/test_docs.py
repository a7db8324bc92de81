"""What the documents name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
by_name = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def test_every_path_of_the_map_exists():
    places = re.search(r"^## The map$(.*?)^Imports go", (ROOT / "README.md").read_text(), re.M | re.S)[1]
    named = re.findall(r"`([^`]+)`", places)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


@by_name
def test_every_command_named_can_be_made(document):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(), re.M))
    assert named - targets == set()


@by_name
def test_every_link_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text())
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (document.parent / link).exists()] == []


def test_every_test_in_the_matrix_exists():
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/reliability.md").read_text()))
    written = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        written |= set(re.findall(r"def (test_\w+)", path.read_text()))
    assert len(named) > 10
    assert named - written == set()


def test_every_case_that_is_automated_stands_in_the_matrix():
    matrix = (ROOT / "docs/reliability.md").read_text()
    written = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        written |= set(re.findall(r"def (test_[fs]\d\d_\w+)", path.read_text()))
    assert [name for name in sorted(written) if f"`{name}`" not in matrix] == []
