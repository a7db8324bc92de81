"""Blocks that show what the shop sells. What they say of price and stock is read when they are shown."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChooserBlock, ListBlock, PageChooserBlock, StructBlock

from commerce.catalogue.models import Product
from content import queries
from content.blocks.base import PREVIEW, SHOP, OptionalLinkBlock, link_of


class ProductChooserBlock(ChooserBlock):
    """A product, whatever pages tell of it."""

    target_model = Product

    @cached_property
    def widget(self):
        return forms.Select()

    class Meta:
        icon = "tag"


class FeaturedProductsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    products = ListBlock(
        ProductChooserBlock(label=_("Product")),
        min_num=1,
        max_num=8,
        label=_("Products"),
        help_text=_("A product without a live page or a price is left out until it has both"),
    )
    link = OptionalLinkBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf, products = context.get("shelf"), [product.pk for product in value["products"] if product]
        return {
            **context,
            "cards": shelf.cards(products, block=context.get("block_id", "")) if shelf else [],
            "link": link_of(value["link"], context.get("request")),
        }

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        shown = [product.pk for product in value["products"]]
        return {**context, "shelf": queries.stocked_shelf(context["request"], shown)}

    def get_preview_value(self):
        products = Product.objects.filter(retired_at=None).order_by("pk")[:4]
        return self.normalize({"title": "For a calm start", "products": list(products)})

    class Meta:
        icon = "tag"
        label = _("Products")
        group = SHOP
        template = "content/blocks/featured_products_block.html"
        preview_template = PREVIEW
        description = _("Up to eight products with their prices, ready to be bought from here")


class CollectionsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    collections = ListBlock(
        PageChooserBlock(page_type="content.CollectionPage", label=_("Collection")),
        min_num=1,
        max_num=8,
        label=_("Collections"),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf = context.get("shelf")
        pages = [page for page in value["collections"] if page and page.live]
        return {**context, "cards": shelf.page_cards(pages) if shelf else []}

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return {**context, "shelf": queries.stocked_shelf(context["request"], [])}

    def get_preview_value(self):
        pages = self.child_blocks["collections"].child_block.target_model.objects.live()[:4]
        return self.normalize({"title": "Collections", "collections": list(pages)})

    class Meta:
        icon = "folder-open-inverse"
        label = _("Collections")
        group = SHOP
        template = "content/blocks/collections_block.html"
        preview_template = PREVIEW
        description = _("Doors to the collections of the shop")
