"""Blocks that point at rows, and a way to read all rows a story points at before it is bound.

Wagtail asks the database once for each kind of block that has such a pointer. A page that has read what it
needs says so with `at_hand`, and the blocks take it from there.
"""

from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from django.apps import apps
from django.db.models import Model
from django.utils.functional import cached_property
from wagtail.admin.forms.models import registry as overrides
from wagtail.blocks import CharBlock, ChooserBlock, PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from commerce.catalogue.models import Product

Rows = Mapping[type[Model], Mapping[int, Model]]

_rows: ContextVar[Rows | None] = ContextVar("rows_at_hand", default=None)


@contextmanager
def at_hand(rows: Rows):
    """Let stories that are bound meanwhile take their rows from here; what is not here is missing."""
    token = _rows.set(rows)
    try:
        yield
    finally:
        _rows.reset(token)


class PointerBlock(ChooserBlock):
    """A chooser that takes its rows from what is at hand, if something is."""

    def bulk_to_python(self, values):
        rows = _rows.get()
        if rows is None:
            return super().bulk_to_python(values)
        known = rows.get(self.model_class, {})
        # One instance a use: a picture bears the words of its place.
        return [copy(known.get(pk)) for pk in values]


class ImagePointerBlock(PointerBlock, ImageChooserBlock):
    pass


class DocumentPointerBlock(PointerBlock, DocumentChooserBlock):
    pass


class PagePointerBlock(PointerBlock, PageChooserBlock):
    pass


class SnippetPointerBlock(PointerBlock, SnippetChooserBlock):
    pass


class ProductChooserBlock(PointerBlock):
    """A product, whatever pages tell of it."""

    target_model = Product

    @cached_property
    def widget(self):
        """What the admin offers wherever a product is chosen."""
        field = apps.get_model("content.ProductPage")._meta.get_field("product")
        return overrides.get(field)["widget"]()

    class Meta:
        icon = "tag"


class SkuBlock(CharBlock):
    """The SKU of a variant; the shelf reads what the shop says of it."""


class PictureChooser(ImageBlock):
    """A picture with the words it needs where it is used, or the mark that it only decorates."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        pointer = ImagePointerBlock(required=required)
        pointer.set_name("image")
        self.child_blocks["image"] = pointer

    class Meta:
        icon = "image"
