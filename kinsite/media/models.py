"""Pictures and documents. Wagtail's own, with a text for those who can't see the picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class Image(AbstractImage):
    """A picture whose `alt` is the text of a use that brings none of its own."""

    alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_(
            "What the picture shows, for people who can't see it. A page may say it in its own words."
        ),
    )
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="pictures")

    admin_form_fields = ("title", "file", "alt", *WagtailImage.admin_form_fields[2:])

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        # Wagtail's own models stay installed and bear the same names.
        default_related_name = "pictures"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self):
        return self.alt or super().default_alt_text


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec"
            )
        ]


class Document(AbstractDocument):
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="own_documents")

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        default_related_name = "own_documents"
        permissions = [("choose_document", "Can choose document")]
