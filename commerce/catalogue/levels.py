"""How much of a variant there is, as far as the catalogue shows it. It is counted in stock, above."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from commerce.catalogue.models import Variant
from commerce.catalogue.rules import Availability, availability_of


@dataclass(frozen=True, slots=True)
class Level:
    available: int = 0
    threshold: int = 0

    @property
    def availability(self) -> Availability:
        return availability_of(self.available, self.threshold)


def levels_of(variant_ids: Iterable[int]) -> dict[int, Level]:
    """The level of each variant in the default location, where it is counted.

    Read through the relation that stock hangs on Variant, so that the catalogue imports nothing from above.
    """
    counted = Variant.objects.filter(pk__in=list(variant_ids), stock_items__location__is_default=True)
    free = F("stock_items__on_hand") - F("stock_items__allocated") - F("stock_items__held")
    rows = counted.values_list("pk", free, "stock_items__threshold")
    return {pk: Level(max(0, available), threshold) for pk, available, threshold in rows}
