"""Pictures in the shop's shapes; components/picture.html is the one that calls these."""

from django import template
from wagtail.images.models import Filter, ResponsiveImage
from wagtail.images.shortcuts import get_rendition_or_not_found, get_renditions_or_not_found

from kinsite.media.shapes import LARGEST, SHAPES

register = template.Library()


@register.simple_tag
def shaped(image, *, shape, sizes, alt, priority=False):
    """An image tag with the files of a shape; below the fold it waits until it is scrolled to."""
    renditions = get_renditions_or_not_found(image, [Filter(spec=spec) for spec in SHAPES[shape]])
    eager = {"loading": "eager", "fetchpriority": "high"}
    lazy = {"loading": "lazy", "decoding": "async"}
    attributes = {"class": f"picture picture--{crop(shape)}", "sizes": sizes, "alt": alt}
    return ResponsiveImage(renditions, attributes | (eager if priority else lazy)).__html__()


@register.filter
def largest(image):
    """The address of the largest file of a picture, uncropped."""
    return get_rendition_or_not_found(image, Filter(spec=LARGEST)).url


@register.filter
def crop(shape):
    """How a shape is cut, whatever its size: "square" for "square-small"."""
    return shape.partition("-")[0]
