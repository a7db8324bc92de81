"""What a story shows of the shop: read once for all its blocks, before the first is rendered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from commerce.cart.signed import sign_source
from commerce.catalogue.models import ListingRow
from commerce.catalogue.queries import listing, swatch_labels
from content.cards import ProductCard, card_of
from content.queries.pictures import give_files
from content.walk import pages_in, pictures_in, products_in
from kinsite.media.shapes import EVERY_SPEC


@dataclass(frozen=True, slots=True)
class Shelf:
    """The products and pages a story's blocks may show, and where their sales are said to come from."""

    request: Any
    page_id: int | None
    revision_id: int | None
    rows: dict[int, ListingRow] = field(default_factory=dict)
    swatch_names: dict[str, str] = field(default_factory=dict)

    def cards(self, product_ids: Iterable[int], *, block: str) -> list[ProductCard]:
        """Cards of products in this order; one that is not sold here, or told of nowhere, is left out."""
        return [
            card_of(
                self.rows[pk],
                self.request.market,
                swatch_names=self.swatch_names,
                source=self.source(block),
            )
            for pk in product_ids
            if pk in self.rows
        ]

    def source(self, block: str) -> str:
        """Where a product that is added from a block was seen, signed; nothing for an unsaved page."""
        if self.page_id is None:
            return ""
        return sign_source(page_id=self.page_id, revision_id=self.revision_id, block=block)

    def page_cards(self, pages) -> list[dict]:
        """Doors to collections, as components/story_card.html takes them."""
        return [
            {
                "title": page.title,
                "url": page.get_url(self.request),
                "image": page.picture,
                "teaser": page.intro,
            }
            for page in pages
        ]


def shelf_for(page, request) -> Shelf:
    """The shelf of a page's story, with the files of all pictures on it."""
    give_files([*pictures_in(page.story), *pages_in(page.story, "picture")], EVERY_SPEC)
    products = products_in(page.story)
    return stocked_shelf(request, products, page_id=page.pk, revision_id=page.live_revision_id)


def stocked_shelf(request, product_ids, *, page_id=None, revision_id=None) -> Shelf:
    """A shelf with these products, as far as they are on sale here and told of."""
    rows = list(listing(request.market).filter(product__in=product_ids)) if product_ids else []
    return Shelf(
        request=request,
        page_id=page_id,
        revision_id=revision_id,
        rows={row.product_id: row for row in rows},
        swatch_names=swatch_labels(request.market.language) if rows else {},
    )
