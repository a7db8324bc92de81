"""Whole set-ups to look at: pictures whose parts can be bought."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content import queries
from content.blocks import BodyBlock
from content.pages.base import BasePage


class InspirationPage(BasePage):
    """A gallery of set-ups; those with a title are listed at its top."""

    intro = models.CharField(_("intro"), max_length=300, blank=True)
    story = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("set-ups"),
        help_text=_(
            "Best told in “Shop the look” blocks: each with a title is listed at the top of the page"
        ),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("story")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("story")]

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "content/pages/inspiration_page.html"

    class Meta:
        verbose_name = _("inspiration page")
        verbose_name_plural = _("inspiration pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **queries.inspiration_page(self, request)}
