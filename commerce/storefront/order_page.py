"""What an order's page shows, gathered from the order as stored."""

from enum import StrEnum

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.amendments.models import AmendmentStatus
from commerce.fulfilment.models import ShipmentStatus
from commerce.fulfilment.queries import parcel_contents
from commerce.fulfilment.rules import parcel_words
from commerce.invoices.models import InvoiceKind
from commerce.money import total
from commerce.orders.models import Order, OrderEvent, OrderStatus
from commerce.orders.queries import conversation_of, order_for_token, parcel_lines, shipping_address
from commerce.payments.models import PaymentStatus
from commerce.refunds.queries import refunds_shown
from commerce.refunds.rules import where_words, words_for_customer
from commerce.reviews.queries import products_reviewed_by, reviewed_products
from commerce.shipping.carriers.manual import tracking_url
from commerce.storefront.forms import WriteForm
from commerce.storefront.summaries import order_line_rows, order_total, order_total_rows


class Stage(StrEnum):
    """How far a payment is, for the person who waits for it."""

    PAID = "paid"
    PROCESSING = "processing"
    DECLINED = "declined"
    CONFIRMING = "confirming"
    ENDED = "ended"
    GIVEN_UP = "given_up"
    UNDONE = "undone"
    CHECKED = "checked"

    @property
    def is_decided(self):
        """Nothing more follows by itself."""
        return self in DECIDED


DECIDED = frozenset({Stage.PAID, Stage.ENDED, Stage.GIVEN_UP, Stage.UNDONE})


def payment_stage(order):
    """Where the order stands, by our own rows alone."""
    if order.is_secured:
        return Stage.PAID
    payment = order.payments.all()[len(order.payments.all()) - 1]
    # Before a cancellation: money that came too late was charged all the same.
    if payment.problem:
        return Stage.CHECKED
    if order.status == OrderStatus.CANCELLED:
        return _end(order, payment)
    if payment.status == PaymentStatus.PROCESSING:
        return Stage.PROCESSING
    if payment.decline_code:
        return Stage.DECLINED
    return Stage.CONFIRMING


def _end(order, payment):
    if order.paid_at:
        return Stage.UNDONE
    return Stage.GIVEN_UP if payment.decline_code else Stage.ENDED


def order_context(order):
    """The context of an order's page and of the confirmation."""
    refunds = refunds_shown(order)
    return {
        "order": order,
        "order_url": reverse("order", args=[order.link_token]),
        "is_processing": order.is_waiting and payment_stage(order) == Stage.PROCESSING,
        "lines": order_line_rows(order, review_links(order)),
        "rows": order_total_rows(order),
        "total": order_total(order),
        "address": parcel_lines(order),
        "steps": order_steps(order),
        "parcels": parcel_rows(order),
        "changes": change_rows(order),
        "change_url": reverse("order_change", args=[order.link_token]),
        "invoices": invoice_links(order),
        "messages_sent": message_rows(order),
        "form": WriteForm(),
        "refunds": [refund_row(refund) for refund in refunds],
        "refunded": total((refund.given_back for refund in refunds), order.currency),
    }


def change_rows(order):
    """The changes of an order that wait or were made, as the customer is told of them."""
    rows = []
    for amendment in order.amendments.all():
        amendment.order = order
        if amendment.status != AmendmentStatus.WITHDRAWN:
            rows.append(change_facts(amendment) | {"waits": amendment.is_payable})
    return rows


