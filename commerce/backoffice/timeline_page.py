"""The timeline of an order as the admin shows it, newest first: events, letters, stock, Stripe's notices."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.amendments.models import AmendmentStatus
from commerce.backoffice.refund_page import step_words
from commerce.fulfilment.models import ShipmentStatus
from commerce.mailing import letters_of
from commerce.orders.events import BECAME
from commerce.orders.models import OrderEvent, OrderStatus
from commerce.payments.models import DisputeStatus, PaymentStatus
from commerce.payments.queries import notices_about
from commerce.payments.settlements import SettlementStatus
from emails.models import LetterStatus

Kind = OrderEvent.Kind
MAILS = "mails"
# What a colleague looks for, by the name that the address has.
FILTERS = {
    "words": (gettext_lazy("Messages and notes"), {Kind.MESSAGE, Kind.ANSWER, Kind.NOTE}),
    "money": (gettext_lazy("Money"), {Kind.PAYMENT, Kind.REFUND, Kind.DISPUTE, Kind.AMENDMENT}),
    "parcels": (gettext_lazy("Parcels"), {Kind.SHIPMENT, Kind.STOCK, Kind.HOLD, Kind.ADDRESS}),
    MAILS: (gettext_lazy("Mails"), {Kind.LETTER, Kind.MESSAGE, Kind.ANSWER}),
}
# The words of the states that the steps of a kind lead between; refunds have words of their own.
WORDS = {
    Kind.STATUS: dict(OrderStatus.choices),
    Kind.PAYMENT: dict(PaymentStatus.choices) | dict(SettlementStatus.choices),
    Kind.DISPUTE: dict(DisputeStatus.choices),
    Kind.SHIPMENT: dict(ShipmentStatus.choices),
    Kind.AMENDMENT: dict(AmendmentStatus.choices),
    Kind.HOLD: {"on hold": gettext_lazy("On hold"), "let go": gettext_lazy("Let go")},
    Kind.ARCHIVE: {"archived": gettext_lazy("Archived"), "open": gettext_lazy("Open")},
}
ACTORS = {
    "customer": gettext_lazy("Customer"),
    "guest": gettext_lazy("Customer"),
    "system": gettext_lazy("The shop"),
    "stripe": gettext_lazy("Stripe"),
    "carrier": gettext_lazy("Carrier"),
}


def timeline_of(order, moved, people, way, chosen):
    """The rows of a timeline, and its filters: address, words, whether it is chosen.

    `moved` is what it did to stock, `people` are names by id.
    """
    kinds = FILTERS[chosen][1] if chosen in FILTERS else None
    events = [event for event in order.events.all() if kinds is None or event.kind in kinds]
    rows = [_event(order, event, people) for event in events]
    if kinds is None or Kind.STOCK in kinds:
        rows += [_movement(step, people) for step in moved]
    if kinds is None or chosen == MAILS:
        rows += [_letter(letter) for letter in letters_of(order)]
    if kinds is None or Kind.PAYMENT in kinds:
        rows += [_notice(notice) for notice in notices_about(_known_at_stripe(order))]
    rows.sort(key=lambda row: row["at"])
    choices = [(way.to_order(order.pk), _("All"), kinds is None)]
    choices += [
        (way.to_order(order.pk, show=name), words, name == chosen)
        for name, (words, _kinds) in FILTERS.items()
    ]
    return {"events": rows[::-1], "filters": choices}


def _event(order, event, people):
    before, after, note = _note(event)
    amount = event.amount_minor
    return {
        "pk": event.pk,
        "at": event.at,
        "kind": event.get_kind_display(),
        "tone": event.kind if event.kind in (Kind.ALERT, Kind.MESSAGE, Kind.ANSWER, Kind.NOTE) else "",
        "actor_kind": event.actor_kind,
        "actor": actor_words(event, people),
        "step": step_of(event),
        "summary": event.summary,
        "amount": order.money(amount).written(order.market.locale) if amount is not None else "",
        "reference": event.reference,
        "before": before,
        "after": after,
        "note": note,
    }


def actor_words(event, people):
    """Who it was, with the sort of actor before what is no name."""
    if event.actor_kind == "staff":
        return people.get(event.actor_id) or event.actor_label
    known = str(ACTORS.get(event.actor_kind, ""))
    return event.actor_label if event.actor_label == known else f"{known} · {event.actor_label}"


def _note(event):
    """What an event's note says: before and after of an address, else the text as it is."""
    text = event.note.text if hasattr(event, "note") else ""
    if event.kind == Kind.ADDRESS and BECAME in text:
        before, _became, after = text.partition(BECAME)
        return before, after, ""
    return "", "", text


def _letter(letter):
    return {
        "at": letter.sent_at or letter.posted_at,
        "kind": _("Mail"),
        "tone": "alert" if letter.status == LetterStatus.DEAD else "",
        "actor_kind": "system",
        "actor": ACTORS["system"],
        "step": letter.get_status_display(),
        "summary": letter.subject or letter.kind.replace("_", " ").capitalize(),
        "letter_pk": letter.pk,
    }


def _movement(step, people):
    moved = ((step.on_hand_change, _("on hand")), (step.allocated_change, _("allocated")))
    counted = ", ".join(f"{change:+d} {words}" for change, words in moved if change)
    return {
        "at": step.at,
        "kind": Kind.STOCK.label,
        "tone": "",
        "actor_kind": step.actor_kind,
        "actor": actor_words(step, people),
        "step": step.get_kind_display(),
        "summary": f"{step.stock_item.variant.sku}: {counted}",
        "note": step.reason,
    }


def _known_at_stripe(order):
    """The ids that Stripe knows an order's money by."""
    for payment in order.payments.all():
        yield payment.intent_id
        yield from (attempt.charge_id for attempt in payment.attempts.all())
        yield from (dispute.provider_id for dispute in payment.disputes.all())
    yield from (refund.provider_id for refund in order.refunds.all())


def _notice(notice):
    return {
        "at": notice.received_at,
        "kind": _("Notice from Stripe"),
        "tone": "alert" if notice.problem else "",
        "actor_kind": "stripe",
        "actor": ACTORS["stripe"],
        "step": notice.type,
        "summary": notice.problem,
        "reference": notice.event_id,
    }


def step_of(event):
    """From which state to which an event led, in words."""
    if event.kind == Kind.REFUND:
        return step_words(event.origin, event.target)
    words = WORDS.get(event.kind, {})
    return " → ".join(str(words.get(part, part)) for part in (event.origin, event.target) if part)
