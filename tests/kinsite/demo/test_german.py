"""The demo's German: what was promised is there, fits its fields and speaks as calmly as the English."""

import re

from kinsite.demo import german
from kinsite.demo.catalogue import PRODUCTS_BY_HANDLE
from kinsite.demo.pages import HOME, PAGES_BY_PATH
from kinsite.demo.pictures.render import names
from tests.kinsite.demo.words import page_texts, plain, strings

EVERY = [german.HOME, *german.PAGES]
TEXTS = [
    *(text for page in german.PAGES for text in page_texts(page)),
    *strings([german.HOME.headline, german.HOME.kicker, german.HOME.intro, german.HOME.blocks]),
    *(text for facts in german.TOLD for text in (facts.description, *strings(facts.story_blocks))),
]
# What stands in blocks for machines, not for people.
KEYS = {*PAGES_BY_PATH, *PRODUCTS_BY_HANDLE, *names()}


def test_home_shop_a_collection_a_story_and_three_products_are_told():
    wanted = {"shop", "shop/desks", "journal", "journal/one-room-two-jobs"}
    assert {page.path for page in german.PAGES} >= wanted
    assert len(german.TOLD) >= 3
    for facts in german.TOLD:
        assert PRODUCTS_BY_HANDLE[facts.handle].title_de


def test_each_page_tells_what_its_source_tells():
    """The same kinds of blocks in the same order: nothing was forgotten, and nothing put in."""
    for page in german.PAGES:
        assert [kind for kind, _ in page.blocks] == [kind for kind, _ in PAGES_BY_PATH[page.path].blocks]
    for facts in german.TOLD:
        source = PRODUCTS_BY_HANDLE[facts.handle].story_blocks
        assert [kind for kind, _ in facts.story_blocks] == [kind for kind, _ in source]


def test_what_is_told_comes_after_what_it_stands_below():
    seen = {""}
    for page in german.PAGES:
        assert page.parent in seen
        seen.add(page.path)


def test_a_story_names_its_topic_and_shows_the_same_things_in_its_picture():
    for page in german.PAGES:
        source = PAGES_BY_PATH[page.path]
        assert bool(page.topic) == bool(source.topic)
        for (kind, told), (_, first) in zip(page.blocks, source.blocks, strict=True):
            if kind == "shop_the_look":
                assert (told["key"], told["spots"]) == (first["key"], first["spots"])
                assert 20 <= len(told["alt"]) <= 200
                assert told["alt"] != first["alt"]


def test_texts_fit_the_fields_they_will_stand_in():
    metas = [entry.meta_description for entry in (*EVERY, *german.TOLD)]
    assert all(60 <= len(meta) <= 160 for meta in metas), [m for m in metas if not 60 <= len(m) <= 160]
    assert all(len(page.intro) <= 300 for page in german.PAGES)
    assert len(german.HOME.intro) <= 240
    assert max(len(german.HOME.kicker), len(german.HOME.headline)) <= 60
    assert all(20 <= len(page.picture_alt) <= 200 for page in EVERY if page.picture)


def test_links_and_pictures_are_ones_that_exist():
    blocks = [value for page in EVERY for kind, value in page.blocks if kind in ("band", "call_to_action")]
    targets = {value["page"] for value in blocks} | {german.HOME.link[1], german.HOME.second_link[1]}
    assert targets <= set(PAGES_BY_PATH)
    assert all(1 <= len(value["label"]) <= 40 for value in blocks)
    assert {value["key"] for value in blocks if "key" in value} <= set(names())
    assert HOME.picture == german.HOME.picture


def test_the_voice_is_calm_and_formal():
    said = " ".join(plain(text) for text in TEXTS if text not in KEYS)
    assert "!" not in said
    assert not re.search(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Ee]uch|[Ee]uer\w*)\b", said)
    assert not re.search(r"\b(the|and|with|desk)\b", said)
