"""The style sheet: fresh, small, free of outside files, and readable for weak eyes."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kinsite.management.commands import join_styles

STATIC = Path(settings.BASE_DIR) / "kinsite" / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
PARTS = sorted((STATIC / "css" / "parts").glob("*.css"))
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
BUDGET = 30 * 1024


def compressed(*files):
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def tokens():
    named = dict(re.findall(r"--([\w-]+): (#\w+);", PARTS[0].read_text()))
    return {name: c if len(c) == 7 else "#" + "".join(d * 2 for d in c[1:]) for name, c in named.items()}


def test_site_css_is_what_the_parts_say():
    call_command("join_styles", "--check")


def test_a_part_changed_after_joining_is_noticed(tmp_path, monkeypatch):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "01.css").write_text(".a { color: red; }")
    monkeypatch.setattr(join_styles, "FOLDER", tmp_path)
    call_command("join_styles", verbosity=0)
    (tmp_path / "parts" / "01.css").write_text(".a { color: green; }")
    with pytest.raises(CommandError, match="stale"):
        call_command("join_styles", "--check")


def test_joining_changes_no_meaning():
    css = '/* why */\na:hover , b > c { margin: calc(1px + 2px) -1px; content: "/" / "" }\n'
    assert join_styles.squeezed(css) == 'a:hover,b > c{margin:calc(1px + 2px) -1px;content:"/" / ""}'


def scripts_named_in(*templates):
    names = {name for file in templates for name in re.findall(r"js/(\w+\.js)", file.read_text())}
    return {STATIC / "js" / name for name in names}


def test_styles_and_scripts_stay_within_their_budgets():
    """A page loads the scripts of every page and, at most, those that the templates of its folder name."""
    assert compressed(STATIC / "css" / "site.css") <= BUDGET
    everywhere = scripts_named_in(TEMPLATES / "base.html", *(TEMPLATES / "layout").glob("*.html"))
    seen = set(everywhere)
    for folder in {file.parent for file in TEMPLATES.rglob("*.html")}:
        loaded = everywhere | scripts_named_in(*folder.glob("*.html"))
        seen |= loaded
        assert compressed(HTMX, *loaded) <= BUDGET, folder
    assert seen == set((STATIC / "js").glob("*.js"))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_no_part_fetches_anything(part):
    """Parts and site.css lie in different folders, and no font or picture comes from elsewhere."""
    assert not re.search(r"url\(|@import|@font-face", part.read_text())


@pytest.mark.parametrize("script", sorted((STATIC / "js").glob("*.js")), ids=lambda script: script.name)
def test_scripts_run_under_the_policy(script):
    """No evaluation, no markup from texts; and no imports, whose names the release would change."""
    assert not re.search(
        r"\beval\(|new Function|innerHTML|insertAdjacentHTML|^import ", script.read_text(), re.M
    )


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (text, ground)
            for text in ("slate", "slate-soft", "black", "sage", "clay", "amber")
            for ground in ("soft-white", "beige-soft", "beige")
        ),
        ("black", "sage-tint"),
        ("black", "clay-tint"),
        ("black", "amber-tint"),
        ("sage", "sage-tint"),
        ("soft-white", "black"),
        ("soft-white", "sage"),
        ("sage-light", "black"),
        ("slate-soft", "white"),
    ],
)
def test_text_has_the_contrast_of_wcag_aa(tokens, text, ground):
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["white", "soft-white", "beige-soft", "beige"])
def test_borders_of_controls_can_be_seen(tokens, ground):
    assert contrast(tokens["line"], tokens[ground]) >= 3


def test_the_brands_colours_are_the_brands(tokens):
    brand = {"soft-white": "#fafaf8", "beige": "#e6e1d7", "slate": "#444444", "black": "#141414"}
    assert {name: tokens[name] for name in brand} == brand


@pytest.mark.parametrize("sheet", [*PARTS, STATIC / "css" / "backoffice.css"], ids=lambda sheet: sheet.name)
def test_every_rule_begins_with_a_selector(sheet):
    """A stray letter before one is no error to a browser: it leaves the rule out."""
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    selectors = [found.strip() for found in re.findall(r"[^{};]+(?=\{)", css)]
    assert selectors
    assert [found for found in selectors if not re.match(r"[.@#:*\[\w]", found)] == []


def test_the_smaller_files_of_a_picture_take_no_place_in_a_grid():
    """A picture is laid out as if it stood alone, and so would be each source in it: an empty cell."""
    sheet = (STATIC / "css" / "site.css").read_text()
    assert re.search(r"(?<![\w.-])picture\{display:contents", sheet)
    assert re.search(r"(?<![\w.-])source\{display:none", sheet)
