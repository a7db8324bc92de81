"""What guides are made of. No links in here: they would cost every product page queries."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

FEATURES = ["h3", "bold", "italic", "ol", "ul"]


class GuideTextBlock(RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class GuideTableBlock(TypedTableBlock):
    """A table of texts; the first column names its rows."""

    text = CharBlock(required=False, label=_("Text"))

    def get_context(self, value, parent_context=None):
        return {
            **super().get_context(value, parent_context),
            "columns": [column["heading"] for column in value.columns],
            "rows": [row["values"] for row in value.row_data],
        }

    class Meta:
        icon = "table"
        label = _("Table")
        template = "content/blocks/guide_table_block.html"


class GuideBodyBlock(StreamBlock):
    text = GuideTextBlock()
    table = GuideTableBlock()

    class Meta:
        template = "content/blocks/guide_body_block.html"
