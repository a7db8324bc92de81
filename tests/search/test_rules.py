"""Words in their plain form, terms, and letters between words; Python and the database say the same."""

import pytest
from django.db import connection

from search.rules import LONGEST, Term, asked_for, distance, nearest, plain, says_who, terms_of

PLAIN = {
    "Minimal Oak Desk": "minimal oak desk",
    "  L-Shaped,  desk! ": "l shaped desk",
    "Café ÀÉÎÕÜ": "cafe aeiou",
    "Cafe\u0301": "cafe",
    "Große STRASSE": "grosse strasse",
    "Œuvre Ærø łódź Đak": "oeuvre aero lodz dak",
    "a_b%c": "a b c",
    "140 cm": "140 cm",
    "🪑 desk": "desk",
    "Стол": "стол",
    "": "",
}


@pytest.mark.parametrize("text", PLAIN, ids=ascii)
def test_text_has_one_plain_form(text):
    assert plain(text) == PLAIN[text]


@pytest.mark.django_db
def test_the_database_says_the_same():
    with connection.cursor() as cursor:
        cursor.execute("select said, search_text(said) from unnest(%s::text[]) as said", [list(PLAIN)])
        assert dict(cursor.fetchall()) == {text: f" {form}" for text, form in PLAIN.items()}


def test_what_is_too_long_is_cut():
    assert len(asked_for("x" * 100_000)) == LONGEST
    assert asked_for("a b c d e f g h i j") == "a b c d e f g h"


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("oak", "oak", 0),
        ("oka", "oak", 1),
        ("dsk", "desk", 1),
        ("chiar", "chair", 1),
        ("walnt", "walnut", 1),
        ("minmla", "minimal", 2),
        ("", "oak", 3),
        ("desk", "lamp", 4),
    ],
)
def test_letters_between_words_are_counted_with_swaps(one, other, steps):
    assert distance(one, other) == distance(other, one) == steps


def test_the_nearest_known_word_is_meant_then_the_one_that_begins_alike_then_the_frequent():
    assert nearest("dek", {"desk": 1, "dock": 9}) == ["desk"]
    assert nearest("besk", {"desk": 1, "bask": 1}) == ["bask", "desk"]
    assert nearest("lanp", {"lamp": 3, "lane": 1}) == ["lamp", "lane"]
    assert nearest("zzzz", {"desk": 1}) == ["zzzz"]
    assert nearest("ab", {"abo": 1, "ax": 5}) == ["ab"]


def test_a_known_word_stays_first_and_its_neighbours_follow():
    assert nearest("lane", {"lane": 1, "lamp": 3, "line": 2}) == ["lane", "line"]


def test_small_words_need_not_be_there_unless_there_is_nothing_else():
    assert terms_of("the desk for oak", "en", {}) == [Term((("desk",),)), Term((("oak",),))]
    assert terms_of("the", "en", {}) == [Term((("the",),))]


def test_a_synonym_of_several_words_is_one_term():
    synonyms = {"reading light": ["floor lamp"], "light": ["lamp"]}
    assert terms_of("oak reading light", "en", synonyms) == [
        Term((("oak",),)),
        Term((("reading", "light"), ("floor", "lamp"))),
    ]


@pytest.mark.parametrize(("text", "named"), [("a@b.de", True), ("0170 123-45-67", True), ("KW-10001", False)])
def test_what_may_name_a_person_is_told(text, named):
    assert says_who(text) is named
