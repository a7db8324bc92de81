"""A page of words and pictures: about, support, terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content import queries
from content.blocks import BodyBlock
from content.pages.base import BasePage


class StandardPage(BasePage):
    """A page that is all story."""

    class Footer(models.TextChoices):
        NONE = "", _("Not in the footer")
        HELP = "help", _("Help")
        COMPANY = "company", _("Company")

    intro = models.CharField(_("intro"), max_length=300, blank=True)
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story"))
    footer = models.CharField(
        _("place in the footer"), max_length=10, choices=Footer, blank=True, default=Footer.NONE
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("story")]
    promote_panels = [*BasePage.promote_panels, FieldPanel("footer")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("story")]

    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = ["content.StandardPage"]
    template = "content/pages/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        shelf = queries.shelf_for(self, request)
        return {**context, "shelf": shelf, "share_picture": queries.sharing_picture(self.share_image)}
