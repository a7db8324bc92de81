"""What a story shows of the shop and of other pages: read at once, before its first block is rendered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page

from commerce.cart.signed import read_source, sign_source
from commerce.catalogue.models import ListingRow, Product, Variant
from commerce.catalogue.queries import ShownVariant, variants_shown
from commerce.catalogue.rows import show_offers
from commerce.reviews.queries import told_with_product
from content.blocks.choosers import at_hand
from content.cards import ProductCard, as_stand_in, as_variant, card_of
from content.previews import preview_of
from content.queries.languages import in_language, words_of
from content.queries.pictures import give_files
from content.routing import path_of
from content.walk import pictures_in, pointers_in, streams_of
from kinsite.media.models import Image
from kinsite.media.shapes import EVERY_SPEC

REVIEWS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the blocks of a story take from, and where their sales are said to come from."""

    request: Any
    page_id: int | None = None
    revision_id: int | None = None
    rows: dict[int, ListingRow] = field(default_factory=dict)
    variants: dict[str, ShownVariant] = field(default_factory=dict)

    @property
    def _is_preview(self) -> bool:
        return getattr(self.request, "is_preview", False)

    def row(self, product_id: int) -> ListingRow | None:
        """What the market says of a product, on sale or not."""
        return self.rows.get(product_id)

    def card(
        self, product_id: int, *, sku: str = "", stand_ins: Iterable[int] = (), block: str = ""
    ) -> ProductCard | None:
        """The card of a product, or of one variant of it.

        While it can't be bought the first stand-in that can takes its place; without one, what is sold out
        is shown as that, and what is not on sale here is not shown.
        """
        own = self._card(product_id, block, sku)
        if own and not own.is_sold_out:
            return own
        others = [card for card in (self._card(pk, block) for pk in stand_ins) if card]
        stand_in = next((card for card in others if not card.is_sold_out), None)
        if stand_in or not own:
            stand_in = stand_in or next(iter(others), None)
            return stand_in and as_stand_in(stand_in, for_title=self._title(product_id))
        return own

    def cards(
        self, product_ids: Iterable[int], *, stand_ins: Iterable[int] = (), block: str = ""
    ) -> list[ProductCard]:
        """Cards of products in this order, each with what takes its place if need be, none of them twice."""
        product_ids, spare, found = list(product_ids), list(stand_ins), []
        for product_id in product_ids:
            left = [pk for pk in spare if pk not in product_ids]
            card = self.card(product_id, stand_ins=left, block=block)
            if card and card.stands_in_for:
                spare.remove(next(pk for pk in left if self.rows[pk].product.code == card.code))
            if card:
                found.append(card)
        return found

    def recent_url(self, block: str) -> str:
        """Where the products a visitor saw lately are shown, as seen from a block."""
        asked = {"inert": 1} if self._is_preview else {"source": self.source(block)}
        return f"{reverse('recently_viewed')}?{urlencode(asked)}"

    def _card(self, product_id, block, sku=""):
        row = self.rows.get(product_id)
        if row is None or not row.is_listed:
            return None
        card = card_of(row, self.request.market, source=self.source(block))
        variant = self.variants.get(sku)
        if variant and variant.product_id == product_id and variant.price:
            card = as_variant(card, variant)
        return replace(card, is_inert=self._is_preview)

    def _title(self, product_id):
        row = self.rows.get(product_id)
        return (row.title or row.product.title) if row else ""

    def source(self, block: str) -> str:
        """Where a product that is added from a block was seen, signed; nothing for what is no public page."""
        if self.page_id is None or self._is_preview:
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
                "told_in": words_of(page),
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


def shelf_for(
    page, request, *, product_id=None, pictures: Iterable[Image] = (), along: Mapping[str, Any] | None = None
) -> Shelf:
    """Bind a page's blocks, and read what they show: rows, pictures and pages in one query each.

    The row of `product_id`, with its latest reviews and what else is to come `along`, and the files of
    `pictures` are read with them.
    """
    streams = streams_of(page)
    wanted = defaultdict(set)
    for stream in streams:
        for model, keys in pointers_in(stream).items():
            wanted[model] |= keys
    products = wanted.pop(Product, set()) | ({product_id} if product_id else set())
    told = told_with_product(product_id, most=REVIEWS_TOLD) if product_id else {}
    rows = rows_of(products, request.market, **told, **(along or {}))
    skus = wanted.pop(Variant, ())
    preview = preview_of(page, request)
    otherwise = {"at": preview.at, "levels": preview.levels} if preview else {}
    variants = variants_shown(skus, request.market, **otherwise) if skus else {}
    if preview and rows:
        show_offers(rows.values(), request.market, **otherwise)
    found = {model: _found(_readers(model), pks) for model, pks in wanted.items()}
    with at_hand({**found, Product: {row.product_id: row.product for row in rows.values()}}):
        shown = [picture for stream in streams for picture in pictures_in(stream)]
    doors = [door.picture for doors in found.values() for door in doors.values() if hasattr(door, "picture")]
    give_files([*shown, *doors, *_on_cards(rows.values()), *pictures, page.share_image], EVERY_SPEC)
    return Shelf(
        request=request, page_id=page.pk, revision_id=page.live_revision_id, rows=rows, variants=variants
    )


def cards_seen(codes: list[str], request, *, source: str, is_inert: bool = False) -> list[ProductCard]:
    """Cards of the products with these codes, in this order, of those that are on sale here."""
    rows = ListingRow.objects.filter(market=request.market, product__code__in=codes, is_listed=True)
    by_code = {row.product.code: row for row in rows.select_related("product", "image", "second_image")}
    give_files(_on_cards(by_code.values()), EVERY_SPEC)
    source = source if read_source(source) else ""
    cards = [card_of(by_code[code], request.market, source=source) for code in codes if code in by_code]
    return [replace(card, is_inert=is_inert) for card in cards]


def preview_shelf(request, product_ids=()) -> Shelf:
    """A shelf for showing a block that stands on no page."""
    rows = rows_of(set(product_ids), request.market)
    give_files(_on_cards(rows.values()), EVERY_SPEC)
    return Shelf(request=request, rows=rows)


def rows_of(product_ids: set[int], market, **along) -> dict[int, ListingRow]:
    """The market's rows of products, with what a card shows but the files, and what is to come along."""
    if not product_ids:
        return {}
    rows = ListingRow.objects.filter(market=market, product__in=product_ids).annotate(**along)
    found = {row.product_id: row for row in rows.select_related("product", "image", "second_image")}
    for row in found.values():
        row.market = market
    return found


def _on_cards(rows):
    return [image for row in rows for image in (row.image, row.second_image)]


def _found(readers, pks):
    rows = readers.in_bulk(pks)
    return in_language(rows, readers) if issubclass(readers.model, Page) else rows


def _readers(model):
    has_picture = any(field.name == "picture" for field in model._meta.fields)
    return model.objects.select_related("picture") if has_picture else model.objects.all()
