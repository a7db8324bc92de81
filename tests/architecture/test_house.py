"""The rules of the house that a program can see: layout, imports, sizes, names, format."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CODE = {".py", ".js", ".css", ".html"}
BANNED_NAMES = {"utils", "util", "helpers", "misc", "common", "services", "manager", "managers"}
GENERATED = {"kinsite/static/css/site.css"}


def tracked(*suffixes):
    """The files git keeps or would keep, below the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    paths = [Path(name) for name in listed if (ROOT / name).is_file()]
    return [path for path in paths if not suffixes or path.suffix in suffixes]


def run(*command):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)


def test_imports_go_downward_only():
    result = run(BIN / "lint-imports", "--no-cache")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_python_is_written_as_agreed(command):
    result = run(BIN / "ruff", *command, ".")
    assert result.returncode == 0, result.stdout + result.stderr


def test_templates_are_indented_as_agreed():
    templates = [str(path) for path in tracked(".html")]
    result = run(BIN / "djhtml", "--check", "--tabwidth", "2", *templates)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_file_grows_beyond_four_hundred_lines():
    long = {
        str(path): lines
        for path in tracked(*CODE)
        if "migrations" not in path.parts
        and str(path) not in GENERATED
        and (lines := len((ROOT / path).read_text().splitlines())) > 400
    }
    assert long == {}


def test_file_names_say_what_is_inside():
    assert [str(path) for path in tracked(".py") if path.stem in BANNED_NAMES] == []


def test_only_one_file_reads_the_environment():
    readers = [
        str(path)
        for path in tracked(".py")
        if path.parts[0] in {"commerce", "content", "emails", "search"}
        or path.parts[:2] in {("kinsite", "settings"), ("kinsite", "foundation"), ("kinsite", "accounts")}
        if re.search(r"os\.environ|os\.getenv", (ROOT / path).read_text())
    ]
    assert readers == ["kinsite/settings/env.py"]


def test_templates_hold_no_inline_code_or_style():
    """The content security policy of the shop allows neither; letters are read elsewhere."""
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*(src=|type=\"application/))", re.IGNORECASE
    )
    found = [
        str(path)
        for path in tracked(".html")
        if path.parts[0] == "templates"
        and not {"emails", "500.html", "503.html"} & set(path.parts)
        and inline.search((ROOT / path).read_text())
    ]
    assert found == []


def test_includes_pass_what_they_need_and_nothing_else():
    include = re.compile(r"{% include [^%]*%}")
    careless = [
        f"{path}: {tag}"
        for path in tracked(".html")
        if path.parts[0] == "templates"
        for tag in include.findall((ROOT / path).read_text())
        if not tag.endswith("only %}")
    ]
    assert careless == []


def test_every_variable_of_the_environment_is_explained():
    read = set()
    for path in (ROOT / "kinsite/settings").glob("*.py"):
        text = path.read_text()
        read |= set(re.findall(r"env\.(?:text|flag|number|words|keys)\(\"([A-Z_]+)\"", text))
    read |= {"DATABASE_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE"}
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - explained == set()


def test_nothing_is_left_undone():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|[Ll]orem ipsum|NotImplementedError")
    here = Path(__file__).relative_to(ROOT)
    found = [
        str(path)
        for path in tracked(*CODE, ".md")
        if path != here and marks.search((ROOT / path).read_text())
    ]
    assert found == []
