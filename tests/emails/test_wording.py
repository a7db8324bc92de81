"""Every kind of letter can be worded, in every language, in the brand's voice."""

import re

import pytest
from django.conf import settings

from emails.kinds import Kind, register, registered
from emails.wording import link, word_sample

pytestmark = pytest.mark.django_db

EVERY_KIND = [
    pytest.param(kind, language, id=f"{kind.name}-{language}")
    for kind in registered()
    for language, _ in settings.LANGUAGES
]


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_a_sample_has_a_subject_and_two_bodies_that_say_the_same(kind, language):
    words = word_sample(kind, language)
    assert words.subject
    assert "\n" not in words.subject
    assert f'<html lang="{language}"' in words.html
    assert "{{" not in words.html + words.text
    visible = re.sub(r"<style.*?</style>|<!doctype[^>]*>|<[^>]+>", " ", words.html, flags=re.DOTALL)
    assert "!" not in visible + words.text + words.subject
    links = set(re.findall(r"https?://[^\s<>\"]+", words.text))
    assert links
    for url in links:
        assert url.rstrip(".").replace("&", "&amp;") in words.html


@pytest.mark.parametrize(("kind", "language"), EVERY_KIND)
def test_a_letter_loads_nothing_from_elsewhere(kind, language):
    html = word_sample(kind, language).html
    assert not re.search(r"<script|<link|<img[^>]+http|url\(|@import", html)


def test_placeholders_are_keys_of_the_sample():
    for kind in registered():
        assert set(kind.placeholders) <= set(kind.sample()), kind.name


def test_another_kind_of_the_same_name_is_refused_and_the_same_one_is_not(probe):
    register(probe)
    with pytest.raises(ValueError, match="probe"):
        register(Kind(name="probe", context=lambda letter: {}, sample=dict))


def test_a_link_starts_with_the_shops_address(settings):
    settings.SITE_URL = "https://shop.example"
    assert link("/orders/x/") == "https://shop.example/orders/x/"
