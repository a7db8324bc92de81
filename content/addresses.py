"""Addresses that belong to the shop itself: a page there would never be reached."""

import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import RegexValidator
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, URLResolver
from django.utils.translation import gettext_lazy as _

ADDRESS_TAKEN = _("The shop itself answers at this address; choose another.")
# What editors may write where a link leads to no page; anything else could run code or look like this site.
LINK_ADDRESS = RegexValidator(
    r"\A(/(?![/\\])|https://|mailto:)[^\s]*\Z", _("Begin with / on this site, else with https:// or mailto:.")
)
# Home pages, one a language, lie right below Wagtail's root.
HOME_DEPTH = 2
# What a pattern demands literally before the first thing that varies.
_LITERAL = re.compile(r"\^?([\w.-]+)(?:/|\$|\\Z|$)", re.ASCII)


def address_is_taken(*, slug, parent) -> bool:
    """Whether a page of this slug below `parent` would lie under an address of the shop's own."""
    return bool(parent) and parent.depth == HOME_DEPTH and slug.lower() in reserved_slugs()


@cache
def reserved_slugs() -> frozenset[str]:
    """The first segments of all routes, the languages and the places of files."""
    segments = set(_first_segments(get_resolver().url_patterns))
    segments.update(code.lower() for code, _name in settings.LANGUAGES)
    segments.update(_first_segment_of_url(url) for url in (settings.STATIC_URL, settings.MEDIA_URL))
    return frozenset(segments - {""})


def _first_segments(patterns):
    for entry in patterns:
        literal = _literal_start(entry.pattern)
        if literal:
            yield literal
        elif isinstance(entry, URLResolver):
            yield from _first_segments(entry.url_patterns)


def _literal_start(pattern):
    if isinstance(pattern, LocalePrefixPattern):
        return ""
    text = str(pattern)
    if isinstance(pattern, RegexPattern):
        match = _LITERAL.match(text)
        return match[1] if match else ""
    segment = text.partition("/")[0]
    return "" if "<" in segment else segment


def _first_segment_of_url(url):
    return urlsplit(url).path.strip("/").partition("/")[0]
