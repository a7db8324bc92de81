"""One change to many products, in a number of queries that does not grow with them."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef

from commerce.catalogue.models import Product, ProductCollection, Variant
from commerce.catalogue.operations.inserts import next_position
from commerce.catalogue.operations.noted import noted
from commerce.catalogue.together import MOST_AT_ONCE, Edit, Judged, What, judge
from commerce.errors import TooManyProducts
from commerce.events import OfferChanged
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


def judge_products(*, edit: Edit, product_ids: Iterable[int]) -> Judged:
    """What an edit would do to these products, as they are now. Raises TooManyProducts."""
    return judge(edit, _read(product_ids))


@transaction.atomic
def edit_products(*, edit: Edit, product_ids: Iterable[int], by: Actor) -> Judged:
    """Change many products alike, all that can be or none; asked again, all of them are skipped.

    Raises TooManyProducts where there are more than are written at once.
    """
    judged = judge(edit, _read(product_ids, to_change=edit.what))
    ids = [product.pk for product in judged.changed]
    if ids:
        with noted(ids, by=by):
            _write(edit, ids)
        announce(OfferChanged(tuple(ids)))
    return judged


def _read(product_ids, *, to_change=None):
    ids = sorted(set(product_ids))
    if len(ids) > MOST_AT_ONCE:
        raise TooManyProducts(MOST_AT_ONCE)
    products = Product.objects.filter(pk__in=ids).order_by("pk")
    if to_change == What.GRAMS:
        _lock_variants(ids)
    if to_change:
        list(products.select_for_update(no_key=True).values_list("pk", flat=True))
    grams = Variant.objects.filter(product=OuterRef("pk"), retired_at=None).order_by()
    memberships = ProductCollection.objects.filter(product=OuterRef("pk")).order_by()
    return products.annotate(
        grams_on_sale=ArraySubquery(grams.values("grams")),
        collection_ids=ArraySubquery(memberships.values("collection_id")),
    )


def _lock_variants(product_ids):
    """Variants before their products, as prices and the grid lock them."""
    variants = Variant.objects.filter(product__in=product_ids, retired_at=None).order_by("pk")
    list(variants.select_for_update(no_key=True).values_list("pk", flat=True))


def _write(edit, ids):
    products = Product.objects.filter(pk__in=ids)
    match edit.what:
        case What.RETIRE:
            products.update(retired_at=clock.now())
        case What.TAX:
            products.update(tax_category=edit.value)
        case What.LIMIT:
            products.update(order_limit=edit.value)
        case What.WARRANTY:
            products.update(warranty_years=edit.value)
        case What.GRAMS:
            Variant.objects.filter(product__in=ids, retired_at=None).update(grams=edit.value)
        case What.COLLECT:
            first = next_position(edit.value.memberships)
            ProductCollection.objects.bulk_create(
                ProductCollection(product_id=pk, collection=edit.value, position=first + place)
                for place, pk in enumerate(ids)
            )
        case What.UNCOLLECT:
            ProductCollection.objects.filter(product__in=ids, collection=edit.value).delete()
