"""The page that tells of a product. Variants, prices and stock are the shop's: no revision touches them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models, transaction
from django.db.models import OuterRef
from django.http import HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from content import guard, queries
from content.blocks import BodyBlock
from content.blocks.video import FilmsBlock
from content.events import ProductPageDrafted
from content.pages.base import EDGE_SECONDS, BasePage
from content.panels import ProductFactsPanel, UsesPanel, VariantsPanel
from content.snippets import without_lost_guides
from kinsite.foundation.announce import announce


def lead_on(path):
    """To another page for good, though caches ask again soon: whoever retired a product may sell it again."""
    response = HttpResponsePermanentRedirect(path)
    patch_cache_control(response, public=True, max_age=0, s_maxage=EDGE_SECONDS)
    return response


class ProductPage(BasePage):
    """A product's story in one language.

    `language` is set while the page is live and empty otherwise, so that a product has one live page a
    language while drafts and copies of it lie beside each other.
    """

    product = models.ForeignKey(
        "commerce.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("product"),
        help_text=_("What the page tells of. It may stay empty in a draft."),
    )
    language = models.CharField(max_length=10, null=True, editable=False)  # noqa: DJ001 - empty is not a value
    films = StreamField(
        FilmsBlock(),
        blank=True,
        verbose_name=_("videos"),
        help_text=_("Stand in the gallery, after the pictures, which are the product's own"),
    )
    story = StreamField(BodyBlock(), blank=True, verbose_name=_("story"))
    size_guide = models.ForeignKey(
        "content.SizeGuide",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("size guide"),
        help_text=_("Shared by pages; shown in the page's language where it is translated"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("product"),
        FieldPanel("films"),
        FieldPanel("story"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Story")),
            ObjectList(
                [
                    ProductFactsPanel(heading=_("In the shop")),
                    FieldPanel("size_guide"),
                    MultipleChooserPanel(
                        "care_guides",
                        heading=_("Care guides"),
                        label=_("Care guide"),
                        chooser_field_name="guide",
                    ),
                ],
                heading=_("Product facts"),
            ),
            ObjectList([VariantsPanel(heading=_("Sold as"))], heading=_("Variants and price")),
            ObjectList(BasePage.sharing_panels, heading=_("Search and sharing")),
            ObjectList(
                [
                    *BasePage.navigation_panels,
                    UsesPanel(heading=_("Where it is shown")),
                    *BasePage.settings_panels,
                ],
                heading=_("Promote"),
            ),
        ],
        base_form_class=BasePage.base_form_class,
    )

    search_fields = [*BasePage.search_fields, index.SearchField("story"), index.FilterField("product")]

    parent_page_types = ["content.CollectionPage"]
    subpage_types = []
    exclude_fields_in_copy = ["language"]
    needs_two_to_launch = True
    streams = ("story", "films")
    served_with = (*BasePage.served_with, "size_guide__locale", "product", "locale")
    template = "content/pages/product_page.html"

    class Meta:
        verbose_name = _("product page")
        verbose_name_plural = _("product pages")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "language"], name="one_live_page_a_product_and_language"
            )
        ]

    @classmethod
    def served(cls):
        uses = ProductPageCareGuide.objects.filter(page=OuterRef("pk")).order_by("sort_order")
        return super().served().annotate(care_told=ArraySubquery(uses.values(told=queries.GUIDE_TOLD)))

    def lacks(self):
        """As for any page, but products of one set show each other: one of them has to go first."""
        return [
            *guard.missing_from_product_page(self),
            *guard.unlabelled_pictures(self),
            *guard.lost_files(self),
        ]

    def save(self, *args, **kwargs):
        """Save the page, and be the last to ask whether what goes live is fit to be seen."""
        is_out = self.live and not self._state.adding
        self.language = self.locale.language_code if is_out and not self.alias_of_id else None
        if is_out and self._shows_another_revision():
            guard.refuse_unfit(self)
        return super().save(*args, **kwargs)

    def _shows_another_revision(self):
        shown = type(self).objects.filter(pk=self.pk, live=True).values_list("live_revision_id", flat=True)
        return not self.alias_of_id and list(shown) != [self.live_revision_id]

    @classmethod
    def from_serializable_data(cls, data, *args, **kwargs):
        return super().from_serializable_data(without_lost_guides(data), *args, **kwargs)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.language = self.language
        return page

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        announce(ProductPageDrafted(self.pk))
        return revision

    def serve(self, request, *args, **kwargs):
        """The story; where another product took this one's place, the way there, save in a preview."""
        if not getattr(request, "is_preview", False):
            onward = queries.path_onward(self.product, self.locale.language_code, request)
            if onward and onward != self.url:
                return lead_on(onward)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **queries.product_page(self, request, head=context)}


class ProductPageCareGuide(Orderable):
    """That a page shows a care guide."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="care_guides")
    guide = models.ForeignKey(
        "content.CareGuide", on_delete=models.PROTECT, related_name="uses", verbose_name=_("care guide")
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "guide"], name="a_care_guide_once_a_page")]
