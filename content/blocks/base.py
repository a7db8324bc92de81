"""What the blocks of a story share."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from content.blocks.choosers import PagePointerBlock
from kinsite.media.models import Image

PREVIEW = "content/blocks/preview.html"

TEXT = _("Text")
PICTURES = _("Pictures")
FACTS = _("Facts")
SHOP = _("Shop")


class LinkBlock(StructBlock):
    """A link to a page of the site, worded for the place where it stands."""

    label = CharBlock(max_length=40, label=_("Words on the link"))
    page = PagePointerBlock(label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Link")


class OptionalLinkBlock(StructBlock):
    """As LinkBlock, but may be left empty."""

    label = CharBlock(max_length=40, required=False, label=_("Words on the link"))
    page = PagePointerBlock(required=False, label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Link")


def shown_link(value, context):
    """The link of a block as components take it: only a page knows what its blocks may lead to."""
    shelf = context.get("shelf")
    return shelf.link(value.get("link") or {}) if shelf else None


def some_picture():
    """A picture of the library, for the pictures that show editors what a block looks like."""
    image = Image.objects.order_by("pk").first()
    if image:
        image.contextual_alt_text, image.decorative = image.default_alt_text, False
    return image
