"""Blocks of pictures. Which words a picture needs depends on where it stands, so each use brings its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, StructBlock, TextBlock

from content.blocks.base import PICTURES, PREVIEW, OptionalLinkBlock, shown_link, some_picture
from content.blocks.choosers import PictureChooser


class PictureBlock(StructBlock):
    picture = PictureChooser(label=_("Picture"))
    caption = CharBlock(max_length=200, required=False, label=_("Caption"))
    width = ChoiceBlock(
        choices=[("text", _("As wide as the text")), ("page", _("As wide as the page"))],
        default="page",
        label=_("Width"),
    )

    def get_preview_value(self):
        return self.normalize({"picture": some_picture(), "caption": "Morning light on oak", "width": "page"})

    class Meta:
        icon = "image"
        label = _("Picture")
        group = PICTURES
        template = "content/blocks/picture_block.html"
        preview_template = PREVIEW
        description = _("One picture, with a caption if it needs one")


class GalleryBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    pictures = ListBlock(PictureChooser(label=_("Picture")), min_num=2, max_num=12, label=_("Pictures"))

    def get_preview_value(self):
        return self.normalize({"title": "In the studio", "pictures": [some_picture(), some_picture()]})

    class Meta:
        icon = "image"
        label = _("Gallery")
        group = PICTURES
        template = "content/blocks/gallery_block.html"
        preview_template = PREVIEW
        description = _("Two to twelve pictures side by side")


class BandBlock(StructBlock):
    title = CharBlock(max_length=120, label=_("Title"))
    text = TextBlock(rows=3, label=_("Text"))
    picture = PictureChooser(label=_("Picture"))
    is_turned = BooleanBlock(required=False, label=_("Picture on the right"))
    is_tinted = BooleanBlock(required=False, label=_("On a beige ground"))
    link = OptionalLinkBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "link": shown_link(value, context)}

    def get_preview_value(self):
        return self.normalize(
            {
                "title": "Made to be used",
                "text": "Wood that may show its years, joints that may be taken apart.",
                "picture": some_picture(),
                "is_tinted": True,
            }
        )

    class Meta:
        icon = "form"
        label = _("Picture and text")
        group = PICTURES
        template = "content/blocks/band_block.html"
        preview_template = PREVIEW
        description = _("A picture beside a few sentences, across the page")
