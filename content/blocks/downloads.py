"""Papers to take along: assembly, care, measures. What kind of file each is, and how large, is told."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from content.blocks.base import FACTS, PREVIEW
from content.blocks.choosers import DocumentPointerBlock
from kinsite.media.models import Document


class DownloadBlock(StructBlock):
    label = CharBlock(
        max_length=80, label=_("Words on the link"), help_text=_("In the page's language, “Assembly”")
    )
    file = DocumentPointerBlock(label=_("File"))

    class Meta:
        icon = "doc-full"


class DownloadsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    files = ListBlock(DownloadBlock(label=_("Download")), min_num=1, max_num=12, label=_("Downloads"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "files": [_shown(item) for item in value["files"] if item["file"]]}

    def get_preview_value(self):
        file = Document.objects.order_by("pk").first()
        return self.normalize({"title": "Downloads", "files": [{"label": "Assembly", "file": file}]})

    class Meta:
        icon = "download"
        label = _("Downloads")
        group = FACTS
        template = "content/blocks/downloads_block.html"
        preview_template = PREVIEW
        description = _("Files to take along, such as assembly or care, with their kind and size")


def _shown(item):
    """As components/downloads.html takes it."""
    file = item["file"]
    return {
        "label": item["label"],
        "url": file.url,
        "kind": file.file_extension.upper(),
        "size": file.file_size,
    }
