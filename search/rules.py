"""Decisions about words, without a database: one plain form for all text, terms, and slips of the finger."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What is longer is cut: nobody types more, and every word costs a condition.
LONGEST = 100
MOST_WORDS = 8
MOST_MEANINGS = 5
LONGEST_PHRASE = 3

# How PostgreSQL stems a language; others are compared as they are written.
CONFIGS = {"en": "english", "de": "german"}
STOP_WORDS = {
    "en": {"a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to"}
    | {"with"},
    "de": {"am", "an", "aus", "das", "dem", "den", "der", "die", "ein", "eine", "fur", "im", "in", "mit"}
    | {"und", "von", "zu", "zum", "zur"},
}

_ACCENTS = re.compile("[\u0300-\u036f]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


def plain(text: str) -> str:
    """Lower case, no accents or signs, words one space apart. In the database search_text() says the same."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text)).lower().translate(_LETTERS)
    return re.sub(r"[\W_]+", " ", bare).strip()


def asked_for(text: str) -> str:
    """What somebody typed, plain and no longer than is looked for."""
    return " ".join(plain(text[:LONGEST]).split()[:MOST_WORDS])


def says_who(text: str) -> bool:
    """Whether what was typed may name a person: an e-mail address, or a number as long as a telephone's."""
    return "@" in text or bool(re.search(r"(?:\d[\s()/.+-]*){7}", text))


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must be there, in one of several ways; each way is words that stand together."""

    ways: tuple[tuple[str, ...], ...]


def terms_of(asked: str, language: str, synonyms: Mapping[str, Iterable[str]]) -> list[Term]:
    """What must be found: every word but the smallest, or what it means."""
    words = asked.split()
    small = STOP_WORDS.get(language, ())
    telling = [word for word in words if word not in small] or words
    terms = []
    while telling:
        length = next((n for n in range(LONGEST_PHRASE, 1, -1) if " ".join(telling[:n]) in synonyms), 1)
        phrase, telling = telling[:length], telling[length:]
        meanings = [tuple(meaning.split()) for meaning in synonyms.get(" ".join(phrase), ())]
        terms.append(Term((tuple(phrase), *meanings[:MOST_MEANINGS])))
    return terms


def allowed_distance(word: str) -> int:
    """How many slips of the finger a word of this length is forgiven."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 6 else 2


def distance(one: str, other: str) -> int:
    """Letters to put, drop, change or swap with a neighbour until one word is the other."""
    before, last = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, facing in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def nearest(word: str, known: Mapping[str, int]) -> list[str]:
    """The known words that may have been meant, the most likely first; the word itself where none is near.

    What is nearest counts alone, except that a word which is known may be the slip of a neighbour.
    """
    if any(other.startswith(word) for other in known):
        known = {**known, word: 1}
    allowed = allowed_distance(word)
    steps = sorted((distance(word, one), one[0] != word[0], -uses, one) for one, uses in known.items())
    if not steps or steps[0][0] > allowed:
        return [word]
    reach = min(allowed, max(1, steps[0][0]))
    return [step[-1] for step in steps if step[0] <= reach][:MOST_MEANINGS]
