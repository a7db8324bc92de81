"""Pictures and documents are models of our own, and a picture says what it shows."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from kinsite.media.models import Document, Image

pytestmark = pytest.mark.django_db


def drawing(width=40, height=30, mode="RGB", kind="PNG"):
    file = BytesIO()
    Pillow.new(mode, (width, height)).save(file, kind)
    file.seek(0)
    return file


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Image.objects.create(title="IMG_2041", file=ImageFile(drawing(), "desk.png"))


def upload(file, name):
    form = get_image_form(Image)
    return form({"title": "x", "collection": "1"}, {"file": SimpleUploadedFile(name, file)})


def test_wagtail_uses_them():
    assert (get_image_model(), get_document_model()) == (Image, Document)


def test_a_picture_is_described_by_its_alternative_text_first(picture):
    assert picture.default_alt_text == "IMG_2041"
    picture.description = "A desk"
    assert picture.default_alt_text == "A desk"
    picture.alt = "An oak desk by a window"
    assert picture.default_alt_text == "An oak desk by a window"
    assert picture.get_rendition("fill-10x10").alt == "An oak desk by a window"
    assert 'name="alt"' in get_image_form(Image)().as_p()


def test_a_rendition_is_made_once(picture):
    assert picture.get_rendition("fill-10x10").pk == picture.get_rendition("fill-10x10").pk
    assert picture.renditions.count() == 1


def test_a_picture_of_more_than_forty_megapixels_is_refused():
    bomb = drawing(8000, 5001, mode="1").getvalue()
    assert len(bomb) < 100_000
    assert "file" in upload(bomb, "bomb.png").errors


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("page.html", b"<script>alert(1)</script>"),
        ("page.png", b"<script>alert(1)</script>"),
        ("picture.png.php", b"<?php"),
    ],
)
def test_what_is_no_picture_is_refused(name, content):
    assert "file" in upload(content, name).errors


SCRIPTED = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_drawing_that_could_act_is_refused_in_one_line_as_a_picture():
    [problem] = upload(SCRIPTED, "logo.svg").errors["file"]
    assert problem.startswith("Not a supported image format. Supported formats: AVIF,")


@pytest.mark.parametrize(
    "name", ["logo.svg", "logo.SVG", "page.html", "page.xhtml", "act.js", "feed.xml", "x"]
)
def test_what_a_browser_would_run_is_refused_in_one_line_as_a_document(name):
    form = get_document_form(Document)(
        {"title": "x", "collection": "1"}, {"file": SimpleUploadedFile(name, SCRIPTED)}
    )
    [problem] = form.errors["file"]
    assert "is not allowed" in problem


def test_a_leaflet_is_a_document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("care.pdf", b"%PDF-1.7")
    form = get_document_form(Document)({"title": "Care", "collection": "1"}, {"file": file})
    assert form.is_valid(), form.errors
