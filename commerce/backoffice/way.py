"""The list that led a colleague to an order: addresses about the order carry it, so that the way on stays."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from commerce.orders.listing import OrderFilter

NAME = "from"


@dataclass(frozen=True)
class Way:
    """`chosen` is the filter of the list that led to an order, None where no list did.

    It is read as a filter and written anew: nothing else that an address says leads anywhere.
    """

    chosen: OrderFilter | None = None

    @classmethod
    def of(cls, request):
        text = request.GET.get(NAME)
        return cls() if text is None else cls(OrderFilter.parse(text))

    @property
    def pairs(self):
        return {NAME: self.chosen.place} if self.chosen else {}

    @property
    def query(self):
        """What an address takes along, with its question mark; empty where no list led here."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    def to_order(self, pk, **more):
        """An order's page within the list."""
        asked = urlencode({**self.pairs, **more})
        return reverse("orders:page", args=[pk]) + (f"?{asked}" if asked else "")


class OnTheWay:
    """A view about an order; its template takes `way` along in each address about the order."""

    @cached_property
    def way(self):
        return Way.of(self.request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"way": self.way}
