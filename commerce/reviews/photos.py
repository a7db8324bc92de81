"""Photos of reviews: looked at, then drawn anew, so that nothing but the picture is kept of a file."""

import uuid
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageOps

from commerce.errors import PhotoUnfit

FORMATS = ["JPEG", "PNG", "WEBP"]
ACCEPT = "image/jpeg,image/png,image/webp"
LARGEST_FILE = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
THUMBNAIL = (320, 320)
QUALITY = 82
_FOLDER = "reviews"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it will be kept: WebP, without the places and names that cameras write into files."""

    whole: bytes
    thumbnail: bytes
    alt: str


def redraw(file, *, alt: str) -> Photo:
    """The photo in an uploaded file, upright and no larger than it is shown. Raises PhotoUnfit."""
    if file.size > LARGEST_FILE:
        raise PhotoUnfit.too_large(LARGEST_FILE // (1024 * 1024))
    try:
        upright = _upright(file)
    except PhotoUnfit:
        raise
    # Whatever a decoder raises over a file that was made to break it.
    except Exception as problem:
        raise PhotoUnfit.no_picture() from problem
    square = ImageOps.fit(upright, THUMBNAIL)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Photo(whole=_written(upright), thumbnail=_written(square), alt=alt)


def keep(photo: Photo) -> tuple[str, str]:
    """Store both files under names that nobody can guess; returns the names."""
    stem = f"{_FOLDER}/{uuid.uuid4().hex}"
    return (
        default_storage.save(f"{stem}.webp", ContentFile(photo.whole)),
        default_storage.save(f"{stem}-small.webp", ContentFile(photo.thumbnail)),
    )


def forget(names: tuple[str, str]) -> None:
    """Remove the files of a photo that was not kept after all."""
    for name in names:
        default_storage.delete(name)


def _upright(file):
    with Pillow.open(file, formats=FORMATS) as picture:
        # Known from the head of the file, before any of it is unpacked.
        if picture.width * picture.height > MOST_PIXELS:
            raise PhotoUnfit.too_many_pixels()
        return ImageOps.exif_transpose(picture).convert("RGB")


def _written(picture):
    # A new picture of the same pixels: a copy would bring its metadata along.
    clean = Pillow.new("RGB", picture.size)
    clean.paste(picture)
    data = BytesIO()
    clean.save(data, "WEBP", quality=QUALITY)
    return data.getvalue()
