"""What a listing row says, computed from the facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q, Sum

from commerce.catalogue.choices import attributes_of, choices_of
from commerce.catalogue.filters import REDUCED, SALE
from commerce.catalogue.levels import Level, levels_of
from commerce.catalogue.models import (
    ListingRow,
    ListingVariant,
    Price,
    Product,
    ProductCollection,
    ProductPicture,
    ProductPresence,
    Variant,
)
from commerce.catalogue.queries import current_prices
from commerce.catalogue.ratings import UNRATED, Rating
from commerce.catalogue.rules import Availability, best_availability
from commerce.markets.models import Market
from commerce.markets.queries import all_markets
from kinsite.foundation import clock

OFFER_FIELDS = ["from_minor", "prior_minor", "varies", "availability"]
ROW_FIELDS = [
    "is_listed",
    "title",
    "teaser",
    "path",
    "skus",
    "collections",
    "words",
    *OFFER_FIELDS,
    "image_id",
    "image_alt",
    "second_image_id",
    "swatches",
    "rating_sum",
    "rating_count",
    "position",
    "published_at",
]
VARIANT_FIELDS = ["facets", "minor", "availability"]
# Collections follow each other in a listing of everything; within one the products have their own order.
COLLECTION_STRIDE = 10_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What is said of a product's variants together."""

    from_minor: int | None
    prior_minor: int | None
    varies: bool
    availability: Availability


@dataclass(frozen=True, slots=True)
class Changes:
    """What is missing or says something else now, and what goes."""

    rows: list[ListingRow] = field(default_factory=list)
    variants: list[ListingVariant] = field(default_factory=list)
    gone: list[ListingVariant] = field(default_factory=list)

    @property
    def product_ids(self) -> set[int]:
        rows = [*self.rows, *(told.row for told in (*self.variants, *self.gone))]
        return {row.product_id for row in rows}


def offered(variant_ids: Iterable[int], prices: Mapping[int, Price], levels: Mapping[int, Level]) -> Offered:
    """The price from which one can be bought, and how many are left.

    The price of a sold-out variant counts only where all are sold out.
    """
    priced = [pk for pk in variant_ids if pk in prices]
    there = [levels.get(pk, Level()) for pk in priced]
    buyable = [pk for pk, level in zip(priced, there, strict=True) if level.available] or priced
    if not buyable:
        return Offered(None, None, False, Availability.SOLD_OUT)
    cheapest = min((prices[pk] for pk in buyable), key=lambda price: price.minor)
    return Offered(
        from_minor=cheapest.minor,
        prior_minor=cheapest.prior_minor,
        varies=len({prices[pk].minor for pk in buyable}) > 1,
        availability=best_availability(level.availability for level in there),
    )


def changed_offers(variants: list[Variant]) -> Changes:
    """What says something else now of some products; `variants` are all they sell."""
    levels = levels_of(variant.pk for variant in variants)
    prices = _prices_by_list(variants)
    sold = _by_product(variants)
    changes = Changes()
    rows = ListingRow.objects.filter(product__in=sold).select_related("market")
    for row in rows.prefetch_related("variants"):
        now = offered(sold[row.product_id], prices[row.market.price_list_id], levels)
        if _differs(row, now, OFFER_FIELDS):
            _say(row, now)
            changes.rows.append(row)
        for told in row.variants.all():
            availability = levels.get(told.variant_id, Level()).availability
            if told.availability != availability:
                told.availability = availability
                changes.variants.append(told)
    return changes


def show_offers(
    rows: Iterable[ListingRow],
    market: Market,
    *,
    at: datetime | None = None,
    levels: Mapping[int, Level] | None = None,
) -> None:
    """Let rows say, unsaved, what is offered at another moment, or at other levels than the counted."""
    by_product = {row.product_id: row for row in rows}
    variants = list(Variant.objects.filter(product__in=by_product, retired_at=None))
    ids = [variant.pk for variant in variants]
    prices = current_prices(ids, market.price_list, at)
    if levels is None:
        levels = levels_of(ids)
    sold = _by_product(variants)
    for product_id, row in by_product.items():
        _say(row, offered(sold[product_id], prices, levels))


def changed_listing(product_ids: Iterable[int]) -> Changes:
    """What products are listed as, in every market, where it is missing or says something else now."""
    facts = _Facts(list(product_ids))
    rows = ListingRow.objects.filter(product__in=facts.products).prefetch_related("variants")
    known = {(row.product_id, row.market_id): row for row in rows}
    changes = Changes()
    for market in all_markets():
        names = _Names(facts, market)
        for product in facts.products.values():
            old = known.get((product.pk, market.pk))
            row = _row(product, market, facts, names, old)
            if _differs(old, row, ROW_FIELDS):
                changes.rows.append(row)
            else:
                row = old
            _note_variants(changes, _variants(row, market, facts, names), old.variants.all() if old else [])
    return changes


