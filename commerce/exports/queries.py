"""Reads of an export: a few queries for so many orders at a time, however many there are."""

from itertools import islice

from django.db.models import prefetch_related_objects

from commerce.exports.columns import LINE_FIELDS, ORDER_FIELDS
from commerce.exports.models import OrderExport
from commerce.orders.listing import rows as orders_in_list
from commerce.orders.models import OrderLine

AT_A_TIME = 500


def fields_of(kind, *, is_personal):
    """The columns of an export; those that name people only for whoever may see them."""
    fields = ORDER_FIELDS if kind == OrderExport.Kind.ORDERS else LINE_FIELDS
    return [field for field in fields if is_personal or not field.is_personal]


def values_of(orders, kind, fields):
    """Each row of an export, in the order of the list. The ids are those of one moment."""
    ids = iter(orders.values_list("pk", flat=True).iterator(chunk_size=AT_A_TIME))
    while some := list(islice(ids, AT_A_TIME)):
        for record in _records(some, kind):
            yield [field.read(record) for field in fields]


def _records(ids, kind):
    if kind == OrderExport.Kind.ORDERS:
        orders = orders_in_list(ids)
        prefetch_related_objects(orders, "tags", "addresses")
        return orders
    lines = OrderLine.objects.filter(order__in=ids).select_related("order__customer")
    return lines.order_by("-order__placed_at", "-order", "position")
