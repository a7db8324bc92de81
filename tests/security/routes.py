"""Every route of the house, read from the URLconf, and what its address is made of."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize


@dataclass(frozen=True, slots=True)
class Route:
    """A route as it is written, its address with a <name> for each part that varies, and its view."""

    text: str
    address: str
    view: Any

    @property
    def is_exempt(self) -> bool:
        return getattr(self.view, "csrf_exempt", False)


def walk(patterns=None, text="", address=""):
    """Each route, in the order in which they are asked."""
    for entry in patterns or get_resolver().url_patterns:
        found = text + str(entry.pattern), address + _address_of(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(*found, entry.callback)
        else:
            yield from walk(entry.url_patterns, *found)


def _address_of(pattern):
    if not isinstance(pattern, RegexPattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(pattern))
    return re.sub(r"%\((\w+)\)s", r"<\1>", normalize(pattern.regex.pattern)[0][0])
