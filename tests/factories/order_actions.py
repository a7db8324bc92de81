"""A situation for each action on an order: an order on which it may be done, and the form that does it."""

from dataclasses import dataclass, field

from commerce.amendments.queries import propose
from commerce.amendments.rules import Wish
from commerce.checkout.following import follow_reported_dispute
from commerce.fulfilment.operations import pack_order, ship_order
from commerce.orders.desk import add_tag, put_on_hold, write_answer
from commerce.orders.models import Order
from commerce.refunds.models import RefundLimit
from emails.models import Letter
from kinsite.foundation import clock
from kinsite.foundation.actors import GUEST
from tests.factories.amendments import amend
from tests.factories.captures import make_authorised_order
from tests.factories.catalogue import make_product
from tests.factories.checkout import ADDRESS
from tests.factories.refunds import CLERK, MANAGER, ask, give_back, make_paid_order


@dataclass
class Situation:
    """`args` are the address's; `kept` is what of the form must still be there after a conflict."""

    order: Order
    args: list
    form: dict = field(default_factory=dict)
    kept: str = ""


def _tray():
    return make_product("TRAY", title="Tray", price=1234, stock=9)


def _paid(stripe):
    return make_paid_order(stripe, (_tray(), 3))


def to_refund(stripe):
    """Three trays at 12.34 and delivery at 9.00, taxed by 8.875 %: 50.11."""
    order = _paid(stripe)
    form = {
        f"units_{order.lines.get().pk}": "3",
        "delivery": "9.80",
        "amount": "50.11",
        "computed": "5011",
        "named": "5011",
        "reason": "Scratched on the left",
    }
    return Situation(order, [order.pk], form, kept="Scratched on the left")


def to_capture(stripe):
    order = make_authorised_order(stripe, (_tray(), 1))
    return Situation(order, [order.pk])


def to_ship(stripe):
    order = _paid(stripe)
    form = {f"units_{order.lines.get().pk}": "2", "tracking_number": "1Z12345E0205271688"}
    return Situation(order, [order.pk], form, kept="1Z12345E0205271688")


def to_hand_over(stripe):
    order = _paid(stripe)
    parcel = pack_order(order=order, by=CLERK)
    return Situation(order, [order.pk, parcel.pk], {"carrier": "Bike Bob"}, kept="Bike Bob")


def to_unpack(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk, pack_order(order=order, by=CLERK).pk])


def to_deliver(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk, ship_order(order=order, by=CLERK).pk])


def to_cancel(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk], {"reason": "Asked for by phone"}, kept="Asked for by phone")


def to_answer(stripe):
    order = _paid(stripe)
    opened = stripe.post_hook("dispute", charge=order.payments.get().attempts.get().charge_id)
    dispute = follow_reported_dispute(dispute_id=opened["id"])
    return Situation(order, [order.pk, dispute.pk], {"is_read": "on"})


def to_approve(stripe):
    order = _paid(stripe)
    RefundLimit.objects.create(currency="USD", alone_up_to_minor=100)
    return Situation(order, [ask(order, goodwill=2000, by=MANAGER).pk])


def to_try_again(stripe):
    order = _paid(stripe)
    stripe.post_hook("fault", path="/v1/refunds", do="status", status=400, times=1)
    return Situation(order, [give_back(order, goodwill=500).pk])


def to_move(stripe):
    order = _paid(stripe)
    form = {**ADDRESS, "line1": "14 Loud Street", "phone": "+1 212 5550100"}
    return Situation(order, [order.pk], form, kept="14 Loud Street")


def to_note(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk], {"text": "Wants it on Friday"}, kept="Wants it on Friday")


def to_write(stripe):
    order = _paid(stripe)
    form = {"text": "It leaves us tomorrow.", "to": order.email, "send": "1"}
    return Situation(order, [order.pk], form, kept="It leaves us tomorrow.")


def to_hold(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk], {"reason": "Odd address"}, kept="Odd address")


def to_let_go(stripe):
    order = _paid(stripe)
    put_on_hold(order=order, reason="Odd address", by=CLERK)
    return Situation(order, [order.pk])


def to_settle(stripe):
    order = _paid(stripe)
    write_answer(order=order, text="Thank you!", by=GUEST)
    return Situation(order, [order.pk])


def to_tag(stripe):
    order = _paid(stripe)
    return Situation(order, [order.pk], {"label": "Fragile"}, kept="Fragile")


def to_untag(stripe):
    order = _paid(stripe)
    add_tag(order=order, label="Fragile", by=CLERK)
    return Situation(order, [order.pk], {"label": "fragile"}, kept="fragile")


def to_change(stripe):
    """One of three trays out: 12.34 and its tax of 1.10, of what delivery cost nothing."""
    order = _paid(stripe)
    line = order.lines.get()
    form = {f"units_{line.pk}": "2", "quantity_3": "2", "sku_3": "tray", "delivery": ""}
    proposal = propose(order, Wish(cut={line.pk: 1}, added={line.variant_id: 2}))
    return Situation(order, [order.pk], {**form, "named": str(proposal.difference.minor)}, kept="tray")


def to_withdraw_change(stripe):
    order = _paid(stripe)
    amend(order, added={order.lines.get().variant: 1})
    return Situation(order, [order.pk])


def to_resend(stripe):
    order = _paid(stripe)
    Letter.objects.filter(about_kind="order").update(status="sent", sent_at=clock.now())
    return Situation(order, [order.pk, Letter.objects.get(kind="order_confirmed").pk])


# Address: how it comes to be. An action that is not here fails test_conflicts.
SITUATIONS = {
    "orders:refund": to_refund,
    "orders:capture": to_capture,
    "orders:ship": to_ship,
    "orders:hand_over": to_hand_over,
    "orders:unpack": to_unpack,
    "orders:deliver": to_deliver,
    "orders:undo": to_deliver,
    "orders:cancel": to_cancel,
    "orders:change": to_change,
    "orders:withdraw_change": to_withdraw_change,
    "orders:address": to_move,
    "orders:note": to_note,
    "orders:message": to_write,
    "orders:settle_answer": to_settle,
    "orders:hold": to_hold,
    "orders:let_go": to_let_go,
    "orders:add_tag": to_tag,
    "orders:remove_tag": to_untag,
    "orders:resend": to_resend,
    "orders:evidence": to_answer,
    "orders:submit_evidence": to_answer,
    "refunds:approve": to_approve,
    "refunds:refuse": to_approve,
    "refunds:try_again": to_try_again,
}
