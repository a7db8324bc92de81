"""Colleagues who can be named in a note: those who may see orders, by @ and how their address begins."""

import re
from collections import Counter

from commerce.backoffice.permissions import VIEW_ORDERS
from kinsite.accounts.queries import colleagues_with

# An address within the text names nobody: nothing but the start of a word is an @.
NAMED = re.compile(r"(?<![\w.@])@(\w[\w.+-]*(?:@[\w.-]+)?)")


def colleagues():
    """Who can be named, by handle: before the @ of their address, or all of it where two begin alike."""
    people = list(colleagues_with(VIEW_ORDERS))
    starts = Counter(_start(person) for person in people)
    return {
        _start(person) if starts[_start(person)] == 1 else person.email.lower(): person for person in people
    }


def named_in(text, people):
    """The ids of those a text names, and the handles in it that are nobody's."""
    handles = [handle.rstrip(".-+").lower() for handle in NAMED.findall(text)]
    known = [people[handle].pk for handle in handles if handle in people]
    return known, [handle for handle in handles if handle not in people]


def _start(person):
    return person.email.lower().partition("@")[0]
