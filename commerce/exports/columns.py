"""The columns of an export: what each is called, and its value. docs/desk.md says what they mean.

Amounts are in major units with the decimals of their currency, which has a column of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from operator import attrgetter

from commerce.orders.models import OrderAddress


@dataclass(frozen=True)
class Field:
    """`read` takes an order or a line; `is_personal` is for those who may see personal data alone."""

    name: str
    read: Callable
    is_personal: bool = False


def _moment(name):
    read = attrgetter(name)
    return lambda record: (moment := read(record)) and moment.astimezone(UTC)


def _major(name):
    read = attrgetter(name)
    return lambda record: read(record).major


def _address(name):
    def read(order):
        goes_to = next((a for a in order.addresses.all() if a.kind == OrderAddress.Kind.SHIPPING), None)
        return getattr(goes_to, name, "")

    return read


def _line_money(name):
    return lambda line: line.order.money(getattr(line, name)).major


ORDER_FIELDS = [
    Field("order", attrgetter("number")),
    Field("placed_at", _moment("placed_at")),
    Field("paid_at", _moment("paid_at")),
    Field("status", attrgetter("status")),
    Field("payment", attrgetter("payment_state")),
    Field("fulfilment", attrgetter("fulfilment_state")),
    Field("return", attrgetter("return_state")),
    Field("on_hold", attrgetter("is_on_hold")),
    Field("late", attrgetter("is_late")),
    Field("disputed", attrgetter("is_disputed")),
    Field("tags", lambda order: ", ".join(tag.label for tag in order.tags.all())),
    Field("units", attrgetter("units")),
    Field("currency", attrgetter("currency")),
    Field("items", _major("items")),
    Field("discount", _major("discount")),
    Field("delivery", _major("delivery")),
    Field("tax", _major("tax")),
    Field("total", _major("total")),
    Field("credit", _major("credit")),
    Field("market", attrgetter("market.code")),
    Field("ship_country", attrgetter("ship_country")),
    Field("delivery_method", attrgetter("delivery_name")),
    Field("payment_method", attrgetter("payment_method")),
    Field("customer", attrgetter("customer.name"), is_personal=True),
    Field("email", attrgetter("email"), is_personal=True),
    Field("ship_name", _address("name"), is_personal=True),
    Field("ship_line1", _address("line1"), is_personal=True),
    Field("ship_line2", _address("line2"), is_personal=True),
    Field("ship_city", _address("city"), is_personal=True),
    Field("ship_postcode", _address("postcode"), is_personal=True),
    Field("ship_region", _address("region"), is_personal=True),
    Field("ship_phone", _address("phone"), is_personal=True),
]
LINE_FIELDS = [
    Field("order", attrgetter("order.number")),
    Field("placed_at", _moment("order.placed_at")),
    Field("status", attrgetter("order.status")),
    Field("line", attrgetter("position")),
    Field("sku", attrgetter("sku")),
    Field("title", attrgetter("title")),
    Field("options", attrgetter("options")),
    Field("quantity", attrgetter("quantity")),
    Field("packed", attrgetter("packed_quantity")),
    Field("shipped", attrgetter("shipped_quantity")),
    Field("cancelled", attrgetter("cancelled_quantity")),
    Field("refunded", attrgetter("refunded_quantity")),
    Field("currency", attrgetter("order.currency")),
    Field("unit_price", _line_money("unit_minor")),
    Field("total", _major("total")),
    Field("discount", _line_money("discount_minor")),
    Field("tax_rate", lambda line: line.tax_rate.normalize()),
    Field("tax", _line_money("tax_minor")),
    Field("ship_country", attrgetter("order.ship_country")),
    Field("delivery_method", attrgetter("order.delivery_name")),
    Field("customer", attrgetter("order.customer.name"), is_personal=True),
    Field("email", attrgetter("order.email"), is_personal=True),
]
