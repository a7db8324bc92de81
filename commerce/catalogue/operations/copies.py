"""A product made from another."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models.functions import Upper

from commerce.catalogue.models import Product, ProductPicture, Variant, VariantOption
from commerce.catalogue.operations.noted import noted
from commerce.catalogue.operations.prices import NewPrice, set_prices
from commerce.catalogue.operations.products import create_product
from commerce.catalogue.operations.series import Series
from commerce.errors import SkusTaken
from commerce.events import OfferChanged
from commerce.markets.models import PriceList
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@transaction.atomic
def duplicate_product(
    *, product: Product, title: str, code: str, skus: Mapping[int, str], by: Actor
) -> Product:
    """Begin a product that is as another: its words, options, pictures, variants and lasting prices.

    `skus` are the new ones by the id of each variant that is copied. It has no stock and no page. CodeTaken,
    or SkusTaken with those that other variants have.
    """
    variants = list(product.variants.filter(pk__in=skus, retired_at=None).prefetch_related("choices"))
    _refuse_taken(skus.values())
    copy = create_product(
        code=code,
        title=title,
        teaser=product.teaser,
        tax_category=product.tax_category,
        order_limit=product.order_limit,
        warranty_years=product.warranty_years,
        collections=product.collections.all(),
        options=[held.option for held in product.product_options.select_related("option")],
        attribute_values=product.attribute_values.all(),
        by=by,
    )
    with noted([copy.pk], by=by):
        _copy_pictures(product, copy)
        copies = _copy_variants(variants, copy, skus)
    _copy_prices(copies, by)
    announce(OfferChanged((copy.pk,)))
    return copy


def _refuse_taken(skus):
    wanted = {sku.upper(): sku for sku in skus}
    known = Variant.objects.annotate(upper=Upper("sku")).filter(upper__in=wanted)
    taken = [wanted[upper] for upper in known.values_list("upper", flat=True)]
    if taken or len(wanted) < len(list(skus)):
        raise SkusTaken(sorted(taken))


def _copy_pictures(product, copy):
    ProductPicture.objects.bulk_create(
        ProductPicture(
            product=copy,
            option_value_id=picture.option_value_id,
            image_id=picture.image_id,
            alt=picture.alt,
            position=picture.position,
        )
        for picture in product.pictures.all()
    )


def _copy_variants(variants, copy, skus):
    """The new variants by the id of those that they are made from."""
    made = {
        old.pk: Variant(
            product=copy,
            sku=skus[old.pk],
            position=old.position,
            grams=old.grams,
            width_mm=old.width_mm,
            depth_mm=old.depth_mm,
            height_mm=old.height_mm,
        )
        for old in variants
    }
    try:
        with transaction.atomic():
            Variant.objects.bulk_create(made.values())
    except IntegrityError as problem:
        raise SkusTaken([]) from problem
    VariantOption.objects.bulk_create(
        VariantOption(variant=made[old.pk], option_id=choice.option_id, value_id=choice.value_id)
        for old in variants
        for choice in old.choices.all()
    )
    return made


def _copy_prices(copies, by):
    """What each costs for good: a sale of the one that was copied is none of its copy."""
    lists = list(PriceList.objects.order_by("pk"))
    series = Series([(pk, price_list.pk) for pk in copies for price_list in lists])
    prices = [
        NewPrice(variant=copies[pk], price_list=price_list, money=change.money)
        for pk in copies
        for price_list in lists
        if (change := series.lasting((pk, price_list.pk)))
    ]
    if prices:
        set_prices(prices=prices, by=by)
