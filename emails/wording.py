"""From a letter to its words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from .kinds import Kind, kind_named
from .models import Letter
from .queries import mail_settings

# What a letter is about that shows a colleague how its kind looks.
SAMPLE = "sample"
_around: list[Callable[[], dict[str, Any]]] = []


def surround(facts: Callable[[], dict[str, Any]]) -> None:
    """Give every letter what stands around its words; an app above says once how to read it."""
    if facts not in _around:
        _around.append(facts)


@dataclass(frozen=True)
class Words:
    """A letter's words; `unsubscribe_url` is where mail programs end letters that are not transactional."""

    subject: str
    text: str
    html: str
    unsubscribe_url: str = ""


def word(letter: Letter) -> Words:
    """The letter's subject and bodies, in its language."""
    kind = kind_named(letter.kind)
    if letter.about_kind == SAMPLE:
        return _as_a_test(word_sample(kind, letter.locale), letter.locale)
    with translation.override(letter.locale):
        return _rendered(kind, kind.context(letter), letter.locale)


def word_sample(kind: Kind, locale: str) -> Words:
    """How a kind of letter looks with made-up contents."""
    with translation.override(locale):
        return _rendered(kind, kind.sample(), locale)


def _as_a_test(words, locale):
    """Nobody is to take it for a real one, or end real letters by it."""
    with translation.override(locale):
        subject = translation.gettext("Test: %(subject)s") % {"subject": words.subject}
    return replace(words, subject=subject, unsubscribe_url="")


def link(path: str) -> str:
    """An address in the shop as it stands in a letter: whole, and never from a request's Host header."""
    return f"{settings.SITE_URL}{path}"


def _rendered(kind, context, locale):
    values = {
        "shop_name": settings.WAGTAIL_SITE_NAME,
        "shop_url": link(reverse("wagtail_serve", args=[""])),
        "locale": locale,
        "footer": mail_settings().footer,
        **{name: value for facts in _around for name, value in facts().items()},
        **context,
    }
    subject, text, html = (_fill(name, values) for name in kind.templates)
    return Words(
        subject=" ".join(subject.split()),
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        html=html.strip(),
        unsubscribe_url="" if kind.transactional else values["unsubscribe_url"],
    )


def _fill(name, values):
    # By hand, since only HTML is to be escaped and no template should have to say so.
    return get_template(name).template.render(Context(values, autoescape=name.endswith(".html")))
