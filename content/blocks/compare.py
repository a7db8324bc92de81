"""Blocks that set things side by side."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from content.blocks.base import FACTS, PICTURES, PREVIEW, some_picture
from content.blocks.checks import refused
from content.blocks.choosers import PictureChooser, ProductChooserBlock
from content.blocks.shop import ShelfBlock


class ComparedBlock(StructBlock):
    """One thing of a comparison. Its title stays where its product is not to be had."""

    title = CharBlock(max_length=60, label=_("Title"))
    product = ProductChooserBlock(required=False, label=_("Product"))
    values = ListBlock(CharBlock(max_length=120, required=False, label=_("Value")), label=_("Values"))

    class Meta:
        icon = "tag"


class ComparisonTableBlock(ShelfBlock):
    title = CharBlock(max_length=120, label=_("Title"))
    rows = ListBlock(
        CharBlock(max_length=60, label=_("Row")), min_num=1, max_num=12, label=_("What is compared")
    )
    columns = ListBlock(
        ComparedBlock(label=_("Column")),
        min_num=2,
        max_num=4,
        label=_("Side by side"),
        help_text=_("Each with one value a row, in their order; a value may stay empty"),
    )

    def clean(self, value):
        value = super().clean(value)
        wanted = len(value["rows"])
        for column in value["columns"]:
            if len(column["values"]) != wanted:
                problem = _now("“%(title)s” has %(count)d values; there are %(wanted)d rows.")
                words = {"title": column["title"], "count": len(column["values"]), "wanted": wanted}
                raise refused("columns", problem % words)
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf, block = context.get("shelf"), context.get("block_id", "")
        columns = [
            {
                "title": column["title"],
                "is_sold_here": column.get("product") is not None,
                "card": shelf.card(column["product"].pk, block=block)
                if shelf and column.get("product")
                else None,
            }
            for column in value["columns"]
        ]
        values = [list(column["values"]) for column in value["columns"]]
        rows = [
            {"label": label, "values": [column[place] if place < len(column) else "" for column in values]}
            for place, label in enumerate(value["rows"])
        ]
        shows_products = any(column["is_sold_here"] for column in columns)
        return {**context, "columns": columns, "rows": rows, "shows_products": shows_products}

    def products_of(self, value):
        return [column["product"].pk for column in value["columns"] if column.get("product")]

    class Meta:
        icon = "table"
        label = _("Comparison")
        group = FACTS
        template = "content/blocks/comparison_table_block.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Which desk for which room",
            "rows": ["Width", "Stands up"],
            "columns": [
                {"title": "The small one", "values": ["100 cm", "no"]},
                {"title": "The tall one", "values": ["140 cm", "yes"]},
            ],
        }
        description = _("Two to four things side by side, row by row")


class BeforeAfterBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    before = PictureChooser(label=_("Before"))
    after = PictureChooser(label=_("After"))
    caption = CharBlock(max_length=200, required=False, label=_("Caption"))

    def get_preview_value(self):
        pictures = {"before": some_picture(), "after": some_picture()}
        return self.normalize({"title": "One afternoon", "caption": "The same corner, emptied.", **pictures})

    class Meta:
        icon = "image"
        label = _("Before and after")
        group = PICTURES
        template = "content/blocks/before_after_block.html"
        preview_template = PREVIEW
        description = _("Two pictures of one place, to be drawn across each other")
