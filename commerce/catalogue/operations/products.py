"""Products: what they are, where they are shown, what they look like."""

from collections.abc import Iterable

from django.db import transaction

from commerce.catalogue.models import (
    AttributeValue,
    Collection,
    Option,
    OptionValue,
    Product,
    ProductAttribute,
    ProductCollection,
    ProductOption,
    ProductPicture,
    TaxCategory,
)
from commerce.catalogue.operations.inserts import insert, next_position
from commerce.catalogue.operations.noted import DESCRIBED, note_new, noted, subject_of
from commerce.errors import CodeTaken, OptionsInUse
from commerce.events import OfferChanged
from commerce.trail.versions import refuse_changed
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@transaction.atomic
def create_product(
    *,
    code: str,
    title: str,
    by: Actor,
    teaser: str = "",
    tax_category: TaxCategory | None = None,
    order_limit: int = 10,
    warranty_years: int | None = None,
    collections: Iterable[Collection] = (),
    options: Iterable[Option] = (),
    attribute_values: Iterable[AttributeValue] = (),
) -> Product:
    """Begin a product; it is sold once it has a variant with a price."""
    product = Product(
        code=code,
        title=title,
        teaser=teaser,
        tax_category=tax_category,
        order_limit=order_limit,
        warranty_years=warranty_years,
    )
    insert(product, CodeTaken)
    _set_options(product, options)
    _set_collections(product, collections)
    _set_attribute_values(product, attribute_values)
    note_new(product, by=by)
    announce(OfferChanged((product.pk,)))
    return product


@transaction.atomic
def describe_product(
    *,
    product: Product,
    title: str,
    teaser: str,
    tax_category: TaxCategory | None,
    order_limit: int,
    warranty_years: int | None,
    by: Actor,
    collections: Iterable[Collection] | None = None,
    options: Iterable[Option] | None = None,
    attribute_values: Iterable[AttributeValue] | None = None,
    seen: int | None = None,
) -> None:
    """Say anew what a product is; of collections, options and attributes, what is not given stays.

    Its code stays, since it stands in addresses. Raises ChangedMeanwhile where one of these is another than
    at the version of its trail that was seen.
    """
    with noted([product.pk], by=by):
        refuse_changed(subject_of(product), seen, DESCRIBED)
        product.title, product.teaser = title, teaser
        product.tax_category, product.order_limit = tax_category, order_limit
        product.warranty_years = warranty_years
        product.save(update_fields=["title", "teaser", "tax_category", "order_limit", "warranty_years"])
        if options is not None:
            _set_options(product, options)
        if collections is not None:
            _set_collections(product, collections)
        if attribute_values is not None:
            _set_attribute_values(product, attribute_values)
    announce(OfferChanged((product.pk,)))


@transaction.atomic
def offer_options(*, product: Product, options: Iterable[Option], by: Actor) -> None:
    """Say what a product's variants differ by, in the order they are shown.

    While variants are sold only the order may change: each of them has a value for exactly these.
    """
    with noted([product.pk], by=by):
        _set_options(product, options)
    announce(OfferChanged((product.pk,)))


@transaction.atomic
def put_in_collections(*, product: Product, collections: Iterable[Collection], by: Actor) -> None:
    """Say which collections show a product; in new ones it comes last."""
    with noted([product.pk], by=by):
        _set_collections(product, collections)
    announce(OfferChanged((product.pk,)))


@transaction.atomic
def describe_by(*, product: Product, values: Iterable[AttributeValue], by: Actor) -> None:
    """Say which attribute values (material, …) a product has."""
    with noted([product.pk], by=by):
        _set_attribute_values(product, values)
    announce(OfferChanged((product.pk,)))


@transaction.atomic
def add_picture(
    *, product: Product, image, alt: str, by: Actor, option_value: OptionValue | None = None
) -> ProductPicture:
    """Show a picture of a product, after those it has."""
    with noted([product.pk], by=by):
        picture = ProductPicture.objects.create(
            product=product,
            image=image,
            alt=alt,
            option_value=option_value,
            position=next_position(product.pictures),
        )
    announce(OfferChanged((product.pk,)))
    return picture


@transaction.atomic
def remove_picture(*, picture: ProductPicture, by: Actor) -> None:
    """Show a picture of a product no more; the image itself stays in the library."""
    with noted([picture.product_id], by=by):
        picture.delete()
    announce(OfferChanged((picture.product_id,)))


def _set_options(product, options):
    wanted = list(options)
    known = set(ProductOption.objects.filter(product=product).values_list("option_id", flat=True))
    if {option.pk for option in wanted} != known and product.variants.filter(retired_at=None).exists():
        raise OptionsInUse
    ProductOption.objects.filter(product=product).exclude(option__in=wanted).delete()
    ProductOption.objects.bulk_create(
        [ProductOption(product=product, option=option, position=n) for n, option in enumerate(wanted)],
        update_conflicts=True,
        unique_fields=["product", "option"],
        update_fields=["position"],
    )


def _set_collections(product, collections):
    wanted = list(collections)
    ProductCollection.objects.filter(product=product).exclude(collection__in=wanted).delete()
    known = set(ProductCollection.objects.filter(product=product).values_list("collection_id", flat=True))
    for collection in wanted:
        if collection.pk not in known:
            ProductCollection.objects.create(
                product=product, collection=collection, position=next_position(collection.memberships)
            )


def _set_attribute_values(product, values):
    wanted = list(values)
    ProductAttribute.objects.filter(product=product).exclude(value__in=wanted).delete()
    ProductAttribute.objects.bulk_create(
        [ProductAttribute(product=product, value=value) for value in wanted], ignore_conflicts=True
    )
