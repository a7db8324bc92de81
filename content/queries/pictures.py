"""The files of pictures, read for all at once."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images.shortcuts import get_rendition_or_not_found

from kinsite.media.models import Image, Rendition

# What is shown where a link is shared: 3:2, as large as those who show it ask for.
SHARED = "fill-1200x800|format-webp"


def give_files(images: Iterable[Image | None], specs: Iterable[str]) -> None:
    """Read the files of these specs for all pictures, in one query."""
    pictures = [image for image in images if image]
    files = Rendition.objects.filter(filter_spec__in=list(specs))
    prefetch_related_objects(pictures, Prefetch("renditions", files, to_attr="prefetched_renditions"))


def sharing_picture(image: Image | None) -> dict | None:
    """The file that stands for a picture where a link is shared, and how large it is."""
    if image is None:
        return None
    file = get_rendition_or_not_found(image, SHARED)
    return {"url": absolute(file.url), "width": file.width, "height": file.height, "alt": image.alt}


def absolute(url: str) -> str:
    """An address of ours with scheme and host, which files on another host have already."""
    return url if "://" in url else f"{settings.SITE_URL}{url}"