def change_facts(amendment):
    """What a change puts in and takes out, and its difference; `shipping` is what a bank may ask for."""
    order, cut = amendment.order, amendment.units_cut()
    rows = [
        {
            "label": f"+ {row['quantity']} × {row['title']}",
            "note": row["options"],
            "amount": order.money(row["unit_minor"]) * row["quantity"],
        }
        for row in amendment.goods
    ]
    if amendment.delivery:
        name = amendment.delivery["delivery_name"]
        rows.append({"label": _("Delivery"), "note": name, "amount": amendment.dearer})
    if amendment.tax_minor and not order.prices_include_tax:
        rows.append({"label": _("Tax"), "amount": order.money(amendment.tax_minor)})
    if amendment.relief_minor:
        rows.append({"label": _("Tax not charged"), "amount": -order.money(amendment.relief_minor)})
    if amendment.cut_minor:
        taken = [f"{cut[line.pk]} × {line.title}" for line in order.lines.all() if line.pk in cut]
        rows.append({"label": _("Taken out"), "note": ", ".join(taken), "amount": -amendment.cut_worth})
    difference, address = amendment.difference, shipping_address(order)
    asked = _("Paid") if amendment.made_at else _("Difference")
    label = _("Refund") if difference < order.money(0) else asked
    fields = ("name", "line1", "line2", "city", "region", "postcode", "country")
    return {
        "rows": rows,
        "total": {"label": label, "amount": max(difference, -difference)},
        "difference": difference,
        "until": amendment.expires_at and date_format(localtime(amendment.expires_at), "DATETIME_FORMAT"),
        "made_at": amendment.made_at,
        "shipping": {name: getattr(address, name) for name in fields} if address else {},
    }


def message_rows(order):
    """What was written about it, as components/timeline.html takes it."""
    return [
        {
            "when": event.at,
            "title": _("You wrote") if event.kind == OrderEvent.Kind.ANSWER else _("We wrote"),
            "text": event.note.text,
        }
        for event in conversation_of(order)
    ]


def parcel_rows(order):
    """The parcels that left the house, as the customer follows them."""
    sent = [parcel for parcel in order.shipments.all() if parcel.handed_over_at]
    return [
        {
            "number": number,
            "when": parcel.delivered_at or parcel.handed_over_at,
            "status": parcel_words(parcel.status),
            "contents": parcel_contents(parcel),
            "carrier": parcel.carrier,
            "tracking_number": parcel.tracking_number,
            "tracking_url": tracking_url(parcel.carrier, parcel.tracking_number),
        }
        for number, parcel in enumerate(sent, start=1)
    ]


def refund_row(refund):
    """A refund as the customer is told of it."""
    return {
        "amount": refund.given_back,
        "method": where_words(refund),
        "when": refund.asked_at,
        "status": words_for_customer(refund.status, refund.provider_status, bool(refund.sent)),
        "message": refund.message,
    }


def invoice_links(order):
    """The papers of an order: its receipt, and a credit note for each refund."""
    return [
        {
            "label": _("Receipt") if invoice.kind == InvoiceKind.INVOICE else _("Credit note"),
            "number": invoice.number,
            "url": reverse("order_invoice", args=[order.link_token, invoice.pk]),
        }
        for invoice in order.invoices.all()
    ]


def review_links(order):
    """Where each line is reviewed, by its id: once it is bought, and where the customer did not yet.

    What was said by this very link is edited where it was written.
    """
    if not order.is_secured:
        return {}
    products = {line.pk: line.variant.product_id for line in order.lines.all() if line.variant}
    done = reviewed_products(order.customer_id, products.values())
    said_here = products_reviewed_by(order) if done else set()
    links = {}
    for pk, product_id in products.items():
        if product_id in said_here:
            url = reverse("order_review_edit", args=[order.link_token, pk])
            links[pk] = {"url": url, "label": _("Edit your review")}
        elif product_id not in done:
            url = reverse("order_review", args=[order.link_token, pk])
            links[pk] = {"url": url, "label": _("Write a review")}
    return links


def reviewed_line(token, line_id):
    """The order of a link, and the line of it that is reviewed. A link that is none, a line of another
    order and one that was not bought are not found."""
    try:
        order = order_for_token(token)
    except Order.DoesNotExist:
        raise Http404 from None
    line = next((line for line in order.lines.all() if line.pk == line_id), None)
    if line is None or line.variant is None or not order.is_secured:
        raise Http404
    return order, line


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
    delivered = None
    if order.status == OrderStatus.DELIVERED:
        delivered = max((parcel.delivered_at for parcel in parcels if parcel.delivered_at), default=None)
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
