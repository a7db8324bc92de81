"""What is sold, as it is shown: cards of variants, and what they cost."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from commerce.catalogue.choices import choices_of
from commerce.catalogue.models import Price, ProductPicture, ProductPresence, Variant, VariantOption
from commerce.markets.models import Market, PriceList
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.media.models import Image, Rendition
from kinsite.media.shapes import SHAPES


@dataclass(frozen=True, slots=True)
class VariantCard:
    """A variant as a market shows it in a cart, a summary or a letter."""

    variant: Variant
    title: str
    path: str
    options: str
    image: Image | None
    alt: str
    price: Money | None
    was: Money | None
    is_sold: bool
    grams: int
    order_limit: int
    tax_category_id: int | None
    live_revision_id: int | None


def cards_for(
    variant_ids: Iterable[int], market: Market, at: datetime | None = None
) -> dict[int, VariantCard]:
    """The cards of variants by id, in six queries however many there are."""
    variants = Variant.objects.filter(pk__in=set(variant_ids)).select_related("product__tax_category")
    by_id = {variant.pk: variant for variant in variants}
    product_ids = {variant.product_id for variant in by_id.values()}
    presences = live_presences(product_ids, market)
    prices = current_prices(by_id, market.price_list, at)
    choices = choices_of(by_id, market.language)
    pictures = pictures_of(product_ids)
    return {
        pk: _card(
            variant,
            price=prices.get(pk),
            presence=presences.get(variant.product_id),
            choices=choices[pk],
            picture=picture_for(choices[pk], pictures[variant.product_id]),
        )
        for pk, variant in by_id.items()
    }


def _card(variant, *, price, presence, choices, picture):
    product = variant.product
    return VariantCard(
        variant=variant,
        title=presence.title if presence else product.title,
        path=presence.path if presence else "",
        options=", ".join(choice.label for choice in choices),
        image=picture.image if picture else None,
        alt=picture.alt if picture else "",
        price=price.money if price else None,
        was=price.prior if price else None,
        is_sold=bool(price) and not (variant.retired_at or product.retired_at),
        grams=variant.grams,
        order_limit=product.order_limit,
        tax_category_id=product.tax_category_id,
        live_revision_id=presence.live_revision_id if presence else None,
    )


def current_prices(
    variant_ids: Iterable[int], price_list: PriceList, at: datetime | None = None
) -> dict[int, Price]:
    """The price of each variant at a moment, where it has one."""
    at = at or clock.now()
    prices = Price.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=at),
        variant__in=list(variant_ids),
        price_list=price_list,
        valid_from__lte=at,
    )
    found = {}
    for price in prices:
        price.price_list = price_list
        found[price.variant_id] = price
    return found


def live_presences(product_ids: Iterable[int], market: Market) -> dict[int, ProductPresence]:
    """The live page of each product in the market's language, where it has one."""
    presences = ProductPresence.objects.filter(
        product__in=list(product_ids), locale=market.language, state=ProductPresence.State.LIVE
    )
    return {presence.product_id: presence for presence in presences}


def pictures_of(product_ids: Iterable[int]) -> dict[int, list[ProductPicture]]:
    """The pictures of each product in order, with the files a square needs."""
    files = Rendition.objects.filter(filter_spec__in=SHAPES["square"])
    pictures = (
        ProductPicture.objects.filter(product__in=list(product_ids))
        .select_related("image")
        .prefetch_related(Prefetch("image__renditions", files, to_attr="prefetched_renditions"))
    )
    found = defaultdict(list)
    for picture in pictures:
        found[picture.product_id].append(picture)
    return found


def picture_for(choices: list[VariantOption], pictures: list[ProductPicture]) -> ProductPicture | None:
    """The picture of what was chosen, else one of no particular choice, else the first."""
    chosen = {choice.value_id for choice in choices}
    for picture in pictures:
        if picture.option_value_id in chosen:
            return picture
    for picture in pictures:
        if picture.option_value_id is None:
            return picture
    return pictures[0] if pictures else None
