"""What an order's page shows, gathered from the order as stored."""

from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.fulfilment.models import ShipmentStatus
from commerce.orders.models import OrderStatus
from commerce.orders.queries import parcel_lines
from commerce.payments.models import PaymentStatus
from commerce.reviews.queries import reviewed_products
from commerce.storefront.summaries import order_line_rows, order_total_rows


class Stage(StrEnum):
    """How far a payment is, for the person who waits for it."""

    PAID = "paid"
    PROCESSING = "processing"
    DECLINED = "declined"
    CONFIRMING = "confirming"
    ENDED = "ended"
    CHECKED = "checked"


def payment_stage(order):
    """Where the order stands, by our own rows alone."""
    if order.is_secured:
        return Stage.PAID
    payment = order.payments.all()[len(order.payments.all()) - 1]
    # Before a cancellation: money that came too late was charged all the same.
    if payment.problem:
        return Stage.CHECKED
    if order.status == OrderStatus.CANCELLED:
        return Stage.ENDED
    if payment.status == PaymentStatus.PROCESSING:
        return Stage.PROCESSING
    if payment.decline_code:
        return Stage.DECLINED
    return Stage.CONFIRMING


def order_context(order):
    """The context of an order's page and of the confirmation."""
    return {
        "order": order,
        "order_url": reverse("order", args=[order.link_token]),
        "lines": order_line_rows(order, review_links(order)),
        "rows": order_total_rows(order),
        "total": {"label": _("Total"), "amount": order.total},
        "address": parcel_lines(order),
        "steps": order_steps(order),
    }


def review_links(order):
    """Where each line can be reviewed, by its id: once it is bought, and where the customer did not yet."""
    if not order.is_secured:
        return {}
    products = {line.pk: line.variant.product_id for line in order.lines.all() if line.variant}
    done = reviewed_products(order.customer_id, products.values())
    return {
        pk: reverse("order_review", args=[order.link_token, pk])
        for pk, product_id in products.items()
        if product_id not in done
    }


def order_steps(order):
    """Confirmed, packed, on its way, delivered: as components/steps.html takes them."""
    if order.status == OrderStatus.CANCELLED:
        return [
            {"label": _("Placed"), "state": "done", "when": order.placed_at},
            {"label": _("Cancelled"), "state": "failed", "when": order.cancelled_at},
        ]
    parcels = [parcel for parcel in order.shipments.all() if parcel.status != ShipmentStatus.CANCELLED]
    packed = next((parcel.created_at for parcel in parcels), None)
    sent = next((parcel.handed_over_at for parcel in parcels if parcel.handed_over_at), None)
    delivered = next((parcel.delivered_at for parcel in parcels if parcel.delivered_at), None)
    times = [order.paid_at, packed, sent, delivered]
    labels = [_("Confirmed"), _("Packed"), _("On its way"), _("Delivered")]
    reached = max((index for index, when in enumerate(times) if when), default=-1)
    steps = []
    for index, (label, when) in enumerate(zip(labels, times, strict=True)):
        state = "done" if index < reached or index == reached == len(labels) - 1 else "next"
        steps.append(
            {
                "label": label,
                "when": when,
                "state": "current" if index == reached and state == "next" else state,
            }
        )
    return steps
