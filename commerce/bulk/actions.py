"""What can be done to many orders: whom each action skips and why, and the operation that it is on one order.

The reasons are conditions on orders, so that ten thousand are looked through in one query before anything is
done, and each order is asked again under its own lock. Whatever else the operation refuses skips it, too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When

from commerce import errors
from commerce.amendments.models import Amendment, AmendmentStatus
from commerce.amendments.operations import let_order_go
from commerce.bulk.models import BulkJob
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.operations import hand_over, pack_order, ship_order
from commerce.orders.desk import (
    add_tag,
    archive_order,
    put_on_hold,
    remove_tag,
    unarchive_order,
)
from commerce.orders.facets import still_open
from commerce.orders.models import Order, OrderLine, OrderStatus, OrderTag, PaymentState
from commerce.payments.models import Dispute, DisputeStatus
from commerce.refunds.models import RefundLine, RefundStatus

Skips = list[tuple[type[errors.Refused], Q]]


@dataclass(frozen=True)
class BulkAction:
    """`skips(text)` says whom it leaves out, first reason first; `perform(order, row, job)` does it."""

    skips: Callable[[str], Skips]
    perform: Callable


def with_reason(orders, job):
    """Orders, each with `reason`: the name of why the job would skip it, or nothing."""
    skips = ACTIONS[job.action].skips(job.text)
    whens = [When(condition, then=Value(problem.__name__)) for problem, condition in skips]
    return orders.annotate(reason=Case(*whens, default=Value(""), output_field=CharField()))


def _blocked() -> Skips:
    """What must not leave the house, as fulfilment sees it."""
    disputes = Dispute.objects.filter(payment__order=OuterRef("pk"), is_inquiry=False)
    gone = F("order_line__cancelled_quantity") + F("order_line__shipped_quantity")
    asked = RefundLine.objects.filter(refund__order=OuterRef("pk"), refund__status=RefundStatus.PROPOSED)
    return [
        (errors.NotPaidYet, Q(status__in=[OrderStatus.DRAFT, OrderStatus.PLACED])),
        (errors.CancelledAlready, Q(status=OrderStatus.CANCELLED)),
        (errors.SentAlready, ~Q(status__in=sorted(Order.SHIPPABLE))),
        (errors.OrderOnHold, Q(is_on_hold=True)),
        (errors.NotSecured, Q(payment_state=PaymentState.VOID)),
        (errors.ShippingBlocked, Exists(disputes.exclude(status=DisputeStatus.WON))),
        (errors.GoodsAskedBack, Exists(asked.filter(restocks=True, order_line__quantity__gt=gone))),
    ]


def _to_pack():
    left = F("cancelled_quantity") + F("packed_quantity")
    return Exists(OrderLine.objects.filter(order=OuterRef("pk"), quantity__gt=left))


def _in_the_house():
    return Shipment.objects.filter(order=OuterRef("pk"), status__in=sorted(Shipment.IN_THE_HOUSE))


def _not_to_pack(_text) -> Skips:
    return [*_blocked(), (errors.PackedAlready, ~_to_pack())]


def _not_to_ship(_text) -> Skips:
    here = _in_the_house()
    several = here.order_by().values("order").annotate(count=Count("pk")).filter(count__gt=1)
    return [
        *_blocked(),
        (errors.ParcelsDiffer, Exists(several) | Q(Exists(here)) & Q(_to_pack())),
        (errors.SentAlready, ~Exists(here) & ~_to_pack()),
    ]


def _tagged(label):
    return Exists(OrderTag.objects.filter(order=OuterRef("pk"), label__iexact=label))


def _not_to_tag(label) -> Skips:
    tags = OrderTag.objects.filter(order=OuterRef("pk")).order_by().values("order")
    full = tags.annotate(count=Count("pk")).filter(count__gte=OrderTag.MOST)
    return [(errors.TaggedAlready, _tagged(label)), (errors.TooManyTags, Exists(full))]


def _not_to_untag(label) -> Skips:
    return [(errors.NotTagged, ~_tagged(label))]


def _not_to_hold(_reason) -> Skips:
    holdable = sorted(Order.CANCELLABLE | {OrderStatus.SHIPPED})
    return [(errors.HeldAlready, Q(is_on_hold=True)), (errors.NothingToHold, ~Q(status__in=holdable))]


def _not_to_let_go(_text) -> Skips:
    waiting = Amendment.objects.filter(status=AmendmentStatus.WAITING)
    return [
        (errors.NotHeld, Q(is_on_hold=False)),
        (errors.AmendmentWaits, Q(pk__in=waiting.values("order"))),
    ]


def _not_to_archive(_text) -> Skips:
    return [(errors.ArchivedAlready, Q(is_archived=True)), (errors.StillOpen, still_open())]


def _not_to_unarchive(_text) -> Skips:
    return [(errors.NotArchived, Q(is_archived=False))]


def _ship(order, row, job):
    """The one parcel that is packed, or all that is left in a new one."""
    facts = {"carrier": row.carrier, "tracking_number": row.tracking_number, "notifies": job.notifies}
    parcel = order.shipments.filter(status__in=Shipment.IN_THE_HOUSE).first()
    if parcel:
        hand_over(shipment=parcel, **facts, by=job.by)
    else:
        ship_order(order=order, **facts, by=job.by)


ACTIONS = {
    BulkJob.Action.PACK: BulkAction(
        _not_to_pack, lambda order, _row, job: pack_order(order=order, by=job.by)
    ),
    BulkJob.Action.SHIP: BulkAction(_not_to_ship, _ship),
    BulkJob.Action.TAG: BulkAction(
        _not_to_tag, lambda order, _row, job: add_tag(order=order, label=job.text, by=job.by)
    ),
    BulkJob.Action.UNTAG: BulkAction(
        _not_to_untag, lambda order, _row, job: remove_tag(order=order, label=job.text, by=job.by)
    ),
    BulkJob.Action.HOLD: BulkAction(
        _not_to_hold, lambda order, _row, job: put_on_hold(order=order, reason=job.text, by=job.by)
    ),
    BulkJob.Action.LET_GO: BulkAction(
        _not_to_let_go, lambda order, _row, job: let_order_go(order=order, by=job.by)
    ),
    BulkJob.Action.ARCHIVE: BulkAction(
        _not_to_archive, lambda order, _row, job: archive_order(order=order, by=job.by)
    ),
    BulkJob.Action.UNARCHIVE: BulkAction(
        _not_to_unarchive, lambda order, _row, job: unarchive_order(order=order, by=job.by)
    ),
}
