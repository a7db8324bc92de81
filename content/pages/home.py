"""The first page, one a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content import queries
from content.blocks import BodyBlock
from content.pages.base import BasePage


class HomePage(BasePage):
    """The door: a hero, then bands, collections and products as the editors stack them."""

    kicker = models.CharField(_("line above the headline"), max_length=60, blank=True)
    headline = models.CharField(_("headline"), max_length=80)
    intro = models.CharField(_("intro"), max_length=240, blank=True)
    picture = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows; leave it empty if it only decorates"),
    )
    link_label = models.CharField(_("words on the button"), max_length=40, blank=True)
    link_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("button leads to"),
    )
    second_link_label = models.CharField(_("words on the second button"), max_length=40, blank=True)
    second_link_page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second button leads to"),
    )
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kicker"),
                FieldPanel("headline"),
                FieldPanel("intro"),
                FieldPanel("picture"),
                FieldPanel("picture_alt"),
                FieldPanel("link_label"),
                FieldPanel("link_page"),
                FieldPanel("second_link_label"),
                FieldPanel("second_link_page"),
            ],
            heading=_("Hero"),
        ),
        FieldPanel("story"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("headline"), index.SearchField("story")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "content.ShopPage",
        "content.JournalPage",
        "content.InspirationPage",
        "content.StandardPage",
    ]
    served_with = (*BasePage.served_with, "picture")
    template = "content/pages/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **queries.home_page(self, request)}
