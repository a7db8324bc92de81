"""How far an order is, from its lines; and until when a parcel can be called back. Pure."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from commerce.orders.models import FulfilmentState

# What a customer reads of a parcel, by its status.
FOR_CUSTOMERS = {
    "delivered": _("Delivered"),
    "lost": _("Lost on its way: please write to us."),
    "returned": _("On its way back to us"),
}
ON_ITS_WAY = _("On its way")


def fulfilment_state(lines, *, has_arrived: bool) -> FulfilmentState:
    """The fulfilment state of an order with these lines; `has_arrived` says it of all its parcels."""
    if not any(line.shipped_quantity for line in lines):
        return FulfilmentState.UNFULFILLED if any(line.to_ship for line in lines) else FulfilmentState.NONE
    if any(line.to_ship for line in lines):
        return FulfilmentState.PARTLY
    return FulfilmentState.DELIVERED if has_arrived else FulfilmentState.SHIPPED


def can_be_undone(handed_over_at, now, within: timedelta) -> bool:
    """Whether a parcel handed over then may still stand at the door."""
    return now < handed_over_at + within


def parcel_words(status: str) -> str:
    """How a parcel that left stands, in words for the customer."""
    return FOR_CUSTOMERS.get(status, ON_ITS_WAY)
