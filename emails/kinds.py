"""The kinds of letters there are. Each is registered from above, by the app that knows what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Letter


class UnknownKind(LookupError):
    """A letter of a kind that no app registered."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of letter comes to its words.

    `context` reads what the letter is about, in the letter's language; `sample` gives the same keys
    for previews; `placeholders` tells people what each key is. Templates are
    `emails/<template>.subject.txt`, `.txt` and `.html`. What is not transactional brings an
    `unsubscribe_url` that one POST without a cookie is enough for (RFC 8058). What a person wrote is
    `by_hand`: mail programs may answer it as they do any other.
    """

    name: str
    context: Callable[["Letter"], dict[str, Any]]
    sample: Callable[[], dict[str, Any]]
    placeholders: Mapping[str, str] = field(default_factory=dict)
    transactional: bool = True
    keeps_body: bool = True
    useful_for: timedelta | None = None
    template: str = ""
    by_hand: bool = False

    @property
    def templates(self) -> tuple[str, str, str]:
        stem = f"emails/{self.template or self.name}"
        return f"{stem}.subject.txt", f"{stem}.txt", f"{stem}.html"


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; the same kind again changes nothing, another of its name is an error."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"There is another kind of letter named {kind.name!r}.")


def kind_named(name: str) -> Kind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(f"No app registered letters of kind {name!r}.") from None


def registered() -> list[Kind]:
    """All kinds, by name."""
    return [_kinds[name] for name in sorted(_kinds)]
