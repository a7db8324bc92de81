"""What the blocks of a story share."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from kinsite.media.models import Image

PREVIEW = "content/blocks/preview.html"

TEXT = _("Text")
PICTURES = _("Pictures")
FACTS = _("Facts")
SHOP = _("Shop")


class PictureChooser(ImageBlock):
    """A picture with the words it needs where it is used, or the mark that it only decorates."""

    def get_preview_value(self):
        return some_picture()

    class Meta:
        icon = "image"


class LinkBlock(StructBlock):
    """A link to a page of the site, worded for the place where it stands."""

    label = CharBlock(max_length=40, label=_("Words on the link"))
    page = PageChooserBlock(label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Link")


class OptionalLinkBlock(StructBlock):
    """As LinkBlock, but may be left empty."""

    label = CharBlock(max_length=40, required=False, label=_("Words on the link"))
    page = PageChooserBlock(required=False, label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Link")


def link_of(value, request=None):
    """A link as components take it, or nothing where its page is missing or not public."""
    page = value.get("page")
    if page is None or not page.live or not value.get("label"):
        return None
    return {"label": value["label"], "url": page.get_url(request)}


def some_picture():
    """A picture of the library, for the pictures that show editors what a block looks like."""
    image = Image.objects.order_by("pk").first()
    if image:
        image.contextual_alt_text, image.decorative = image.default_alt_text, False
    return image
