"""Whatever suffix is taken makes a statement that Stripe prints whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commerce.payments.statements import (
    FORBIDDEN,
    HAS_FORBIDDEN,
    LACKS_LETTER,
    LONGEST,
    UNWRITABLE,
    complaint,
    room_after,
    statement,
)

PREFIXES = some.text("ABCDEFGHIJ", min_size=2, max_size=10)


@given(prefix=PREFIXES, suffix=some.text(min_size=1, max_size=25))
def test_what_is_taken_keeps_every_rule_of_stripes(prefix, suffix):
    if complaint(suffix) or len(suffix) > room_after(prefix):
        return
    whole = statement(prefix, suffix)
    assert 5 <= len(whole) <= LONGEST
    assert whole.isascii() and whole.isprintable()
    assert not set(suffix) & set(FORBIDDEN)
    assert any(letter.isalpha() for letter in suffix)


@given(prefix=PREFIXES)
def test_one_character_more_than_there_is_room_does_not_fit(prefix):
    assert len(statement(prefix, "A" * room_after(prefix))) == LONGEST


@given(prefix=PREFIXES)
def test_after_a_prefix_that_is_not_known_fits_what_fits_in_any_case(prefix):
    assert len(statement(prefix, "A" * room_after(""))) <= LONGEST


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        ("WORKSPACE", ""),
        ("Order 12-3", ""),
        ("", ""),
        ("12 345", LACKS_LETTER),
        ("MÖBEL", UNWRITABLE),
        ("A\u200bB", UNWRITABLE),
        *((f"A{sign}B", HAS_FORBIDDEN) for sign in FORBIDDEN),
    ],
)
def test_each_rule_has_its_words(suffix, words):
    assert complaint(suffix) == words
