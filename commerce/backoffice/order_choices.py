"""What a colleague may do with an order as it is now: one next step, the rest, and why not the others.

What a colleague has no right to, and what no longer makes sense, is not offered at all.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.amendments.models import AmendmentStatus
from commerce.amendments.queries import block_of_amending
from commerce.backoffice.payments_page import may_capture, reserved
from commerce.backoffice.permissions import ANSWER_DISPUTES, CHANGE_ORDERS, ISSUE_CREDIT, REFUND_ORDERS
from commerce.errors import AmendmentWaits, HeldBack, NobodyToWrite, NotCaptured, RefundBlocked
from commerce.fulfilment.models import Shipment, ShipmentStatus
from commerce.fulfilment.queries import block_of
from commerce.orders.models import OrderStatus
from commerce.payments.models import DisputeStatus
from commerce.payments.queries import is_disputed

# The first of these that is possible is what should be done next.
FIRST_TO_LAST = ("answer", "let_go", "hand_over", "ship", "capture", "deliver")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to do: by a form of its own at `url`, or by one click where it `posts`."""

    verb: str
    label: str
    url: str
    why_not: str = ""
    posts: bool = False
    fields: dict = field(default_factory=dict)


def choices_of(order, user, left):
    """The head of an order's page: `next` step or None, `others`, and what `cannot` be done, with the reason.

    `left` is what of the order's money may still be given back.
    """
    found = []
    if user.has_perm(ANSWER_DISPUTES):
        found += _answer(order)
    if user.has_perm(CHANGE_ORDERS):
        found += [*_let_go(order), *_ship(order), *_parcels(order), *_capture(order, user)]
    if user.has_perm(REFUND_ORDERS):
        found += _refund(order, left)
    no_one = NobodyToWrite.shopper_message if order.names_nobody else ""
    if user.has_perm(ISSUE_CREDIT) and order.paid_at:
        facts = {"order": order.number}
        found.append(Choice("credit", _("Give store credit"), reverse("credit:give"), no_one, fields=facts))
    if user.has_perm(CHANGE_ORDERS):
        found.append(Choice("message", _("Write to customer"), _to("message", order), no_one))
        found += _settle_answer(order)
        found.append(Choice("note", _("Add note"), _to("note", order)))
        found += _amend(order)
        again = reverse("drafts:duplicate", args=[order.pk])
        found.append(Choice("duplicate", _("Duplicate"), again, no_one))
        found += [*_hold(order), *_cancel(order, user, left)]
    possible = [choice for choice in found if not choice.why_not]
    by_verb = {choice.verb: choice for choice in reversed(possible)}
    # What was paid for a cancelled order is owed.
    steps = (*FIRST_TO_LAST, "refund") if order.status == OrderStatus.CANCELLED else FIRST_TO_LAST
    first = next((by_verb[verb] for verb in steps if verb in by_verb), None)
    return {
        "next": first,
        "others": [choice for choice in possible if choice is not first],
        "cannot": [choice for choice in found if choice.why_not],
    }


def _to(verb, order, *args):
    return reverse(f"orders:{verb}", args=[order.pk, *args])


def _is_change_waiting(order):
    return any(amendment.status == AmendmentStatus.WAITING for amendment in order.amendments.all())


def _amend(order):
    if _is_change_waiting(order):
        yield Choice("withdraw_change", _("Withdraw the change"), _to("withdraw_change", order))
    elif order.status == OrderStatus.PAID:
        problem = block_of_amending(order)
        why_not = problem.shopper_message if problem else ""
        yield Choice("change", _("Change goods or delivery"), _to("change", order), why_not)


def _answer(order):
    for payment in order.payments.all():
        for dispute in payment.disputes.all():
            if dispute.status == DisputeStatus.NEEDS_RESPONSE:
                yield Choice("answer", _("Answer the dispute"), _to("evidence", order, dispute.pk))


def _let_go(order):
    if order.is_on_hold:
        why_not = AmendmentWaits.shopper_message if _is_change_waiting(order) else ""
        yield Choice("let_go", _("Let go"), _to("let_go", order), why_not, posts=True)


def _settle_answer(order):
    if order.awaits_answer:
        yield Choice("settle_answer", _("Mark as answered"), _to("settle_answer", order), posts=True)


def _hold(order):
    if order.is_holdable and not order.is_on_hold:
        yield Choice("hold", _("Put on hold"), _to("hold", order))


def _ship(order):
    if not any(line.to_pack for line in order.lines.all()):
        return
    if order.is_waiting:
        yield Choice("ship", _("Ship"), "", _("It is not paid yet."))
    elif order.is_shippable:
        problem = block_of(order)
        why_not = problem.shopper_message if problem else ""
        yield Choice("ship", _("Ship"), _to("ship", order), why_not)


def _parcels(order):
    parcels = list(order.shipments.all())
    packed = next((parcel for parcel in parcels if parcel.status in Shipment.IN_THE_HOUSE), None)
    if packed and order.is_shippable:
        problem = block_of(order)
        why_not = problem.shopper_message if problem else ""
        yield Choice("hand_over", _("Hand over"), _to("hand_over", order, packed.pk), why_not)
    gone = next((parcel for parcel in parcels if parcel.status == ShipmentStatus.HANDED_OVER), None)
    if gone:
        yield Choice("deliver", _("Mark as delivered"), _to("deliver", order, gone.pk), posts=True)


def _capture(order, user):
    if not reserved(order):
        return
    why_not = "" if may_capture(order, user) else _("It is being done already.")
    if order.is_on_hold:
        why_not = HeldBack.shopper_message
    yield Choice("capture", _("Capture payment"), _to("capture", order), why_not)


def _refund(order, left):
    payments = list(order.payments.all())
    if reserved(order):
        why_not = NotCaptured.shopper_message
    elif not order.paid_at and not any(payment.captured_minor for payment in payments):
        return
    elif any(is_disputed(payment) for payment in payments):
        why_not = RefundBlocked.shopper_message
    else:
        why_not = "" if left else _("Nothing is left to refund of this order.")
    yield Choice("refund", _("Refund"), _to("refund", order), why_not)


def _cancel(order, user, left):
    if order.status == OrderStatus.CANCELLED:
        return
    why_not = ""
    if not order.is_cancellable:
        why_not = _("It has left the house. What comes back can be refunded.")
    elif left and not user.has_perm(REFUND_ORDERS):
        why_not = _("What was paid would be refunded, and you have no right to refund.")
    yield Choice("cancel", _("Cancel order"), _to("cancel", order), why_not)
