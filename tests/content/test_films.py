"""Videos in a product's gallery: told, captioned, guarded, and no query for pages without."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.blocks.video import FilmBlock, VideoBlock
from content.errors import NotFitToPublish, StillUsed
from content.models import ProductPage
from kinsite.media.models import Document
from tests.factories.catalogue import make_image, make_product
from tests.factories.content import draft_product_page, make_product_page, make_standard_page, publish
from tests.factories.documents import make_document

pytestmark = pytest.mark.django_db
DESK = "/shop/desks/calm-desk/"


def film(*, captions=True, **fields):
    """A video as a page stores it."""
    value = {
        "title": "The legs go on",
        "poster": {"image": make_image().pk, "alt_text": "Hands at a table leg", "decorative": False},
        "file": make_document("legs.mp4", b"film").pk,
        "captions": make_document("legs.vtt", b"WEBVTT").pk if captions else None,
        **fields,
    }
    return [{"type": "film", "value": value, "id": "film-1"}]


def give(page, films):
    page.films = page.films.stream_block.to_python(films)
    return page


@pytest.fixture
def desk():
    return make_product_page(make_product(), title="Calm Desk", slug="calm-desk")


def gallery(client, path=DESK):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser").select_one(".gallery")


def test_it_stands_after_the_pictures_with_its_name_its_still_and_its_captions(client, desk):
    publish(give(desk, film()))
    items = gallery(client).select(".gallery__item")
    assert [bool(item.video) for item in items] == [False, True]
    video = items[-1].video
    assert video["aria-label"] == "The legs go on: Hands at a table leg"
    assert {"controls", "playsinline"} <= set(video.attrs)
    assert video["preload"] == "none"
    assert video["poster"].endswith(".webp")
    assert (video.source["type"], video.source["src"][-4:]) == ("video/mp4", ".mp4")
    assert video.track["kind"] == "captions"
    thumb = gallery(client).select(".gallery__thumb")[-1]
    assert thumb["href"] == f"#{items[-1]['id']}"
    assert "Video: The legs go on" in thumb.get_text()


def test_one_without_captions_has_no_track_and_a_decorating_still_adds_no_words(client, desk):
    poster = {"image": make_image().pk, "alt_text": "", "decorative": True}
    publish(give(desk, film(captions=False, poster=poster)))
    video = gallery(client).video
    assert video.track is None
    assert video["aria-label"] == "The legs go on"


def test_machines_and_shared_links_take_pictures_only(client, desk):
    publish(give(desk, film()))
    assert ".mp4" not in client.get(DESK).text.split("ld+json")[1].split("</script>")[0]


def test_a_preview_shows_it(owner, desk):
    page = give(draft_product_page(make_product()), film())
    page.save_revision()
    text = owner.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text
    assert "The legs go on" in text


def test_a_page_without_videos_pays_nothing_for_them_and_one_with_keeps_the_budget(client, desk):
    def taken():
        with CaptureQueriesContext(connection) as found:
            client.get(DESK)
            return len(found)

    taken()
    without = taken()
    publish(give(desk, film() + film() + film()))
    taken()
    # One for the files, one for the stills.
    assert taken() == without + 2 <= 10


class TestGuard:
    def test_a_still_needs_words_or_the_mark_of_decoration(self):
        poster = {"image": make_image().pk, "alt_text": "", "decorative": False}
        page = give(draft_product_page(make_product()), film(poster=poster))
        with pytest.raises(NotFitToPublish, match="alternative text"):
            page.save_revision(clean=False).publish()

    def test_a_file_that_is_gone_is_said(self):
        page = give(draft_product_page(make_product()), film(captions=False))
        page.save_revision(clean=False)
        Document.objects.all().delete()
        page = ProductPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        with pytest.raises(NotFitToPublish, match="was deleted"):
            page.save_revision(clean=False).publish()

    def test_a_file_in_use_stays(self, desk):
        publish(give(desk, film(captions=False)))
        with pytest.raises(StillUsed, match="Calm Desk"):
            Document.objects.get().delete()

    def test_only_three_are_taken(self, desk):
        with pytest.raises(ValidationError):
            desk.films.stream_block.clean(give(desk, film() * 4).films)


class TestFiles:
    @pytest.mark.parametrize(("field", "name"), [("file", "legs.pdf"), ("captions", "legs.txt")])
    @pytest.mark.parametrize("block", [FilmBlock(), VideoBlock()])
    def test_what_no_browser_plays_is_refused(self, block, field, name):
        [stored] = film()
        value = block.to_python({**stored["value"], field: make_document(name).pk})
        with pytest.raises(ValidationError) as refusal:
            block.clean(value)
        assert set(refusal.value.block_errors) == {field}

    @pytest.mark.parametrize("name", ["FILM.MP4", "film.webm", "film.vtt"])
    def test_videos_and_captions_can_be_uploaded(self, owner, name):
        file = SimpleUploadedFile(name, b"film")
        owner.post(reverse("wagtaildocs:add"), {"title": "A film", "file": file, "collection": 1})
        assert Document.objects.get().title == "A film"

    @pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js"])
    def test_what_a_browser_would_run_can_not(self, owner, name):
        file = SimpleUploadedFile(name, b"<script>")
        owner.post(reverse("wagtaildocs:add"), {"title": "x", "file": file, "collection": 1})
        assert not Document.objects.exists()


def test_a_video_of_the_shops_own_stands_in_a_story_with_its_captions(client):
    [stored] = film()
    page = make_standard_page("Workshop")
    page.story = page.story.stream_block.to_python([{**stored, "type": "video"}])
    publish(page)
    video = BeautifulSoup(client.get(page.url).text, "html.parser").video
    assert video["aria-label"].startswith("The legs go on")
    assert video.track["src"].endswith(".vtt")
