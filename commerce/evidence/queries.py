"""What is known of a disputed order, as stored: read for colleagues and for the bank.

No link that lets in is among it, no note of colleagues, and no body of a letter.
"""

from dataclasses import dataclass
from datetime import datetime

from commerce.customers.rules import address_lines
from commerce.fulfilment.models import ShipmentStatus
from commerce.money import Money
from commerce.orders.models import Order, OrderAddress, OrderEvent, OrderStatus
from commerce.orders.queries import discount_summary, orders_in_full, tax_summary
from commerce.payments.models import Dispute
from commerce.payments.rules import method_words
from commerce.refunds.models import Refund
from emails.models import Letter

# What of the timeline a bank may read; alerts and notes are for colleagues.
TOLD = frozenset(
    {
        OrderEvent.Kind.STATUS,
        OrderEvent.Kind.PAYMENT,
        OrderEvent.Kind.REFUND,
        OrderEvent.Kind.SHIPMENT,
        OrderEvent.Kind.DISPUTE,
    }
)


@dataclass(frozen=True, slots=True)
class Sold:
    """A line as it was sold."""

    title: str
    options: str
    sku: str
    quantity: int
    unit: Money
    total: Money


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    recipient: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    carrier: str
    tracking_number: str
    state: str
    handed_over_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An order of the same customer from before."""

    number: str
    placed_at: datetime
    state: str
    total: Money


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All evidence of one dispute."""

    number: str
    placed_at: datetime
    paid_at: datetime | None
    dispute_id: str
    reason: str
    disputed: Money
    respond_by: datetime | None
    method: str
    customer: str
    email: str
    billing: list[str]
    shipping: list[str]
    lines: list[Sold]
    sums: list[tuple[str, Money]]
    total: Money
    mails: list[Mail]
    parcels: list[Parcel]
    earlier: list[Earlier]
    steps: list[Step]


def dispute_of(order_id, pk):
    """A dispute of this very order. Raises Dispute.DoesNotExist."""
    return Dispute.objects.select_related("payment").get(payment__order=order_id, pk=pk)


def pack_of(dispute) -> Pack:
    """The evidence of a dispute, as it is stored now."""
    order = orders_in_full().get(pk=dispute.payment.order_id)
    payment = next(found for found in order.payments.all() if found.pk == dispute.payment_id)
    shipping = _address(order, OrderAddress.Kind.SHIPPING)
    return Pack(
        number=order.number,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        dispute_id=dispute.provider_id,
        reason=dispute.reason.replace("_", " "),
        disputed=dispute.amount,
        respond_by=dispute.respond_by,
        method=method_words(payment),
        customer=order.customer.name,
        email=order.email,
        billing=_address(order, OrderAddress.Kind.BILLING) or shipping,
        shipping=shipping,
        lines=[
            Sold(line.title, line.options, line.sku, line.quantity, line.unit_price, line.total)
            for line in order.lines.all()
        ],
        sums=_sums(order),
        total=order.total,
        mails=_mails(order),
        parcels=_parcels(order),
        earlier=_earlier(order),
        steps=_steps(order),
    )


def _sums(order):
    """What stands between the lines and the total, as stored."""
    taken = [(found["name"], -found["amount"]) for found in discount_summary(order)]
    relief = [("Tax not charged", -order.relief)] if order.relief else []
    return [(order.delivery_name, order.delivery), *taken, *tax_summary(order), *relief]


def _address(order, kind):
    found = next((address for address in order.addresses.all() if address.kind == kind), None)
    return address_lines(found, order.language) if found else []


def _mails(order):
    """Letters to the customer about the order and its refunds; those to colleagues are none of it."""
    refunds = [str(pk) for pk in Refund.objects.filter(order=order).values_list("pk", flat=True)]
    letters = Letter.objects.filter(about_kind="order", about_id=str(order.pk)) | Letter.objects.filter(
        about_kind="refund", about_id__in=refunds
    )
    return [
        Mail(
            subject=letter.subject or letter.kind.replace("_", " "),
            recipient=letter.recipient,
            state=str(letter.get_status_display()),
            at=letter.sent_at or letter.posted_at,
        )
        for letter in letters.order_by("posted_at", "pk")
        if letter.recipient == order.email
    ]


def _parcels(order):
    return [
        Parcel(
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            state=str(parcel.get_status_display()),
            handed_over_at=parcel.handed_over_at,
            delivered_at=parcel.delivered_at,
        )
        for parcel in order.shipments.all()
        if parcel.status != ShipmentStatus.CANCELLED
    ]


def _earlier(order):
    paid = Order.objects.filter(customer=order.customer_id, placed_at__lt=order.placed_at)
    paid = paid.exclude(paid_at=None).exclude(status=OrderStatus.DRAFT).order_by("placed_at", "pk")
    return [
        Earlier(found.number, found.placed_at, str(found.get_status_display()), found.total) for found in paid
    ]


def _steps(order):
    return [
        Step(event.at, _what(event), event.actor_label) for event in order.events.all() if event.kind in TOLD
    ]


def _what(event):
    step = " → ".join(part for part in (event.origin, event.target) if part)
    return " · ".join(part for part in (str(event.get_kind_display()), step, event.reference) if part)
