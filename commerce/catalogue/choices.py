"""What variants differ by and what products are described by, in the words of one language."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from commerce.catalogue.facets import AttributeValueLabel, OptionLabel, OptionValueLabel
from commerce.catalogue.models import ProductAttribute, ProductOption, VariantOption


def choices_of(variant_ids: Iterable[int], language: str) -> dict[int, list[VariantOption]]:
    """What each variant is, by option in the order its product shows them.

    A choice has its value and option, their names as `label` and `option_label`, and its `facet`.
    """
    place = ProductOption.objects.filter(product=OuterRef("variant__product"), option=OuterRef("option"))
    choices = (
        VariantOption.objects.filter(variant__in=list(variant_ids))
        .select_related("option", "value")
        .annotate(
            label=_named(OptionValueLabel, "value", language),
            option_label=_named(OptionLabel, "option", language),
            place=Subquery(place.values("position")),
            facet=Concat("option__code", Value(":"), "value__code"),
        )
        .order_by("place", "option__position", "option_id")
    )
    return _grouped(choices, "variant_id")


def attributes_of(product_ids: Iterable[int], language: str) -> dict[int, list[ProductAttribute]]:
    """What each product is described by; an attribute has its `label` and its `facet`."""
    attributes = (
        ProductAttribute.objects.filter(product__in=list(product_ids))
        .annotate(
            label=_named(AttributeValueLabel, "value", language),
            facet=Concat("value__attribute__code", Value(":"), "value__code"),
        )
        .order_by("value__attribute__position", "value__position", "value__code")
    )
    return _grouped(attributes, "product_id")


def _named(labels, field, language):
    """The label in a language, else the name it has anyway."""
    named = labels.objects.filter(**{field: OuterRef(field)}, locale=language)
    return Coalesce(Subquery(named.values("label")), F(f"{field}__name"))


def _grouped(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
