"""The guide's entries, read from the files themselves so that it can't fall behind."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.styleguide.samples import samples

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
TOKENS = Path(settings.BASE_DIR) / "kinsite" / "static" / "css" / "parts" / "01-tokens.css"
_FIRST_LINE = re.compile(r"{# \S+\s+takes: (.*?) #}")
_TOKEN = re.compile(r"--([\w-]+): ([^;]+);(?: /\* (.*?) \*/)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A component: what it says it takes, and how it looks with each sample; nothing where it has none."""

    name: str
    takes: str
    shown: list[SafeString]

    @property
    def is_icon(self) -> bool:
        return self.name.startswith("icons/")


@dataclass(frozen=True, slots=True)
class Token:
    name: str
    value: str
    note: str

    @property
    def colour(self) -> str:
        """The value where it is one, written in full: a drawing knows no other."""
        short = re.fullmatch("#([0-9a-f])([0-9a-f])([0-9a-f])", self.value)
        if short:
            return "#" + "".join(digit * 2 for digit in short.groups())
        return self.value if self.value.startswith("#") else ""


def entries(image=None) -> list[Entry]:
    """Every component, by name, icons last."""
    known = samples(image)
    names = [path.relative_to(COMPONENTS).with_suffix("").as_posix() for path in COMPONENTS.rglob("*.html")]
    return [_entry(name, known) for name in sorted(names, key=lambda name: ("/" in name, name))]


def tokens() -> list[Token]:
    """The brand's values, with what is noted beside them."""
    root = TOKENS.read_text().partition("@media")[0]
    return [Token(*match.groups(default="")) for match in _TOKEN.finditer(root)]


def _entry(name, known):
    file = f"components/{name}.html"
    takes = _FIRST_LINE.match((COMPONENTS / f"{name}.html").read_text())
    sets = known.get(name, [{}] if name.startswith("icons/") else [])
    return Entry(name, takes[1] if takes else "", [render_to_string(file, given) for given in sets])
