"""What listings read, kept true: where a product is told of, and its row in each market."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from commerce.catalogue.models import ListingRow, ListingVariant, Product, ProductPresence, Variant
from commerce.catalogue.queries import products_repriced
from commerce.catalogue.rows import (
    OFFER_FIELDS,
    ROW_FIELDS,
    VARIANT_FIELDS,
    Changes,
    changed_listing,
    changed_offers,
)
from commerce.events import ListingChanged, OfferChanged, PresenceChanged
from kinsite.foundation import clock
from kinsite.foundation.announce import announce

LOOK_BACK = timedelta(days=1)


@transaction.atomic
def note_presence(
    *,
    product: Product,
    locale: str,
    title: str,
    teaser: str,
    path: str,
    page_id: int,
    live_revision_id: int | None,
    state: ProductPresence.State,
) -> None:
    """Remember where a product is told of in one language.

    While one page is live, drafts and copies of it elsewhere are not remembered.
    """
    _lock_products([product.pk])
    live = ProductPresence.State.LIVE
    others = ProductPresence.objects.filter(product=product, locale=locale, state=live).exclude(
        page_id=page_id
    )
    if state != live and others.exists():
        return
    ProductPresence.objects.update_or_create(
        product=product,
        locale=locale,
        defaults={
            "title": title,
            "teaser": teaser,
            "path": path,
            "page_id": page_id,
            "live_revision_id": live_revision_id,
            "state": state,
        },
    )
    announce(PresenceChanged(product.pk))


@transaction.atomic(savepoint=False)
def refresh_listing(product_ids: Iterable[int]) -> None:
    """Write the products' rows anew in every market, in a fixed number of queries."""
    changes = changed_listing(_lock_products(product_ids))
    ListingRow.objects.bulk_create(
        changes.rows,
        update_conflicts=True,
        unique_fields=["product", "market"],
        update_fields=ROW_FIELDS,
    )
    ListingVariant.objects.filter(pk__in=[told.pk for told in changes.gone]).delete()
    ListingVariant.objects.bulk_create(
        changes.variants,
        update_conflicts=True,
        unique_fields=["row", "variant"],
        update_fields=VARIANT_FIELDS,
    )
    _tell(changes)


@transaction.atomic(savepoint=False)
def refresh_offers(variant_ids: Iterable[int]) -> None:
    """Write what every sale may change: how many are left, and from which price on.

    The products' locks make the last sales of two variants see each other.
    """
    touched = Product.objects.filter(variants__in=list(variant_ids))
    variants = Variant.objects.filter(product__in=touched, retired_at=None).order_by("product_id", "position")
    locked = variants.select_related("product").select_for_update(no_key=True, of=("product",))
    changes = changed_offers(list(locked))
    ListingRow.objects.bulk_update(changes.rows, OFFER_FIELDS)
    ListingVariant.objects.bulk_update(changes.variants, ["availability"])
    _tell(changes)


@transaction.atomic
def show_due_prices() -> int:
    """Say of products that a planned price began or ended where their rows do not know it yet.

    A day back, so that nothing is missed where the job did not run; what is shown already is left alone.
    """
    now = clock.now()
    stale = changed_listing(products_repriced(now - LOOK_BACK, now)).product_ids
    if stale:
        announce(OfferChanged(tuple(sorted(stale))))
    return len(stale)


def _tell(changes: Changes):
    if changes.product_ids:
        announce(ListingChanged(tuple(sorted(changes.product_ids))))


def _lock_products(product_ids):
    products = Product.objects.filter(pk__in=list(product_ids)).order_by("pk")
    return list(products.select_for_update(no_key=True).values_list("pk", flat=True))
