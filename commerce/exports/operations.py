"""The writers of exports: each is written down before its first row is read."""

from django.db import transaction
from wagtail.log_actions import log

from commerce.errors import NothingChosen, SheetTooLarge
from commerce.exports.models import OrderExport
from commerce.exports.queries import fields_of, values_of
from kinsite.accounts.models import User
from kinsite.foundation import clock

LOGGED = "commerce.export_orders"
# A workbook is written whole before it is sent, and five thousand take seconds; a CSV has no end.
XLSX_MOST = 5_000


@transaction.atomic
def begin_export(*, orders, chosen, kind, form, by, is_ticked=False, is_personal=False):
    """Write down who takes which orders along. Raises NothingChosen, SheetTooLarge."""
    count = orders.count()
    if not count:
        raise NothingChosen
    if form == OrderExport.Form.XLSX and count > XLSX_MOST:
        raise SheetTooLarge
    export = OrderExport.objects.create(
        kind=kind,
        form=form,
        query=chosen.kept.query,
        is_searched=bool(chosen.text),
        is_ticked=is_ticked,
        is_personal=is_personal,
        orders=count,
        asked_at=clock.now(),
        asked_by_kind=by.kind,
        asked_by_id=by.id,
        asked_by_label=by.label,
    )
    data = {"kind": kind, "form": form, "query": export.query, "orders": count, "is_personal": is_personal}
    log(instance=export, action=LOGGED, user=User.objects.filter(pk=by.id).first(), data=data)
    return export


def read_export(*, export, orders):
    """The head and the rows of an export; with the last row it is written down how many there were."""
    fields = fields_of(export.kind, is_personal=export.is_personal)
    return [field.name for field in fields], _counted(export, values_of(orders, export.kind, fields))


def _counted(export, rows):
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is kept
        yield row
    OrderExport.objects.filter(pk=export.pk).update(rows=count, ended_at=clock.now())
