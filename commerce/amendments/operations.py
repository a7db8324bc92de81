"""The writers of amendments, each under the order's lock. None of them speaks with the provider."""

import logging
from datetime import timedelta

from django.db import transaction

from commerce.amendments.models import Amendment, AmendmentStatus
from commerce.amendments.queries import block_of_amending
from commerce.amendments.rules import as_rows, tax_rows
from commerce.errors import AboveOwnLimit, AmendmentWaits, OutOfStock, RefundTooLarge, Refused
from commerce.events import AmendmentAsked, OrderAmended, OrderShort
from commerce.orders.amending import append_goods
from commerce.orders.desk import let_go, put_on_hold
from commerce.orders.models import OrderEvent, OrderStatus
from commerce.orders.operations import lock_order
from commerce.orders.timeline import write_event
from commerce.payments.operations import open_difference
from commerce.refunds.operations import ask_refund
from commerce.refunds.queries import exceeds_limit
from commerce.refunds.rules import Wish as RefundWish
from commerce.shop.queries import desk_settings
from commerce.states import move
from commerce.stock.operations import allocate_more, short_of
from kinsite.foundation import clock
from kinsite.foundation.announce import announce
from kinsite.foundation.retries import begun_anew

logger = logging.getLogger(__name__)

HELD_FOR = "A change waits for its payment."
REASON = "The order was changed."


@begun_anew
@transaction.atomic
def amend_order(*, order, proposal, by, version=None) -> Amendment:
    """Change a paid order as proposed: at once, or once its customer paid the difference by a link.

    Until it is paid the order is as it was, and on hold; nothing is set aside for what is put in. `version`
    is the order's as the colleague saw it. Raises OrderMoved, NotAmendable and its kinds, AboveOwnLimit,
    OutOfStock, UnitsPacked, RefundTooLarge; then nothing was changed.
    """
    order = lock_order(order.pk, version)
    if problem := block_of_amending(order):
        raise problem
    if by.kind == "staff" and proposal.given_back and exceeds_limit(order, proposal.given_back, by):
        raise AboveOwnLimit
    amendment = _write(order, proposal, by)
    if proposal.difference.minor > 0:
        _ask_for_difference(amendment, by)
    else:
        _make(amendment, by, is_paid=False)
    return amendment


def take_difference(*, amendment, payment, by):
    """The difference of a change is paid: make the change, or give the money back where it cannot be made.

    The caller holds the order's lock, and calls once.
    """
    amendment.order, problem = payment.order, "It was withdrawn."
    if amendment.status == AmendmentStatus.WAITING and amendment.order.status == OrderStatus.PAID:
        try:
            with transaction.atomic():
                _make(amendment, by, is_paid=True)
            return
        except Refused as refusal:
            problem = type(refusal).__name__
            amendment.refresh_from_db(fields=["status"])
            withdraw_amendment(amendment=amendment, by=by)
    logger.error("paid change not made", extra={"amendment": amendment.pk, "problem": problem})
    words = f"A change was paid and could not be made ({problem}): its money goes back."
    write_event(order=amendment.order, kind=OrderEvent.Kind.ALERT, by=by, summary=words[:200])
    wish = RefundWish(goodwill=payment.amount_minor, reason="The change could not be made.")
    ask_refund(order=amendment.order, wish=wish, payment=payment, by=by)


@begun_anew
@transaction.atomic
def let_order_go(*, order, by, version=None):
    """Let an order go on, not while a change of it can still be paid. Raises OrderMoved, AmendmentWaits."""
    order = lock_order(order.pk, version)
    if order.amendments.filter(status=AmendmentStatus.WAITING).exists():
        raise AmendmentWaits
    let_go(order=order, by=by)


@transaction.atomic
def withdraw_amendment(*, amendment, by):
    """A change that waits for its payment is not made. The caller holds the order's lock, and has seen to it
    that the provider takes no payment for it any more. Raises IllegalMove."""
    move(amendment, AmendmentStatus.WITHDRAWN, by=by)
    _let_go(amendment, by)


def _write(order, proposal, by):
    added, chosen = proposal.added, proposal.delivery
    delivery = {}
    if chosen is not None:
        delivery = {
            "delivery_method": chosen.code,
            "delivery_name": chosen.name,
            "delivery_from": chosen.earliest.isoformat(),
            "delivery_until": chosen.latest.isoformat(),
        }
    amendment = Amendment.objects.create(
        order=order,
        currency=order.currency,
        cut={str(line_id): units for line_id, units in proposal.wish.cut.items() if units},
        cut_delivery_minor=proposal.cut_delivery.minor,
        cut_minor=proposal.cut.minor,
        goods=as_rows(added.lines),
        delivery_taxes=tax_rows(added.delivery_taxes),
        items_minor=added.items.minor,
        delivery_minor=added.delivery_price.minor,
        delivery_tax_minor=added.delivery_tax.minor,
        delivery_relief_minor=added.delivery_relief.minor,
        tax_minor=added.tax.minor,
        relief_minor=added.relief.minor,
        added_minor=added.total.minor,
        delivery=delivery,
        delivery_name_was=order.delivery_name if chosen else "",
        asked_by_id=by.id,
        asked_by_label=by.label,
        asked_at=clock.now(),
    )
    amendment.record_step(origin="", target=amendment.status, by=by, note="")
    return amendment


def _ask_for_difference(amendment, by):
    order = amendment.order
    if short := short_of(quantities=amendment.units_added()):
        raise OutOfStock(*short)
    amendment.payment = open_difference(order=order, amount=amendment.difference)
    amendment.expires_at = amendment.asked_at + timedelta(days=desk_settings().difference_days)
    amendment.holds = not order.is_on_hold
    amendment.save(update_fields=["payment", "expires_at", "holds"])
    if amendment.holds:
        put_on_hold(order=order, reason=HELD_FOR, by=by)
    announce(AmendmentAsked(amendment.pk))


def _make(amendment, by, *, is_paid):
    """What is put in comes first: an order of which nothing is left is cancelled."""
    order = amendment.order
    append_goods(order=order, amendment=amendment)
    if units := amendment.units_added():
        _allocate(order, units, by, is_paid)
    if amendment.cut_minor:
        amendment.refund = _take_out(amendment, by)
    move(amendment, AmendmentStatus.MADE, by=by)
    amendment.made_at = clock.now()
    amendment.save(update_fields=["refund", "made_at"])
    _let_go(amendment, by)
    announce(OrderAmended(amendment.pk))


def _allocate(order, units, by, is_paid):
    short = short_of(quantities=units) if is_paid else []
    if short:
        summary = f"Paid, but not there: {', '.join(short)}"[:200]
        write_event(order=order, kind=OrderEvent.Kind.ALERT, by=by, summary=summary)
        announce(OrderShort(order.pk))
    allocate_more(order=order, quantities=units, by=by, is_paid=is_paid)


def _take_out(amendment, by):
    cut = amendment.units_cut()
    wish = RefundWish(
        units=cut,
        restocked=frozenset(cut),
        delivery=amendment.cut_delivery_minor,
        reason=REASON,
        notifies=False,
    )
    refund = ask_refund(order=amendment.order, wish=wish, by=by, offset_minor=amendment.offset.minor)
    if refund.amount_minor != amendment.cut_minor:
        # Other units were refunded meanwhile, and the next ones are worth another cent.
        raise RefundTooLarge
    return refund


def _let_go(amendment, by):
    if amendment.holds:
        let_go(order=amendment.order, by=by)
