"""Pictures in the shop's shapes; components/picture.html is the one that calls these."""

from django import template
from django.utils.html import format_html
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_rendition_or_not_found, get_renditions_or_not_found

from kinsite.media.shapes import LARGEST, SHAPES, smaller

register = template.Library()


@register.simple_tag
def shaped(image, *, shape, sizes, alt, priority=False):
    """A picture with the files of a shape; below the fold it waits until it is scrolled to.

    Its AVIF files are offered where all of them have been read ahead: a page makes none, and asks for none.
    """
    files = get_renditions_or_not_found(image, [Filter(spec=spec) for spec in SHAPES[shape]]).values()
    eager = {"loading": "eager", "fetchpriority": "high"}
    lazy = {"loading": "lazy", "decoding": "async"}
    attributes = {"class": f"picture picture--{crop(shape)}", "sizes": sizes, "alt": alt}
    tag = next(iter(files)).img_tag({"srcset": _srcset(files), **attributes, **(eager if priority else lazy)})
    small = _read_ahead(image, [smaller(spec) for spec in SHAPES[shape]])
    if not small:
        return tag
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">{}</picture>', _srcset(small), sizes, tag
    )


@register.filter
def largest(image):
    """The address of the largest file of a picture, uncropped."""
    return get_rendition_or_not_found(image, Filter(spec=LARGEST)).url


@register.filter
def square(image):
    """The address of a square file of a picture, as large as a gallery shows it."""
    return get_rendition_or_not_found(image, Filter(spec=SHAPES["square-small"][-1])).url


@register.filter
def crop(shape):
    """How a shape is cut, whatever its size: "square" for "square-small"."""
    return shape.partition("-")[0]


def _srcset(files):
    """Addresses by width; a picture smaller than its shape gives the same width more than once."""
    by_width = {file.width: file.url for file in files}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())


def _read_ahead(image, specs):
    if not hasattr(image, "prefetched_renditions"):
        return []
    filters = [Filter(spec=spec) for spec in specs]
    found = image.find_existing_renditions(*filters)
    return [found[one] for one in filters] if len(found) == len(filters) else []
