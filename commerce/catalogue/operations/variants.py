"""Variants: what can be put in a cart. Retired, never deleted."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from commerce.catalogue.models import OptionValue, Product, ProductOption, Variant, VariantOption
from commerce.catalogue.operations.inserts import insert, next_position
from commerce.catalogue.operations.noted import MEASURES, noted
from commerce.errors import ChoicesDoNotFit, CombinationTaken, SkuTaken
from commerce.events import OfferChanged
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@transaction.atomic
def add_variant(
    *,
    product: Product,
    sku: str,
    values: Iterable[OptionValue],
    grams: int,
    by: Actor,
    width_mm: int | None = None,
    depth_mm: int | None = None,
    height_mm: int | None = None,
) -> Variant:
    """Add something to choose: one value for each option of the product, as no other variant has them."""
    chosen = list(values)
    Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    options = set(ProductOption.objects.filter(product=product).values_list("option_id", flat=True))
    if len(chosen) != len(options) or {value.option_id for value in chosen} != options:
        raise ChoicesDoNotFit
    if twin := _variant_with(product, chosen):
        raise CombinationTaken(twin.sku)
    if Variant.objects.filter(sku__iexact=sku).exists():
        raise SkuTaken
    variant = Variant(
        product=product,
        sku=sku,
        position=next_position(product.variants),
        grams=grams,
        width_mm=width_mm,
        depth_mm=depth_mm,
        height_mm=height_mm,
    )
    with noted([product.pk], by=by):
        insert(variant, SkuTaken)
        VariantOption.objects.bulk_create(
            VariantOption(variant=variant, option_id=value.option_id, value=value) for value in chosen
        )
    announce(OfferChanged((product.pk,)))
    return variant


@transaction.atomic
def measure_variant(
    *,
    variant: Variant,
    grams: int,
    width_mm: int | None,
    depth_mm: int | None,
    height_mm: int | None,
    by: Actor,
) -> None:
    """Say anew how heavy and how large a variant is."""
    sides = {"width_mm": width_mm, "depth_mm": depth_mm, "height_mm": height_mm}
    measure_variants(measures={variant.pk: {"grams": grams, **sides}}, by=by)


@transaction.atomic
def measure_variants(*, measures: Mapping[int, Mapping[str, int | None]], by: Actor) -> None:
    """Say of many variants, by id, how heavy and how large they are."""
    variants = list(Variant.objects.filter(pk__in=measures).order_by("pk").select_for_update(no_key=True))
    product_ids = sorted({variant.product_id for variant in variants})
    for variant in variants:
        for name in MEASURES:
            setattr(variant, name, measures[variant.pk][name])
    with noted(product_ids, by=by):
        Variant.objects.bulk_update(variants, MEASURES)
    announce(OfferChanged(tuple(product_ids)))


@transaction.atomic
def retire_variant(*, variant: Variant, by: Actor) -> None:
    """Stop selling a variant; asked again, it stays retired since the first time."""
    # The variant before its product, as prices lock them.
    Variant.objects.select_for_update(no_key=True).get(pk=variant.pk)
    with noted([variant.product_id], by=by):
        Variant.objects.filter(pk=variant.pk, retired_at=None).update(retired_at=clock.now())
    variant.refresh_from_db(fields=["retired_at"])
    announce(OfferChanged((variant.product_id,)))


def _variant_with(product, values):
    """The variant on sale that has exactly these values, if there is one."""
    chosen = {value.pk for value in values}
    for variant in product.variants.filter(retired_at=None).prefetch_related("choices"):
        if {choice.value_id for choice in variant.choices.all()} == chosen:
            return variant
    return None
