"""Finding encrypted rows by what they hold, in any spelling, without the database knowing it."""

import pytest

from kinsite.accounts.models import User
from kinsite.foundation.crypto import blind, normalise, words
from kinsite.foundation.models import BlindToken, find, index

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return User.objects.create_user("anna@example.com", "x")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("email", "Anna@Example.com ", "anna@example.com"),
        ("phone", "+49 (0)30 / 123-45", "0049030 12345"),
        ("phone", "٠١٢٣", "0123"),
        ("postcode", "sw1a 1aa", "SW1A-1AA"),
        ("word", "Müller", "MULLER"),
        ("word", "Straße", "strasse"),
    ],
)
def test_spellings_of_the_same_value_have_one_token(kind, one, other):
    assert normalise(kind, one) == normalise(kind, other)
    assert blind(kind, one) == blind(kind, other)


def test_a_token_depends_on_kind_value_and_key(settings):
    tokens = {blind("word", "anna"), blind("email", "anna"), blind("word", "anne")}
    settings.INDEX_KEY = "another"
    tokens.add(blind("word", "anna"))
    assert len(tokens) == 4
    assert all(len(token) == 64 for token in tokens)


def test_each_word_of_a_name_finds_and_all_words_must_match(anna):
    index(anna, {"word": ["Anna-Lena Meyer"]})
    assert list(find(User, "word", "anna")) == [anna.pk]
    assert list(find(User, "word", "meyer LENA")) == [anna.pk]
    assert list(find(User, "word", "anna schmidt")) == []
    assert User.objects.get(pk__in=find(User, "word", "Meyer")) == anna


def test_indexing_again_replaces_what_was_there(anna):
    index(anna, {"email": ["old@example.com"], "word": ["Anna"]})
    index(anna, {"email": ["new@example.com"]})
    assert list(find(User, "email", "old@example.com")) == []
    assert list(find(User, "word", "anna")) == []
    assert list(find(User, "email", "new@example.com")) == [anna.pk]
    index(anna, {})
    assert not BlindToken.objects.exists()


def test_nothing_to_look_for_finds_nothing(anna):
    index(anna, {"email": ["", None], "phone": ["none"], "word": [" - "]})
    assert not BlindToken.objects.exists()
    assert list(find(User, "phone", "")) == []
    assert list(find(User, "word", "--")) == []


def test_an_object_of_another_model_with_the_same_id_is_not_found(anna):
    from django.contrib.auth.models import Group

    index(Group(pk=anna.pk, name="x"), {"word": ["Anna"]})
    assert list(find(User, "word", "anna")) == []


def test_no_row_tells_the_value(anna):
    index(anna, {"email": ["anna@example.com"]})
    assert "anna" not in repr(list(BlindToken.objects.values()))


def test_words_are_plain_and_each_once():
    assert words("  Ánna  anna_LENA, O'Neill ") == ["anna", "lena", "o", "neill"]
