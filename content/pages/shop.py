"""The shop's own pages: the listing of everything, and one a collection."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content import queries
from content.blocks import BodyBlock
from content.pages.base import BasePage


class ShopPage(BasePage):
    """All that is sold, with doors to the collections."""

    intro = models.CharField(_("intro"), max_length=300, blank=True)
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story below the products"))

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("story")]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("story")]

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.CollectionPage"]
    max_count_per_parent = 1
    template = "content/pages/shop_page.html"

    class Meta:
        verbose_name = _("shop page")
        verbose_name_plural = _("shop pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        collections = CollectionPage.objects.live().child_of(self).select_related("picture")
        return {
            **context,
            **queries.listing_page(request, head=context),
            "shelf": queries.shelf_for(self, request),
            "share_picture": queries.sharing_picture(self.share_image),
            "collection_cards": queries.collection_cards(collections, request),
        }


class CollectionPage(BasePage):
    """A collection's landing page: its own intro and story around its products."""

    collection = models.ForeignKey(
        "commerce.Collection",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("collection"),
        help_text=_("Whose products the page lists"),
    )
    intro = models.CharField(_("intro"), max_length=300, blank=True)
    picture = models.ForeignKey(
        "media.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Stands at the top, and on cards that lead here"),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows; leave it empty if it only decorates"),
    )
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story below the products"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("collection"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("story"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("story")]

    parent_page_types = ["content.ShopPage"]
    subpage_types = ["content.ProductPage"]
    served_with = (*BasePage.served_with, "collection", "picture")
    template = "content/pages/collection_page.html"

    class Meta:
        verbose_name = _("collection page")
        verbose_name_plural = _("collection pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            **queries.listing_page(request, head=context, collection=self.collection),
            "shelf": queries.shelf_for(self, request, pictures=[self.picture]),
            "share_picture": queries.sharing_picture(self.share_image or self.picture),
            "picture_decorates": not self.picture_alt,
        }
