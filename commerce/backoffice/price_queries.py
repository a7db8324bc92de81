"""What the screens of prices show, in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Case, F, Q, Value, When

from commerce.backoffice.queries import with_names
from commerce.catalogue.choices import choices_of
from commerce.catalogue.models import Price, PriceChange, Variant
from commerce.catalogue.proposals import PriceProposal
from commerce.markets.models import PriceList
from kinsite.foundation import clock


def price_history(variant, price_list) -> list[Price]:
    """All prices of a variant in a list, the latest first, each with the decision it follows from.

    `state` says which of them is true now; `is_open` of a decision that it can be withdrawn or ended.
    """
    now = clock.now()
    prices = list(
        Price.objects.filter(variant=variant, price_list=price_list)
        .select_related("price_list", "change")
        .annotate(
            state=Case(
                When(valid_from__gt=now, then=Value("planned")),
                When(valid_until__lte=now, then=Value("past")),
                default=Value("now"),
            )
        )
        .order_by("-valid_from")
    )
    with_names([price.change for price in prices if price.change])
    for price in prices:
        price.is_open = price.change and (
            price.change.valid_from > now or (price.state == "now" and not price.change.lasts)
        )
    return prices


def withdrawn_prices(variant, price_list) -> list[PriceChange]:
    """What was planned and never came true, the latest first."""
    changes = PriceChange.objects.filter(variant=variant, price_list=price_list, ended_at=F("valid_from"))
    return with_names(list(changes.select_related("price_list").order_by("-pk")))


def proposals_listed(variant=None, price_list=None):
    """What waits for a second colleague, the oldest first; of one variant in a price list, or all."""
    waiting = PriceProposal.objects.filter(status=PriceProposal.Status.PROPOSED)
    if variant:
        waiting = waiting.filter(variant=variant, price_list=price_list)
    return waiting.select_related("variant__product", "price_list").order_by("pk")


def grid_variants(*, text="", collection=None):
    """The variants on sale, product by product: all, of one collection, or found by title or SKU."""
    variants = Variant.objects.filter(retired_at=None, product__retired_at=None)
    if collection:
        variants = variants.filter(product__collections=collection)
    if text:
        variants = variants.filter(Q(product__title__icontains=text) | Q(sku__icontains=text))
    return variants.select_related("product").order_by("product__title", "product_id", "position", "pk")


def variants_by_id(ids):
    """Those that are still on sale, in the order of the grid."""
    return list(grid_variants().filter(pk__in=ids))


def grid_rows(variants, language) -> list[dict]:
    """What each variant costs in every price list now, and what is planned next, in four queries."""
    choices = choices_of([variant.pk for variant in variants], language)
    now, current, planned = clock.now(), {}, defaultdict(list)
    open_prices = Price.objects.filter(Q(valid_until=None) | Q(valid_until__gt=now), variant__in=variants)
    for price in open_prices.select_related("price_list").order_by("valid_from"):
        key = price.variant_id, price.price_list_id
        if price.valid_from <= now:
            current[key] = price
        else:
            planned[key].append(price)
    lists = list(PriceList.objects.order_by("pk"))
    return [
        {
            "variant": variant,
            "options": ", ".join(choice.label for choice in choices[variant.pk]),
            "cells": [
                {
                    "list": price_list,
                    "key": (variant.pk, price_list.pk),
                    "price": current.get((variant.pk, price_list.pk)),
                    "next": next(iter(planned[variant.pk, price_list.pk]), None),
                }
                for price_list in lists
            ],
        }
        for variant in variants
    ]
