"""What a story shows of the shop and of other pages: read at once, before its first block is rendered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from commerce.cart.signed import sign_source
from commerce.catalogue.models import ListingRow, Product
from content.blocks.choosers import at_hand
from content.cards import ProductCard, card_of
from content.queries.languages import in_language
from content.queries.pictures import give_files
from content.routing import path_of
from content.walk import pictures_in, pointers_in
from kinsite.media.models import Image
from kinsite.media.shapes import EVERY_SPEC


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the blocks of a story take from, and where their sales are said to come from."""

    request: Any
    page_id: int | None = None
    revision_id: int | None = None
    rows: dict[int, ListingRow] = field(default_factory=dict)

    def row(self, product_id: int) -> ListingRow | None:
        """What the market says of a product, on sale or not."""
        return self.rows.get(product_id)

    def cards(self, product_ids: Iterable[int], *, block: str = "") -> list[ProductCard]:
        """Cards of products in this order; what is not on sale here, or told of nowhere, is left out."""
        market, source = self.request.market, self.source(block)
        rows = [self.rows[pk] for pk in product_ids if pk in self.rows]
        return [card_of(row, market, source=source) for row in rows if row.is_listed]

    def source(self, block: str) -> str:
        """Where a product that is added from a block was seen, signed; nothing for an unsaved page."""
        if self.page_id is None:
            return ""
        return sign_source(page_id=self.page_id, revision_id=self.revision_id, block=block)

    def doors(self, pages) -> list[dict]:
        """Pages as components/story_card.html takes them."""
        return [
            {
                "title": page.title,
                "url": path_of(page, self.request),
                "image": page.picture,
                "teaser": page.intro,
            }
            for page in pages
            if page and page.live
        ]

    def link(self, value) -> dict | None:
        """A link as components take it, or nothing where its page is missing or not public."""
        page = value.get("page")
        if page is None or not page.live or not value.get("label"):
            return None
        return {"label": value["label"], "url": path_of(page, self.request)}


def shelf_for(page, request, *, product_id=None, pictures: Iterable[Image] = ()) -> Shelf:
    """Bind a page's story, and read what it shows: rows, pictures and pages in one query each.

    The row of `product_id` and the files of `pictures` are read with them.
    """
    wanted = pointers_in(page.story)
    products = wanted.pop(Product, set()) | ({product_id} if product_id else set())
    rows = rows_of(products, request.market)
    found = {model: _found(_readers(model), pks) for model, pks in wanted.items()}
    with at_hand({**found, Product: {row.product_id: row.product for row in rows.values()}}):
        shown = pictures_in(page.story)
    doors = [door.picture for doors in found.values() for door in doors.values() if hasattr(door, "picture")]
    on_cards = [image for row in rows.values() for image in (row.image, row.second_image)]
    give_files([*shown, *doors, *on_cards, *pictures, page.share_image], EVERY_SPEC)
    return Shelf(request=request, page_id=page.pk, revision_id=page.live_revision_id, rows=rows)


def preview_shelf(request, product_ids=()) -> Shelf:
    """A shelf for showing a block that stands on no page."""
    rows = rows_of(set(product_ids), request.market)
    give_files([image for row in rows.values() for image in (row.image, row.second_image)], EVERY_SPEC)
    return Shelf(request=request, rows=rows)


def rows_of(product_ids: set[int], market) -> dict[int, ListingRow]:
    """The market's rows of products, with what a card shows but the files."""
    if not product_ids:
        return {}
    rows = ListingRow.objects.filter(market=market, product__in=product_ids)
    found = {row.product_id: row for row in rows.select_related("product", "image", "second_image")}
    for row in found.values():
        row.market = market
    return found


def _found(readers, pks):
    rows = readers.in_bulk(pks)
    return in_language(rows, readers) if issubclass(readers.model, Page) else rows


def _readers(model):
    has_picture = issubclass(model, Page) and any(field.name == "picture" for field in model._meta.fields)
    return model.objects.select_related("picture") if has_picture else model.objects.all()
