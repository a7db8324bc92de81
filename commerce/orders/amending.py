"""Writing to a paid order what an amendment puts in. What was sold before stays as it is."""

from django.db import transaction
from django.db.models import F, Max

from commerce.orders.models import Order, OrderLine, OrderTax


@transaction.atomic
def append_goods(*, order, amendment):
    """Append an amendment's goods to the lines of an order and to its totals, and set its new delivery.

    The caller holds the order's lock; the order given is brought to what is stored.
    """
    last = OrderLine.objects.filter(order=order).aggregate(last=Max("position"))["last"]
    rows = [dict(row) for row in amendment.goods]
    taxes = [row.pop("taxes") for row in rows]
    lines = OrderLine.objects.bulk_create(
        OrderLine(order=order, position=last + number, amendment=amendment, **row)
        for number, row in enumerate(rows, start=1)
    )
    shares = [(line, share) for line, each in zip(lines, taxes, strict=True) for share in each]
    shares += [(None, share) for share in amendment.delivery_taxes]
    OrderTax.objects.bulk_create(
        OrderTax(order=order, line=line, amendment=amendment, **share) for line, share in shares
    )
    raised = {
        "items_minor": amendment.items_minor,
        "delivery_minor": amendment.delivery_minor,
        "delivery_tax_minor": amendment.delivery_tax_minor,
        "delivery_relief_minor": amendment.delivery_relief_minor,
        "tax_minor": amendment.tax_minor,
        "relief_minor": amendment.relief_minor,
        "total_minor": amendment.added_minor,
    }
    Order.objects.filter(pk=order.pk).update(
        **{name: F(name) + minor for name, minor in raised.items()}, **amendment.delivery
    )
    order.refresh_from_db(fields=[*raised, *amendment.delivery])
