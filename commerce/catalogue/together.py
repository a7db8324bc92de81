"""One change to many products: what it is, and which of them it would leave as they are. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# As many as are written in one transaction.
MOST_AT_ONCE = 1000
LONGEST_WARRANTY = 50


class What(StrEnum):
    RETIRE = "retire"
    TAX = "tax"
    LIMIT = "limit"
    WARRANTY = "warranty"
    GRAMS = "grams"
    COLLECT = "collect"
    UNCOLLECT = "uncollect"


class Skip(StrEnum):
    """Why a product is left as it is."""

    RETIRED = "retired"
    SAME = "same"
    NO_VARIANTS = "no_variants"
    NOT_IN_IT = "not_in_it"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change; `value` is a tax category, a collection or a number, and nothing where it needs none."""

    what: What
    value: object = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Products that an edit changes, and those it skips, each with the reason."""

    changed: tuple
    skipped: tuple[tuple[object, Skip], ...]


def judge(edit: Edit, products: Iterable) -> Judged:
    """Part products into those that change and those that are skipped.

    Each has `grams_on_sale` (of its variants) and `collection_ids` besides its own fields.
    """
    changed, skipped = [], []
    for product in products:
        reason = why_skipped(edit, product)
        if reason:
            skipped.append((product, reason))
        else:
            changed.append(product)
    return Judged(tuple(changed), tuple(skipped))


def why_skipped(edit: Edit, product) -> Skip | None:
    """Why an edit leaves a product as it is; nothing where it changes it."""
    if product.retired_at:
        return Skip.RETIRED
    match edit.what:
        case What.TAX if product.tax_category_id == edit.value.pk:
            return Skip.SAME
        case What.LIMIT if product.order_limit == edit.value:
            return Skip.SAME
        case What.WARRANTY if product.warranty_years == edit.value:
            return Skip.SAME
        case What.GRAMS if not product.grams_on_sale:
            return Skip.NO_VARIANTS
        case What.GRAMS if set(product.grams_on_sale) == {edit.value}:
            return Skip.SAME
        case What.COLLECT if edit.value.pk in product.collection_ids:
            return Skip.SAME
        case What.UNCOLLECT if edit.value.pk not in product.collection_ids:
            return Skip.NOT_IN_IT
    return None
