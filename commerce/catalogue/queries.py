"""What is sold, as it is shown: cards of variants, the offer of a product, listings, prices."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from commerce.catalogue.choices import choices_of, named
from commerce.catalogue.facets import OptionValueLabel
from commerce.catalogue.filters import Narrowing, narrowed
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.models import (
    ListingRow,
    ListingVariant,
    OptionValue,
    Price,
    Product,
    ProductCollection,
    ProductPicture,
    ProductPresence,
    Variant,
    VariantOption,
)
from commerce.catalogue.offers import Offer, OfferVariant, build_offer
from commerce.catalogue.rules import Availability
from commerce.markets.models import Market, PriceList
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.media.models import Image, Rendition
from kinsite.media.shapes import files_of


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
        options=_in_words(choices),
        image=picture.image if picture else None,
        alt=picture.alt if picture else "",
        price=price.money if price else None,
        was=price.prior if price else None,
        is_sold=bool(price and presence) and not (variant.retired_at or product.retired_at),
        grams=variant.grams,
        order_limit=product.order_limit,
        tax_category_id=product.tax_category_id,
        live_revision_id=presence.live_revision_id if presence else None,
    )


@dataclass(frozen=True, slots=True)
class ShownVariant:
    """What a story says of one variant: its options in words, its price in the market, its stock."""

    sku: str
    product_id: int
    options: str
    price: Money | None
    was: Money | None
    availability: Availability


def variants_shown(
    skus: Iterable[str],
    market: Market,
    *,
    at: datetime | None = None,
    levels: Mapping[int, Level] | None = None,
) -> dict[str, ShownVariant]:
    """Variants on sale by SKU, in four queries however many there are.

    For previews: the prices of another moment, and levels in place of what is counted.
    """
    variants = {
        variant.pk: variant for variant in Variant.objects.filter(sku__in=list(skus), retired_at=None)
    }
    prices = current_prices(variants, market.price_list, at)
    if levels is None:
        levels = levels_of(variants)
    choices = choices_of(variants, market.language)
    return {
        variant.sku: ShownVariant(
            sku=variant.sku,
            product_id=variant.product_id,
            options=_in_words(choices[pk]),
            price=prices[pk].money if pk in prices else None,
            was=prices[pk].prior if pk in prices else None,
            availability=levels.get(pk, Level()).availability,
        )
        for pk, variant in variants.items()
    }


def told_of_variant(sku: str, market: Market) -> Subquery:
    """What a listing row says of one variant, to be read along with the row; `variant_told` reads it."""
    reductions = _at(clock.now()).filter(variant=OuterRef("variant"), price_list=market.price_list)
    told = JSONObject(
        minor="minor", prior=Subquery(reductions.values("prior_minor")[:1]), availability="availability"
    )
    return Subquery(ListingVariant.objects.filter(row=OuterRef("pk"), variant__sku=sku).values(told=told))


def variant_told(sku: str, row: ListingRow, told: Mapping | None) -> ShownVariant | None:
    """A variant as it was read along with its row, without its options; None where it is not sold."""
    if told is None:
        return None
    currency, prior = row.market.currency, told["prior"]
    return ShownVariant(
        sku=sku,
        product_id=row.product_id,
        options="",
        price=Money(told["minor"], currency),
        was=Money(prior, currency) if prior else None,
        availability=Availability(told["availability"]),
    )


def offer_of(
    product: Product,
    market: Market,
    picked: str | Mapping[str, str] | None = None,
    *,
    at: datetime | None = None,
    levels: Mapping[int, Level] | None = None,
) -> Offer:
    """What a product's page offers in a market; `picked` is a SKU, or codes of values by option.

    For previews: the prices of another moment, and levels in place of what is counted.
    """
    sold = [] if product.retired_at else list(product.variants.filter(retired_at=None))
    prices = current_prices([variant.pk for variant in sold], market.price_list, at)
    priced = [variant for variant in sold if variant.pk in prices]
    if levels is None:
        levels = levels_of(variant.pk for variant in priced)
    choices = choices_of([variant.pk for variant in priced], market.language)
    return build_offer(
        product=product,
        presence=live_presences([product.pk], market).get(product.pk),
        variants=[
            OfferVariant(
                variant=variant,
                options=_in_words(choices[variant.pk]),
                values={choice.option.code: choice.value.code for choice in choices[variant.pk]},
                price=prices[variant.pk].money,
                was=prices[variant.pk].prior,
                level=levels.get(variant.pk, Level()),
            )
            for variant in priced
        ],
        choices=choices,
        picked=picked,
        pictures=pictures_of([product.pk])[product.pk],
    )


def listed(market: Market, *, collection_code: str | None = None) -> QuerySet[ListingRow]:
    """The bare rows of all that is on sale in a market, or in one collection of it."""
    rows = ListingRow.objects.filter(market=market, is_listed=True)
    return rows if collection_code is None else rows.filter(collections__contains=[collection_code])


def listing(
    market: Market, *, collection_code: str | None = None, narrowing: Narrowing | None = None
) -> QuerySet[ListingRow]:
    """The rows of what is on sale in a market, or in one collection of it, what is sold out last.

    Within a collection the products stand in its order. Rows come with their product, pictures and their
    files, so that a card causes no query.
    """
    rows = (
        narrowed(listed(market, collection_code=collection_code), narrowing or Narrowing())
        .select_related("product", "market__price_list", "image", "second_image")
        .prefetch_related(_files_of("image"), _files_of("second_image"))
        .annotate(is_gone=Q(availability=ListingRow.Availability.SOLD_OUT))
    )
    if collection_code is None:
        return rows.order_by("is_gone", "position", "pk")
    place = ProductCollection.objects.filter(product=OuterRef("product"), collection__code=collection_code)
    return rows.annotate(place=Subquery(place.values("position"))).order_by("is_gone", "place", "pk")


def swatch_labels(language: str) -> dict[str, str]:
    """What each colour shown as a dot is called."""
    values = OptionValue.objects.exclude(swatch="").annotate(
        label=named(OptionValueLabel, "value", language, at="")
    )
    return dict(values.values_list("swatch", "label"))


def current_prices(
    variant_ids: Iterable[int], price_list: PriceList, at: datetime | None = None
) -> dict[int, Price]:
    """The price of each variant at a moment, where it has one."""
    prices = _at(at or clock.now()).filter(variant__in=list(variant_ids), price_list=price_list)
    found = {}
    for price in prices:
        price.price_list = price_list
        found[price.variant_id] = price
    return found


def _at(moment):
    """The prices that are valid at a moment."""
    return Price.objects.filter(Q(valid_until=None) | Q(valid_until__gt=moment), valid_from__lte=moment)


def next_repricing(product: Product, price_list: PriceList) -> datetime | None:
    """When a price of the product next begins, as planned."""
    planned = Price.objects.filter(
        variant__product=product,
        variant__retired_at=None,
        price_list=price_list,
        valid_from__gt=clock.now(),
    )
    return planned.aggregate(first=Min("valid_from"))["first"]


def products_repriced(since: datetime, until: datetime) -> list[int]:
    """Ids of products with a price that began or ended in this time, as planned."""
    stepped = Q(valid_from__gt=since, valid_from__lte=until) | Q(
        valid_until__gt=since, valid_until__lte=until
    )
    found = Price.objects.filter(stepped).order_by("variant__product_id")
    return list(found.values_list("variant__product_id", flat=True).distinct())


def live_presences(product_ids: Iterable[int], market: Market) -> dict[int, ProductPresence]:
    """The live page of each product in the market's language, where it has one."""
    presences = ProductPresence.objects.filter(
        product__in=list(product_ids), locale=market.language, state=ProductPresence.State.LIVE
    )
    return {presence.product_id: presence for presence in presences}


def pictures_of(product_ids: Iterable[int]) -> dict[int, list[ProductPicture]]:
    """The pictures of each product in order, with the files a square needs."""
    pictures = ProductPicture.objects.filter(product__in=list(product_ids)).select_related("image")
    pictures = pictures.prefetch_related(_files_of("image"))
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


def _files_of(image):
    """The files that a square picture needs, read with the rows that show it."""
    files = Rendition.objects.filter(filter_spec__in=files_of("square"))
    return Prefetch(f"{image}__renditions", files, to_attr="prefetched_renditions")


def _in_words(choices):
    return ", ".join(choice.label for choice in choices)
