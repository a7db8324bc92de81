"""Photos: drawn anew without what cameras write into files; what is no photo is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from commerce.errors import PhotoUnfit
from commerce.reviews import photos
from commerce.reviews.models import ReviewPhoto
from tests.factories.catalogue import make_product
from tests.factories.reviews import make_photo, make_review

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825


def opened(data):
    return Pillow.open(BytesIO(data))


def test_place_maker_and_every_other_note_are_dropped():
    exif = Pillow.Exif()
    exif[MAKER] = "Camera of Anna Meyer"
    exif.get_ifd(PLACE)[1] = "N"
    photo = photos.redraw(make_photo(exif=exif), alt="A desk")
    for data in (photo.whole, photo.thumbnail):
        assert b"Anna" not in data
        assert not opened(data).getexif()
        assert opened(data).format == "WEBP"


def test_a_photo_taken_sideways_stands_upright():
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    assert opened(photos.redraw(make_photo(size=(80, 40), exif=exif), alt="A desk").whole).size == (40, 80)


def test_a_large_photo_is_kept_no_larger_than_it_is_shown():
    photo = photos.redraw(make_photo(size=(4000, 2000)), alt="A desk")
    assert opened(photo.whole).size == (1600, 800)
    assert opened(photo.thumbnail).size == photos.THUMBNAIL


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_usual_formats_are_taken(format):
    assert photos.redraw(make_photo(format=format), alt="A desk").whole


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\x00" * 50,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"\xff\xd8\xff" + b"\x00" * 1000,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000,
        b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 1000,
        make_photo(size=(500, 500)).read()[:700],
    ],
    ids=["empty", "gif", "svg", "jpeg", "png", "webp", "cut off"],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(data):
    with pytest.raises(PhotoUnfit):
        photos.redraw(SimpleUploadedFile("desk.jpg", data, content_type="image/jpeg"), alt="A desk")


def test_a_file_too_large_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(photos, "LARGEST_FILE", 100)
    monkeypatch.setattr(photos.Pillow, "open", lambda *args, **kwargs: pytest.fail("opened"))
    with pytest.raises(PhotoUnfit):
        photos.redraw(make_photo(size=(500, 500)), alt="A desk")


def test_a_small_file_that_unpacks_into_a_huge_picture_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    monkeypatch.setattr(photos.ImageOps, "exif_transpose", lambda picture: pytest.fail("unpacked"))
    with pytest.raises(PhotoUnfit, match="pixels"):
        photos.redraw(make_photo(format="PNG", size=(500, 500)), alt="A desk")


@pytest.mark.django_db
def test_kept_photos_have_names_that_nobody_guesses(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = photos.redraw(make_photo(name="anna-at-home.jpg"), alt="A desk by a window")
    make_review(make_product().product, photos=[photo, photo])
    kept = ReviewPhoto.objects.all()
    assert [photo.alt for photo in kept] == ["A desk by a window"] * 2
    names = {name for photo in kept for name in (photo.file.name, photo.thumbnail.name)}
    assert len(names) == len(list(tmp_path.glob("reviews/*"))) == 4
    assert all(len(name) > 40 and "anna" not in name for name in names)
