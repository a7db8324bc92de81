"""Blocks that show what the shop sells. What they say of price and stock is read when they are shown.

A product may be sold out or taken down long after its story was written, so each use names what may stand in.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StructBlock, TextBlock

from commerce.catalogue.models import Product
from content import queries
from content.blocks.base import PREVIEW, SHOP, OptionalLinkBlock, shown_link, some_picture
from content.blocks.checks import refuse_foreign_sku
from content.blocks.choosers import PagePointerBlock, PictureChooser, ProductChooserBlock, SkuBlock

STAND_IN_HELP = _("Shown instead while the product is sold out or has no live page")


class ShelfBlock(StructBlock):
    """A block that takes what it shows from the page's shelf, and brings a shelf of its own in previews."""

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return {**context, "shelf": queries.preview_shelf(context["request"], self.products_of(value))}

    def products_of(self, value):
        """The ids of the products a value shows."""
        return ()


class FeaturedProductsBlock(ShelfBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    products = ListBlock(ProductChooserBlock(label=_("Product")), min_num=1, max_num=8, label=_("Products"))
    stand_ins = ListBlock(
        ProductChooserBlock(label=_("Stand-in")),
        default=[],
        max_num=4,
        label=_("Stand-ins"),
        help_text=_("Take the places, in this order, of products that are sold out or have no live page"),
    )
    link = OptionalLinkBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf = context.get("shelf")
        return {
            **context,
            "cards": shelf.cards(
                _ids(value["products"]),
                stand_ins=_ids(value.get("stand_ins") or ()),
                block=context.get("block_id", ""),
            )
            if shelf
            else [],
            "link": shown_link(value, context),
        }

    def products_of(self, value):
        return [*_ids(value["products"]), *_ids(value.get("stand_ins") or ())]

    def get_preview_value(self):
        return self.normalize({"title": "For a calm start", "products": _some_products(4)})

    class Meta:
        icon = "tag"
        label = _("Products")
        group = SHOP
        template = "content/blocks/featured_products_block.html"
        preview_template = PREVIEW
        description = _("Up to eight products with their prices, ready to be bought from here")


class ShownProductBlock(StructBlock):
    """A product, or one variant of it, and what may stand in for it."""

    product = ProductChooserBlock(label=_("Product"))
    sku = SkuBlock(
        required=False,
        max_length=40,
        label=_("Variant"),
        help_text=_("The SKU of one variant; without one the product is shown"),
    )
    stand_in = ProductChooserBlock(required=False, label=_("Stand-in"), help_text=STAND_IN_HELP)

    def clean(self, value):
        value = super().clean(value)
        refuse_foreign_sku(value)
        return value

    class Meta:
        icon = "tag"
        label = _("Product")


class SpotBlock(ShownProductBlock):
    """A product at a place of the picture."""

    left = IntegerBlock(
        min_value=4, max_value=96, default=50, label=_("From the left"), help_text=_("In per cent")
    )
    top = IntegerBlock(
        min_value=4, max_value=96, default=50, label=_("From the top"), help_text=_("In per cent")
    )


class ShopTheLookBlock(ShelfBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))
    text = TextBlock(rows=3, required=False, label=_("Text"))
    picture = PictureChooser(label=_("Picture"))
    spots = ListBlock(SpotBlock(label=_("Spot")), min_num=1, max_num=6, label=_("Spots"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf, block = context.get("shelf"), context.get("block_id", "")
        shown = [(spot, _card(shelf, spot, block)) for spot in value["spots"]]
        spots = [{"left": spot["left"], "top": spot["top"], "card": card} for spot, card in shown if card]
        return {**context, "spots": spots}

    def products_of(self, value):
        return [pk for spot in value["spots"] for pk in _ids([spot.get("product"), spot.get("stand_in")])]

    def get_preview_value(self):
        places = zip((28, 58, 76), (62, 40, 70), strict=True)
        spots = [
            {"product": product, "left": left, "top": top}
            for product, (left, top) in zip(_some_products(3), places, strict=False)
        ]
        return self.normalize(
            {
                "title": "A corner by the window",
                "text": "Everything in the picture, where it stands.",
                "picture": some_picture(),
                "spots": spots,
            }
        )

    class Meta:
        icon = "crosshairs"
        label = _("Shop the look")
        group = SHOP
        template = "content/blocks/shop_the_look_block.html"
        preview_template = PREVIEW
        description = _("A picture with spots on it, each a product that can be bought from here")


class ProductBlock(ShelfBlock, ShownProductBlock):
    text = TextBlock(rows=2, required=False, label=_("Words beside it"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "card": _card(context.get("shelf"), value, context.get("block_id", ""))}

    def products_of(self, value):
        return _ids([value.get("product"), value.get("stand_in")])

    def get_preview_value(self):
        product = next(iter(_some_products(1)), None)
        return self.normalize({"product": product, "text": "The one we keep coming back to."})

    class Meta:
        icon = "tag"
        label = _("One product")
        group = SHOP
        template = "content/blocks/product_block.html"
        preview_template = PREVIEW
        description = _("A single product beside the text, ready to be bought from here")


class RecentlyViewedBlock(ShelfBlock):
    title = CharBlock(max_length=120, required=False, label=_("Title"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shelf = context.get("shelf")
        return {**context, "url": shelf.recent_url(context.get("block_id", "")) if shelf else ""}

    class Meta:
        icon = "history"
        label = _("Recently viewed")
        group = SHOP
        template = "content/blocks/recently_viewed_block.html"
        preview_template = PREVIEW
        preview_value = {"title": "Seen lately"}
        description = _("The products a visitor looked at last; nothing where there are none")


class CollectionsBlock(ShelfBlock):
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


def _ids(products):
    return [product.pk for product in products if product]


def _card(shelf, value, block):
    """The card of a ShownProductBlock's value."""
    if shelf is None or not value.get("product"):
        return None
    return shelf.card(
        value["product"].pk, sku=value.get("sku") or "", stand_ins=_ids([value.get("stand_in")]), block=block
    )


def _some_products(count):
    return list(Product.objects.filter(retired_at=None).order_by("pk")[:count])
