"""The block that offers the newsletter. Pages are the same for everyone: the form itself comes live."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, TextBlock

from content.blocks.base import PREVIEW, SHOP


class NewsletterBlock(StructBlock):
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(required=False, rows=2, label=_("Text"))

    class Meta:
        icon = "mail"
        label = _("Newsletter")
        group = SHOP
        template = "content/blocks/newsletter_block.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "A letter now and then",
            "text": "New pieces and stories, and nothing else.",
        }
        description = _("An invitation to the newsletter, with its form; one in a story is enough")
