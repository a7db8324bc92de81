"""The demo's pages: what they promise to search engines, where they lead, how they speak."""

import re
from collections import Counter

import pytest

from kinsite.demo.catalogue import COLLECTIONS, PRODUCTS, PRODUCTS_BY_HANDLE
from kinsite.demo.pages import HOME, PAGES, PAGES_BY_PATH
from kinsite.demo.pages_legal import EXAMPLE
from kinsite.demo.pictures.render import names
from tests.kinsite.demo.words import TEXTS, plain, sentences

EVERY = [HOME, *PAGES]
BLOCKS = [block for page in EVERY for block in page.blocks]
STORIES = [block for product in PRODUCTS for block in product.story_blocks]
EACH_TEXT = pytest.mark.parametrize("where", TEXTS)


STORY_SLUGS = (
    "one-room-two-jobs",
    "how-a-top-is-made",
    "sit-stand-walk-away",
    "light-in-a-north-room",
    "an-afternoon-of-clearing",
    "the-sound-of-a-room",
)


def of_kind(*kinds):
    return [value for kind, value in BLOCKS + STORIES if kind in kinds]


def test_the_pages_of_the_first_shop_are_all_there():
    assert set(PAGES_BY_PATH) == {
        "shop",
        *(f"shop/{collection.handle}" for collection in COLLECTIONS),
        *("inspiration", "journal"),
        *(f"journal/{slug}" for slug in STORY_SLUGS),
        *("about", "support", "support/shipping", "support/returns", "privacy", "terms"),
    }


def test_a_parent_comes_before_its_children():
    seen = {""}
    for page in PAGES:
        assert page.parent in seen
        seen.add(page.path)


def test_every_page_says_in_one_line_what_it_is():
    metas = [entry.meta_description for entry in (*EVERY, *PRODUCTS)]
    assert all(60 <= len(meta) <= 160 for meta in metas)
    assert len(set(metas)) == len(metas)
    assert all(page.intro and len(page.intro) <= 300 for page in EVERY)
    assert len(HOME.intro) <= 240
    assert len(HOME.kicker) <= 60
    assert len(HOME.headline) <= 80


def test_links_lead_to_pages_that_exist():
    targets = [value["page"] for value in of_kind("band", "call_to_action")]
    targets += [HOME.link[1], HOME.second_link[1]]
    for texts in TEXTS.values():
        targets += [path.strip("/") for text in texts for path in re.findall(r'href="(/[^"]*)"', text)]
    assert set(targets) <= set(PAGES_BY_PATH)
    assert all(1 <= len(value["label"]) <= 40 for value in of_kind("band", "call_to_action"))


def test_pictures_are_ones_that_are_drawn_and_have_words():
    shown = [(value["key"], value["alt"]) for value in of_kind("picture", "band", "shop_the_look")]
    sides = [value[side] for value in of_kind("before_after") for side in ("before", "after")]
    shown += [(side["key"], side["alt"]) for side in sides]
    shown += [(page.picture, page.picture_alt) for page in EVERY if page.picture]
    assert len(shown) >= 8
    for key, alt in shown:
        assert key in names()
        assert 20 <= len(alt) <= 200


def test_products_shown_on_pages_can_be_bought():
    shown = [handle for handles in of_kind("featured_products") for handle in handles]
    at_home = [handle for kind, value in HOME.blocks if kind == "featured_products" for handle in value]
    assert len(set(at_home)) == len(at_home) == 8
    shown += [value["handle"] for value in of_kind("product")]
    shown += [column[1] for value in of_kind("comparison_table") for column in value["columns"]]
    for handle in shown:
        assert PRODUCTS_BY_HANDLE[handle].stock > 0
        assert not PRODUCTS_BY_HANDLE[handle].launches_in_days


def test_spots_lie_on_their_pictures_and_something_can_always_stand_in():
    spots = [spot for value in of_kind("shop_the_look") for spot in value["spots"]]
    assert len(spots) > 20
    for handle, sku, left, top, stand_in in spots:
        assert not sku or sku in {variant.sku for variant in PRODUCTS_BY_HANDLE[handle].variants}
        assert 4 <= left <= 96
        assert 4 <= top <= 96
        assert stand_in != handle
        assert PRODUCTS_BY_HANDLE[stand_in].stock > 0
        for shown in (handle, stand_in):
            assert not PRODUCTS_BY_HANDLE[shown].launches_in_days


def test_stories_say_who_wrote_them_and_when():
    stories = [page for page in PAGES if page.parent == "journal"]
    assert all(page.topic and page.author and page.picture for page in stories)
    ages = [page.days_old for page in stories]
    assert ages == sorted(set(ages))


def test_values_fit_the_fields_they_will_stand_in():
    assert all(len(text) <= 120 for text in of_kind("heading"))
    assert all(len(v["text"]) <= 400 and len(v["who"]) <= 80 for v in of_kind("quote"))
    for pairs in of_kind("specifications"):
        assert all(len(name) <= 60 and len(value) <= 200 for name, value in pairs)
    for pairs in of_kind("steps"):
        assert 2 <= len(pairs) <= 12
        assert all(len(title) <= 80 for title, _ in pairs)
    for pairs in of_kind("questions"):
        assert all(len(question) <= 160 and answer.startswith("<p>") for question, answer in pairs)


def test_paragraphs_are_made_of_the_few_tags_that_editors_have():
    for html in (*of_kind("paragraph"), *(a for qa in of_kind("questions") for _, a in qa)):
        opened = re.findall(r"<([a-z0-9]+)", html)
        assert set(opened) <= {"p", "ul", "ol", "li", "strong", "em", "a"}
        assert Counter(opened) == Counter(re.findall(r"</([a-z0-9]+)", html))


def test_legal_pages_say_that_they_are_examples():
    for path in ("privacy", "terms"):
        kind, html = PAGES_BY_PATH[path].blocks[0]
        assert kind == "paragraph"
        assert "demonstration shop" in html
        assert "confirmed by the shop's lawyer" in plain(html)


@EACH_TEXT
def test_the_voice_is_calm(where):
    text = " ".join(map(plain, TEXTS[where]))
    assert "!" not in text
    forbidden = (
        r"lorem|ipsum|todo|tbd|xxx|placeholder|hurry|don't miss|last chance|best ever|act now|only today"
    )
    assert not re.search(forbidden, text, re.IGNORECASE)
    assert not re.search(r"\s[,.;:?]", text)


def test_no_sentence_is_said_twice():
    said = Counter(s for texts in TEXTS.values() for text in texts for s in sentences(text))
    assert len(said) > 600
    on_both_legal_pages = set(sentences(EXAMPLE[1]))
    assert {sentence for sentence, times in said.items() if times > 1} == on_both_legal_pages
