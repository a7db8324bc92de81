"""Many orders that are paid, and jobs on them."""

from commerce.bulk.models import BulkJob
from commerce.bulk.operations import confirm_job, draft_job
from commerce.orders.listing import OrderFilter
from commerce.orders.models import Order, OrderLine
from commerce.orders.operations import mark_order_paid
from kinsite.foundation.actors import SYSTEM, staff
from tests.factories.catalogue import make_product
from tests.factories.orders import copy_order, make_order
from tests.factories.staff import make_colleague

PAID = OrderFilter.parse("view=all&status=paid")


def make_paid_orders(count, sku="TRAY") -> list[Order]:
    """So many paid orders of one unit, the newest first; all but one are copies, with lines."""
    order = make_order(make_product(sku, title="Tray", price=1234, stock=50))
    mark_order_paid(order=order, by=SYSTEM)
    order.refresh_from_db()
    [line] = order.lines.all()
    copies = copy_order(order, count - 1)
    fields = {field.attname: getattr(line, field.attname) for field in OrderLine._meta.concrete_fields}
    OrderLine.objects.bulk_create(OrderLine(**fields | {"id": None, "order_id": copy.pk}) for copy in copies)
    return [order, *copies]


def make_clerk():
    return make_colleague("commerce.view_order", "commerce.change_order")


def make_drafted_job(action="pack", *, by=None, chosen=PAID, orders=None, **facts) -> BulkJob:
    """A job that waits for its confirmation."""
    orders = chosen.orders if orders is None else orders
    return draft_job(action=action, orders=orders, chosen=chosen, by=staff(by or make_clerk()), **facts)


def make_job(action="pack", **facts) -> BulkJob:
    """A job that is confirmed, and that no worker took up."""
    job = make_drafted_job(action, **facts)
    assert confirm_job(job=job)
    return job


def outcomes(job) -> dict:
    """Each order's number with what became of it, or why it was left out."""
    rows = job.rows.values_list("order__number", "outcome", "reason")
    return {number: reason or outcome for number, outcome, reason in rows}
