"""Blocks that show what the shop sells. What they say of price and stock is read when they are shown."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from commerce.catalogue.models import Product
from content import queries
from content.blocks.base import PREVIEW, SHOP, OptionalLinkBlock, shown_link
from content.blocks.choosers import PagePointerBlock, ProductChooserBlock


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
            "link": shown_link(value, context),
        }

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        shown = [product.pk for product in value["products"]]
        return {**context, "shelf": queries.preview_shelf(context["request"], shown)}

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
        PagePointerBlock(page_type="content.CollectionPage", label=_("Collection")),
        min_num=1,
        max_num=8,
        label=_("Collections"),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf = context.get("shelf")
        return {**context, "cards": shelf.doors(value["collections"]) if shelf else []}

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return {**context, "shelf": queries.preview_shelf(context["request"])}

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