class _Facts:
    """What is read once for all markets."""

    def __init__(self, product_ids):
        self.products = Product.objects.in_bulk(product_ids)
        variants = list(Variant.objects.filter(product__in=product_ids, retired_at=None))
        self.variants = _by_product(variants)
        self.skus = {variant.pk: variant.sku for variant in variants}
        self.levels = levels_of(self.skus)
        self.prices = _prices_by_list(variants)
        self.memberships = _grouped(
            ProductCollection.objects.filter(product__in=product_ids)
            .select_related("collection")
            .order_by("collection__position", "collection__code")
        )
        self.pictures = _grouped(ProductPicture.objects.filter(product__in=product_ids))
        self.ratings = _ratings_of(product_ids)
        presences = ProductPresence.objects.filter(product__in=product_ids, state=ProductPresence.State.LIVE)
        self.presences = {(presence.product_id, presence.locale): presence for presence in presences}


class _Names:
    """What is read for each market: options and attributes in its language."""

    def __init__(self, facts, market: Market):
        self.choices = choices_of(facts.skus, market.language)
        self.attributes = attributes_of(facts.products, market.language)


def _row(product, market, facts, names, old):
    variant_ids = facts.variants[product.pk]
    presence = facts.presences.get((product.pk, market.language))
    memberships = facts.memberships[product.pk]
    pictures = facts.pictures[product.pk]
    choices = _distinct(choice for pk in variant_ids for choice in names.choices[pk])
    attributes = names.attributes[product.pk]
    offer = offered(variant_ids, facts.prices[market.price_list_id], facts.levels)
    rating = facts.ratings.get(product.pk, UNRATED)
    is_listed = bool(presence and offer.from_minor is not None and not product.retired_at)
    title = presence.title if presence else product.title
    teaser = _teaser(product, market, presence)
    skus = [facts.skus[pk] for pk in variant_ids]
    said = [choice.label for choice in choices] + [attribute.label for attribute in attributes]
    titles = [membership.collection.title for membership in memberships]
    return ListingRow(
        product=product,
        market=market,
        is_listed=is_listed,
        title=title,
        teaser=teaser,
        path=presence.path if presence else "",
        skus=skus,
        collections=[membership.collection.code for membership in memberships],
        words=" ".join([title, product.title, teaser, *skus, *said, *titles]),
        from_minor=offer.from_minor,
        prior_minor=offer.prior_minor,
        varies=offer.varies,
        availability=offer.availability,
        image_id=pictures[0].image_id if pictures else None,
        image_alt=pictures[0].alt if pictures else "",
        second_image_id=pictures[1].image_id if len(pictures) > 1 else None,
        swatches=[choice.value.swatch for choice in choices if choice.value.swatch],
        rating_sum=rating.sum,
        rating_count=rating.count,
        position=_position(memberships),
        published_at=(old.published_at if old else None) or (clock.now() if is_listed else None),
    )


def _teaser(product, market, presence):
    """Products are described in the first language; elsewhere their page says what they are."""
    own = product.teaser if market.language == settings.LANGUAGE_CODE else ""
    return own or (presence.teaser if presence else "")


def _variants(row, market, facts, names):
    """What the product is sold as where the row lists it."""
    prices = facts.prices[market.price_list_id]
    described = [attribute.facet for attribute in names.attributes[row.product_id]]
    return [
        ListingVariant(
            row=row,
            variant_id=pk,
            facets=sorted({*(choice.facet for choice in names.choices[pk]), *described, *_sale(prices[pk])}),
            minor=prices[pk].minor,
            availability=facts.levels.get(pk, Level()).availability,
        )
        for pk in facts.variants[row.product_id]
        if pk in prices
    ]


def _sale(price):
    """What a price is found by where it is reduced."""
    return [f"{SALE}:{REDUCED}"] if price.prior_minor is not None else []


def _note_variants(changes, variants, known):
    old = {told.variant_id: told for told in known}
    for variant in variants:
        told = old.pop(variant.variant_id, None)
        if _differs(told, variant, VARIANT_FIELDS):
            changes.variants.append(variant)
    changes.gone.extend(old.values())


def _differs(told, now, fields):
    return told is None or any(getattr(told, name) != getattr(now, name) for name in fields)


def _say(row, offer):
    for name in OFFER_FIELDS:
        setattr(row, name, getattr(offer, name))


def _position(memberships):
    if not memberships:
        return COLLECTION_STRIDE * COLLECTION_STRIDE
    first = memberships[0]
    return first.collection.position * COLLECTION_STRIDE + first.position


def _prices_by_list(variants):
    """The current price of each variant, by price list."""
    now = clock.now()
    prices = Price.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=now), variant__in=variants, valid_from__lte=now
    )
    found = defaultdict(dict)
    for price in prices:
        found[price.price_list_id][price.variant_id] = price
    return found


def _ratings_of(product_ids):
    """By the relation that reviews hang on Product, so that the catalogue imports nothing from above."""
    rated = Product.objects.filter(pk__in=product_ids, reviews__status="published").order_by()
    sums = rated.values_list("pk").annotate(Sum("reviews__rating"), Count("reviews"))
    return {pk: Rating(total, count) for pk, total, count in sums}


def _by_product(variants):
    found = defaultdict(list)
    for variant in variants:
        found[variant.product_id].append(variant.pk)
    return found


def _grouped(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)
    return found


def _distinct(choices):
    """One of each value, by option as the product shows them and then as the values stand."""
    by_value = {choice.value_id: choice for choice in choices}
    return sorted(
        by_value.values(), key=lambda c: (c.place or 0, c.option_id, c.value.position, c.value.code)
    )
