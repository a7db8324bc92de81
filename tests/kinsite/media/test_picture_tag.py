"""What a picture asks of a browser: the smallest file that fits, a place kept for it, and patience."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.template.loader import render_to_string
from PIL import Image as Pillow

from kinsite.media.files import make_missing
from kinsite.media.models import Image, Rendition
from kinsite.media.shapes import EVERY_SPEC, SHAPES, WEBP_SPECS, files_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    file = BytesIO()
    Pillow.new("RGB", (1300, 900)).save(file, "PNG")
    return Image.objects.create(title="Desk", file=ImageFile(BytesIO(file.getvalue()), "desk.png"))


def shown(image, **takes):
    takes = {"image": image, "shape": "square", "sizes": "50vw", "alt": "A desk", **takes}
    return BeautifulSoup(render_to_string("components/picture.html", takes), "html.parser")


def read_ahead(image, specs=EVERY_SPEC):
    return Image.objects.prefetch_renditions(*specs).get(pk=image.pk)


def widths(srcset):
    return [entry.rpartition(" ")[2] for entry in srcset.split(", ")]


def test_avif_is_offered_before_webp_in_every_size(picture):
    make_missing(picture, EVERY_SPEC)
    found = shown(read_ahead(picture)).picture
    assert (found.source["type"], found.source["sizes"]) == ("image/avif", "50vw")
    assert widths(found.source["srcset"]) == widths(found.img["srcset"]) == ["400w", "800w", "900w"]
    assert ".avif" in found.source["srcset"] and ".webp" not in found.source["srcset"]
    assert found.img["src"].endswith(".webp")
    assert found.img["sizes"] == "50vw"


def test_its_place_is_kept(picture):
    image = shown(picture).img
    assert (image["width"], image["height"]) == ("400", "400")
    whole = shown(picture, shape="whole").img
    assert (whole["width"], whole["height"]) == ("600", "415")


def test_only_what_has_priority_is_fetched_at_once(picture):
    first, other = shown(picture, priority=True).img, shown(picture).img
    assert (first["fetchpriority"], first["loading"]) == ("high", "eager")
    assert (other["loading"], other.get("fetchpriority")) == ("lazy", None)


def test_showing_what_is_prepared_makes_nothing_and_asks_nothing(picture, django_assert_num_queries):
    make_missing(picture, EVERY_SPEC)
    ready = read_ahead(picture, files_of("square"))
    with django_assert_num_queries(0):
        shown(ready)


def test_what_is_not_prepared_is_made_and_shown_without_avif(picture):
    page = shown(read_ahead(picture))
    assert not page.source
    assert sorted(Rendition.objects.values_list("filter_spec", flat=True)) == sorted(SHAPES["square"])


def test_avif_that_is_half_made_is_not_offered(picture):
    make_missing(picture, [*WEBP_SPECS, files_of("square")[-1]])
    assert not shown(read_ahead(picture)).source


def test_words_are_escaped(picture):
    assert shown(picture, alt='"><script>').img["alt"] == '"><script>'
