"""What the admin shows of an order, as rows for its template."""

from django.utils.translation import gettext as _

from commerce.backoffice.amendments_page import amendment_rows
from commerce.backoffice.customer_card import customer_facts
from commerce.backoffice.lines_page import line_groups
from commerce.backoffice.order_choices import choices_of
from commerce.backoffice.parcels_page import parcel_rows
from commerce.backoffice.payments_page import booked_of, payment_row
from commerce.backoffice.permissions import ANSWER_DISPUTES, CHANGE_ORDERS
from commerce.backoffice.refund_page import refund_rows, sums_of
from commerce.backoffice.timeline_page import timeline_of
from commerce.money import total
from commerce.orders.models import OrderAddress, OrderEvent, OrderStatus, TaxTreatment
from commerce.orders.queries import (
    billing_lines,
    credit_summary,
    discount_summary,
    parcel_lines,
    tax_summary,
)
from commerce.payments.models import DisputeStatus
from commerce.refunds.queries import refunds_of
from commerce.stock.queries import movements_of
from kinsite.accounts.queries import names_of


def order_facts(order, user, way, chosen=""):
    """The context of an order's page in the admin; `way` led there, `chosen` narrows its timeline."""
    locale = order.market.locale
    refunds, moved = refunds_of(order), movements_of(order)
    sums = sums_of(order.payments.all(), refunds, order.currency)
    parcels, booked, left = parcel_rows(order, user), booked_of(order), _left(order, sums)
    people = names_of(_colleagues(order, refunds, moved))
    return {
        "order": order,
        "total": order.total.written(locale),
        "lines": line_groups(order, parcels, refunds),
        "totals": _totals(order, locale),
        "paid": _paid(order, locale),
        "address": parcel_lines(order),
        "billed_to": billing_lines(order),
        "may_change": user.has_perm(CHANGE_ORDERS),
        "may_move": user.has_perm(CHANGE_ORDERS) and order.is_cancellable,
        "tags": list(order.tags.all()),
        "held": _why_held(order),
        "phone": next(
            (found.phone for found in order.addresses.all() if found.kind == OrderAddress.Kind.SHIPPING), ""
        ),
        "sums": {name: amount.written(locale) for name, amount in sums.items()},
        "is_waiting": bool(sums["waiting"]),
        "is_refunded": bool(sums["waiting"] or sums["refunding"] or sums["refunded"]),
        "refunds": refund_rows(order, refunds, people, user),
        "kept": left.written(locale) if left and order.status == OrderStatus.CANCELLED else "",
        "head": choices_of(order, user, left),
        "payments": [
            payment_row(payment, sums_of([payment], refunds, order.currency), locale, booked)
            for payment in order.payments.all()
        ],
        "disputes": [
            _dispute(found, order, user)
            for payment in order.payments.all()
            for found in payment.disputes.all()
        ],
        "amendments": amendment_rows(order, people),
        "invoices": list(order.invoices.all()),
        "parcels": parcels,
        **timeline_of(order, moved, people, way, chosen),
        **customer_facts(order, user),
    }


def _colleagues(order, refunds, moved):
    """The ids of who did something about it."""
    for step in (*order.events.all(), *moved):
        if step.actor_kind == "staff":
            yield step.actor_id
    for refund in refunds:
        yield from (refund.asked_by_id, refund.approved_by_id)
    yield from (amendment.asked_by_id for amendment in order.amendments.all())


def _why_held(order):
    """Why a colleague put the order on hold; where the shop itself did, its last alert."""
    if not order.is_on_hold:
        return ""
    told = [
        event.note.text if hasattr(event, "note") else event.summary
        for event in order.events.all()
        if event.kind in (OrderEvent.Kind.HOLD, OrderEvent.Kind.ALERT)
    ]
    return told[-1] if told else ""


def _totals(order, locale):
    taken = discount_summary(order)
    rows = [
        ("Subtotal", order.items),
        *_discounts(taken, is_delivery=False),
        (order.delivery_name, order.delivery),
        *_discounts(taken, is_delivery=True),
        *tax_summary(order),
    ]
    if order.tax_treatment != TaxTreatment.TAXED:
        rows.append((f"Tax not charged: {order.get_tax_treatment_display()}", -order.relief))
    return [(label, amount.written(locale)) for label, amount in rows]


def _paid(order, locale):
    """What cards paid of the total, and what was left for the payment."""
    rows = [(facts["name"], -facts["amount"]) for facts in credit_summary(order)]
    if rows:
        rows.append((_("To be paid otherwise"), order.to_pay))
    return [(label, amount.written(locale)) for label, amount in rows]


def _left(order, sums):
    """What of the money, and of the credit that paid, may still be given back."""
    by_credit = [use.left for use in order.credit_uses.all()] if order.paid_at else []
    left = sums["captured"] - sums["waiting"] - sums["refunding"] - sums["refunded"]
    return left + total(by_credit, order.currency)


def _discounts(taken, *, is_delivery):
    for facts in taken:
        if facts["is_delivery"] is is_delivery:
            yield " · ".join(filter(None, [facts["name"], facts["code"]])), -facts["amount"]


def _dispute(dispute, order, user):
    may_answer = user.has_perm(ANSWER_DISPUTES)
    return {
        "pk": dispute.pk,
        "order_id": order.pk,
        "may_answer": may_answer,
        "may_send": may_answer and dispute.status == DisputeStatus.NEEDS_RESPONSE,
        "status": dispute.get_status_display(),
        "is_open": dispute.is_open,
        "is_inquiry": dispute.is_inquiry,
        "amount": dispute.amount.written(order.market.locale),
        "reason": dispute.reason.replace("_", " "),
        "respond_by": dispute.respond_by,
        "provider_id": dispute.provider_id,
    }
