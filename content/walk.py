"""Walking through a story: every value in it, however deeply it lies in blocks."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.rich_text import get_text_for_indexing

from commerce.catalogue.models import Variant
from content.blocks.choosers import PointerBlock, SkuBlock
from content.blocks.text import QuestionsBlock
from kinsite.media.models import Image


def values_in(story) -> Iterator:
    """The innermost values of a stream, in the order they are read."""
    for child in story:
        yield from _values(child.block, child.value)


def streams_of(page) -> list:
    """All that blocks stand in on a page, its story first."""
    return [stream for name in page.streams if (stream := getattr(page, name, None))]


def pictures_in(story) -> list[Image]:
    """Every picture of a story, each use of one as an instance of its own."""
    return [value for value in values_in(story) if isinstance(value, Image)]


def structs_in(story, kind) -> Iterator:
    """The values of each block of a kind that has fields, however deeply it lies in others."""
    for child in story:
        yield from _structs(child.block, child.value, kind)


def questions_in(story) -> list[tuple[str, str]]:
    """The questions of a story and their answers as plain text, without reading any other block."""
    kinds = story.stream_block.child_blocks
    asked = [
        story[place].value
        for place, stored in enumerate(story.raw_data)
        if isinstance(kinds.get(stored["type"]), QuestionsBlock)
    ]
    return [
        (pair["question"], " ".join(get_text_for_indexing(pair["answer"].source).split()))
        for value in asked
        for pair in value["questions"]
    ]


def pointers_in(story) -> dict[type[Model], set[int | str]]:
    """The rows a story points at, by model, told from what is stored and without reading any.

    Rows are named by their keys, variants by their SKUs.
    """
    found = defaultdict(set)
    for child in story.raw_data:
        block = story.stream_block.child_blocks.get(child["type"])
        for model, pk in _pointers(block, child["value"]):
            found[model].add(pk)
    return found


def _values(block, value):
    if isinstance(block, ListBlock):
        for item in value:
            yield from _values(block.child_block, item)
    elif isinstance(block, StreamBlock):
        yield from values_in(value)
    elif isinstance(block, StructBlock) and hasattr(value, "items"):
        for name, inner in value.items():
            yield from _values(block.child_blocks[name], inner)
    else:
        yield value


def _structs(block, value, kind):
    if isinstance(block, kind):
        yield value
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _structs(block.child_block, item, kind)
    elif isinstance(block, StructBlock) and hasattr(value, "items"):
        for name, inner in value.items():
            yield from _structs(block.child_blocks[name], inner, kind)


def _pointers(block, stored):
    if stored is None or block is None:
        return
    if isinstance(block, PointerBlock):
        yield block.model_class, stored
    elif isinstance(block, SkuBlock):
        if stored:
            yield Variant, stored
    elif isinstance(block, ListBlock):
        for item in stored:
            yield from _pointers(block.child_block, item["value"] if _is_item(item) else item)
    elif isinstance(block, StructBlock):
        for name, inner in block.child_blocks.items():
            yield from _pointers(inner, stored.get(name))


def _is_item(item):
    return isinstance(item, dict) and item.get("type") == "item"
