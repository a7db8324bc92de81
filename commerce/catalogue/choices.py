"""What variants differ by and what products are described by, in the words of one language."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from commerce.catalogue.facets import AttributeLabel, AttributeValueLabel, OptionLabel, OptionValueLabel
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
            label=named(OptionValueLabel, "value", language),
            option_label=named(OptionLabel, "option", language),
            place=Subquery(place.values("position")),
            facet=_facet("option__code", "value__code"),
        )
        .order_by("place", "option__position", "option_id")
    )
    return _grouped(choices, "variant_id")


def attributes_of(product_ids: Iterable[int], language: str) -> dict[int, list[ProductAttribute]]:
    """What each product is described by: an attribute has its `label`, `attribute_label` and `facet`."""
    attributes = (
        ProductAttribute.objects.filter(product__in=list(product_ids))
        .annotate(
            label=named(AttributeValueLabel, "value", language),
            attribute_label=named(AttributeLabel, "attribute", language, at="value__attribute"),
            facet=_facet("value__attribute__code", "value__code"),
        )
        .order_by("value__attribute__position", "value__position", "value__code")
    )
    return _grouped(attributes, "product_id")


def named(labels, field: str, language: str, at: str | None = None):
    """The label that `labels` has in a language, else the plain name.

    What is named stands at `field` of the row, or at another path; "" is the row itself.
    """
    path = field if at is None else at
    label = labels.objects.filter(**{field: OuterRef(path or "pk")}, locale=language).values("label")
    return Coalesce(Subquery(label), F(f"{path}__name" if path else "name"))


def _facet(of, value):
    return Concat(of, Value(":"), value, output_field=TextField())


def _grouped(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
