"""What the trail says of products: what an operation made of them and of their variants, old and new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value
from django.db.models.functions import Concat

from commerce.catalogue.models import (
    Product,
    ProductAttribute,
    ProductCollection,
    ProductOption,
    ProductPicture,
    Variant,
    VariantOption,
)
from commerce.trail.operations import Area, Change, write_trail
from kinsite.foundation.actors import Actor

MEASURES = ("grams", "width_mm", "depth_mm", "height_mm")
# What describe_product() says of it.
DESCRIBED = (
    "title",
    "teaser",
    "tax_category",
    "order_limit",
    "warranty_years",
    "collections",
    "options",
    "attributes",
)


@contextmanager
def noted(product_ids: Iterable[int], *, by: Actor) -> Iterator[None]:
    """Write down in what products are others after this than before, and nothing where they are not.

    They are locked, so that what was is what the operation found. The number of queries does not grow with
    them.
    """
    ids = sorted(set(product_ids))
    locked = Product.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(locked.values_list("pk", flat=True))
    was = _told(ids)
    yield
    _note(was, _told(ids), by)


def subject_of(product: Product) -> str:
    """What the trail calls a product's chain."""
    return f"{Area.PRODUCT.value}/{product.pk}"


def note_new(product: Product, *, by: Actor) -> None:
    """Write down what a product begins as."""
    _note({}, _told([product.pk]), by)


def _note(was, now, by):
    changes = [
        Change(
            area=Area.PRODUCT,
            key=pk,
            name=(sku or facts["", "title"])[:120],
            what=what,
            before=before,
            after=facts.get((sku, what), ""),
        )
        for pk, facts in now.items()
        for (sku, what), before in (dict.fromkeys(facts, "") | was.get(pk, {})).items()
        if before != facts.get((sku, what), "")
    ]
    write_trail(changes=changes, by=by)


def _told(ids):
    """What products are, in words by SKU (none for the product itself) and by what the trail calls it."""
    told = {product.pk: _product_told(product) for product in _products(ids)}
    for variant in _variants(ids):
        told[variant.product_id] |= {(variant.sku, what): text for what, text in _variant_told(variant)}
    return defaultdict(dict, told)


def _products(ids):
    of_it = {"product": OuterRef("pk")}
    attribute = Concat("value__attribute__name", Value(" "), "value__name")
    return (
        Product.objects.filter(pk__in=ids)
        .order_by("pk")
        .select_related("tax_category", "successor", "successor_collection")
        .annotate(
            shown_in=ArraySubquery(_words(ProductCollection, "collection__title", **of_it)),
            differs_by=ArraySubquery(
                _words(ProductOption, "option__name", **of_it).order_by("position", "pk")
            ),
            described_by=ArraySubquery(_words(ProductAttribute, attribute, **of_it)),
            shows=ArraySubquery(_words(ProductPicture, "alt", **of_it).order_by("position", "pk")),
        )
    )


def _variants(ids):
    chosen = _words(VariantOption, "value__name", variant=OuterRef("pk"))
    return Variant.objects.filter(product__in=ids).order_by("pk").annotate(chosen_words=ArraySubquery(chosen))


def _words(model, words, **of_it):
    return model.objects.filter(**of_it).order_by(words).values_list(words, flat=True)


def _product_told(product):
    told = {
        "code": product.code,
        "title": product.title,
        "teaser": product.teaser,
        "tax_category": product.tax_category,
        "order_limit": product.order_limit,
        "warranty_years": product.warranty_years,
        "collections": ", ".join(product.shown_in),
        "options": ", ".join(product.differs_by),
        "attributes": ", ".join(product.described_by),
        "pictures": " · ".join(product.shows),
        "retired": _yes(product.retired_at),
        "leads_to": product.successor or product.successor_collection,
    }
    return {("", what): _text(value) for what, value in told.items()}


def _variant_told(variant):
    yield "choices", ", ".join(variant.chosen_words)
    for measure in MEASURES:
        yield measure, _text(getattr(variant, measure))
    yield "retired", _yes(variant.retired_at)


def _text(value):
    return "" if value is None else str(value)


def _yes(moment):
    return "yes" if moment else ""
