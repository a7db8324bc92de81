"""Taking products off sale, and what becomes of those who look for them."""

from django.db import transaction

from commerce.catalogue.models import Collection, Product
from commerce.catalogue.operations.noted import noted
from commerce.errors import SuccessorUnfit
from commerce.events import OfferChanged
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce


@transaction.atomic
def retire_product(
    *,
    product: Product,
    by: Actor,
    successor: Product | None = None,
    collection: Collection | None = None,
) -> None:
    """Stop selling a product and all its variants; what was sold of it stays known.

    Visitors of its page are led to its successor or to a collection, where one is given; else the page goes
    on telling its story. Asked again, only that is changed. SuccessorUnfit where the successor is not sold.
    """
    if successor is not None:
        # In one order, so that two that are to follow each other never wait for each other.
        pair = Product.objects.filter(pk__in=[product.pk, successor.pk]).order_by("pk")
        locked = {row.pk: row for row in pair.select_for_update(no_key=True)}
        if successor.pk == product.pk or locked[successor.pk].retired_at:
            raise SuccessorUnfit
    with noted([product.pk], by=by):
        Product.objects.filter(pk=product.pk, retired_at=None).update(retired_at=clock.now())
        Product.objects.filter(pk=product.pk).update(successor=successor, successor_collection=collection)
    product.refresh_from_db(fields=["retired_at", "successor", "successor_collection"])
    announce(OfferChanged((product.pk,)))


@transaction.atomic
def restore_product(*, product: Product, by: Actor) -> None:
    """Sell a product again, as it was; variants that were retired by themselves stay so."""
    this = Product.objects.filter(pk=product.pk)
    with noted([product.pk], by=by):
        this.update(retired_at=None, successor=None, successor_collection=None)
    product.refresh_from_db(fields=["retired_at", "successor", "successor_collection"])
    announce(OfferChanged((product.pk,)))
