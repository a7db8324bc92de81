"""Moving pictures: the shop's own files, or another site's once the visitor has agreed."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock, URLBlock

from content.blocks.base import PICTURES, PREVIEW, some_picture
from content.blocks.checks import refused
from content.blocks.choosers import DocumentPointerBlock, PictureChooser
from content.embeds import PROVIDERS, embed_of

FILES = {"mp4": "video/mp4", "webm": "video/webm"}


class FilmBlock(StructBlock):
    """A video of the shop's own."""

    title = CharBlock(max_length=120, label=_("Title"), help_text=_("Names the video for those who hear it"))
    poster = PictureChooser(label=_("Still picture"), help_text=_("Shown until the video plays"))
    file = DocumentPointerBlock(label=_("File"), help_text=_("MP4 or WebM"))
    captions = DocumentPointerBlock(
        required=False, label=_("Captions"), help_text=_("A WebVTT file, for those who can't hear it")
    )

    def clean(self, value):
        value = super().clean(value)
        if value["file"] and not _type_of(value["file"]):
            raise refused("file", _now("Choose a file that ends in .mp4 or .webm."))
        if value["captions"] and value["captions"].file_extension.lower() != "vtt":
            raise refused("captions", _now("Choose a file that ends in .vtt."))
        return value

    class Meta:
        icon = "media"
        label = _("Video")


class FilmsBlock(StreamBlock):
    """The videos of a gallery."""

    film = FilmBlock()

    class Meta:
        max_num = 3


class VideoBlock(FilmBlock):
    file = DocumentPointerBlock(required=False, label=_("File"), help_text=_("MP4 or WebM"))
    address = URLBlock(
        required=False,
        label=_("Or its address elsewhere"),
        help_text=_("Of a video at YouTube or Vimeo; nothing is loaded from there before a visitor agrees"),
    )
    caption = CharBlock(max_length=200, required=False, label=_("Caption"))

    def clean(self, value):
        value = super().clean(value)
        if bool(value["file"]) == bool(value["address"]):
            raise refused("file", _now("Choose a file or give an address, one of the two."))
        if value["address"] and embed_of(value["address"]) is None:
            known = ", ".join(PROVIDERS)
            raise refused("address", _now("Only videos of these can be shown: %(known)s.") % {"known": known})
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "embed": embed_of(value.get("address") or ""), "film": shown_film(value)}

    def get_preview_value(self):
        return self.normalize(
            {
                "title": "How the top is oiled",
                "poster": some_picture(),
                "address": "https://vimeo.com/76979871",
                "caption": "Three minutes in the workshop",
            }
        )

    class Meta:
        icon = "media"
        label = _("Video")
        group = PICTURES
        template = "content/blocks/video_block.html"
        preview_template = PREVIEW
        description = _("A video of the shop's own, or one from elsewhere behind a question")


def shown_film(value) -> dict | None:
    """A video of the shop's own as components/film.html takes it; nothing where its file is missing."""
    file, captions, poster = value.get("file"), value.get("captions"), value.get("poster")
    if file is None:
        return None
    return {
        "title": value["title"],
        "poster": poster,
        "still": poster.contextual_alt_text if poster else "",
        "url": file.file.url,
        "type": _type_of(file),
        "captions_url": captions.file.url if captions else "",
    }


def _type_of(document):
    return FILES.get(document.file_extension.lower(), "")
