"""Walking through a story: every value in it, however deeply it lies in blocks."""

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.models import Page

from commerce.catalogue.models import Product
from kinsite.media.models import Image


def values_in(story):
    """The innermost values of a stream, in the order they are read."""
    for child in story:
        yield from _values(child.block, child.value)


def pictures_in(story):
    """Every picture of a story, each use of one as an instance of its own."""
    return [value for value in values_in(story) if isinstance(value, Image)]


def products_in(story):
    """The ids of all products a story shows."""
    return {value.pk for value in values_in(story) if isinstance(value, Product)}


def pages_in(story, picture_field):
    """The pictures of the pages a story shows as cards."""
    values = [value for value in values_in(story) if isinstance(value, Page)]
    return [getattr(page, picture_field) for page in values if hasattr(page, picture_field)]


def _values(block, value):
    if isinstance(block, StreamBlock):
        yield from values_in(value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _values(block.child_block, item)
    elif isinstance(block, StructBlock) and hasattr(value, "items"):
        for name, inner in value.items():
            yield from _values(block.child_blocks[name], inner)
    else:
        yield value
