"""What the admin shows of an order, as rows for its template."""

from commerce.orders.models import OrderAddress, OrderEvent
from commerce.orders.queries import discount_summary, parcel_lines, tax_summary


def order_facts(order):
    """The context of an order's page in the admin."""
    locale = order.market.locale
    return {
        "order": order,
        "total": order.total.written(locale),
        "lines": [_line(line, locale) for line in order.lines.all()],
        "totals": _totals(order, locale),
        "address": parcel_lines(order),
        "phone": next(
            (found.phone for found in order.addresses.all() if found.kind == OrderAddress.Kind.SHIPPING), ""
        ),
        "payments": [_payment(payment, locale) for payment in order.payments.all()],
        "parcels": list(order.shipments.all()),
        "events": [_event(order, event, locale) for event in reversed(order.events.all())],
    }


def _line(line, locale):
    return {
        "title": line.title,
        "sku": line.sku,
        "options": line.options,
        "quantity": line.quantity,
        "unit": line.unit_price.written(locale),
        "discount": line.order.money(line.discount_minor).written(locale) if line.discount_minor else "–",
        "tax": line.order.money(line.tax_minor).written(locale),
        "total": line.total.written(locale),
    }


def _totals(order, locale):
    taken = discount_summary(order)
    rows = [
        ("Subtotal", order.items),
        *_discounts(taken, is_delivery=False),
        (order.delivery_name, order.delivery),
        *_discounts(taken, is_delivery=True),
        *tax_summary(order),
    ]
    return [(label, amount.written(locale)) for label, amount in rows]


def _discounts(taken, *, is_delivery):
    for facts in taken:
        if facts["is_delivery"] is is_delivery:
            yield " · ".join(filter(None, [facts["name"], facts["code"]])), -facts["amount"]


def _payment(payment, locale):
    return {
        "status": payment.get_status_display(),
        "amount": payment.amount.written(locale),
        "captured": payment.captured.written(locale),
        "refunded": payment.refunded.written(locale),
        "intent_id": payment.intent_id or "",
        "problem": payment.problem,
        "attempts": list(payment.attempts.all()),
    }


def _event(order, event, locale):
    return {
        "at": event.at,
        "kind": event.get_kind_display(),
        "is_alert": event.kind == OrderEvent.Kind.ALERT,
        "actor": event.actor_label,
        "step": " → ".join(part for part in (event.origin, event.target) if part),
        "summary": event.summary,
        "amount": order.money(event.amount_minor).written(locale) if event.amount_minor is not None else "",
        "reference": event.reference,
        "note": event.note.text if hasattr(event, "note") else "",
    }
