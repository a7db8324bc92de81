"""Sheets of products: checked row by row, confirmed, and applied one row after another, each once."""

from collections.abc import Sequence

from django.db import transaction

from commerce.assortment import columns as c
from commerce.assortment.models import SheetImport, SheetRow
from commerce.assortment.plan import (
    CHANGED,
    NEW,
    REFUSED,
    UNCHANGED,
    WAITS,
    Plan,
    Planner,
    Problem,
    told,
    unknown_columns,
)
from commerce.assortment.queries import price_lists, rights_of, world_of
from commerce.assortment.writing import add_row, change_row, foresee_waiting
from commerce.catalogue.models import Product
from commerce.errors import Refused, SheetColumns
from commerce.events import SheetConfirmed
from commerce.states import move
from kinsite.accounts.models import User
from kinsite.foundation.actors import Actor, staff
from kinsite.foundation.announce import announce

Status = SheetImport.Status
ROWS_A_TASK = 50
LONGEST_PROBLEM = 2000


@transaction.atomic
def check_sheet(*, file_name: str, rows: Sequence[Sequence[str]], user) -> SheetImport:
    """Keep a sheet's rows with what each would do. Nothing is changed. Raises SheetColumns."""
    head = [name.strip().lower() for name in rows[0]]
    unknown = unknown_columns(head, [*c.PLAIN, *price_lists()])
    if unknown or c.SKU not in head:
        raise SheetColumns(unknown)
    lines = [(number, cells) for number, cells in enumerate(rows[1:], start=2) if any(cells)]
    sheet = SheetImport.objects.create(file_name=file_name[-120:], columns=head, actor_id=user.pk)
    by_column = [(number, _by_column(head, cells)) for number, cells in lines]
    planner = Planner(
        world_of(
            [cells.get(c.SKU, "") for _number, cells in by_column],
            [cells.get(c.PRODUCT, "") for _number, cells in by_column],
            rights_of(user),
        )
    )
    plans = [
        planner.plan(cells, beyond=texts[len(head) :])
        for (_number, cells), (_same, texts) in zip(by_column, lines, strict=True)
    ]
    foresee_waiting(plans, staff(user))
    SheetRow.objects.bulk_create(
        [_row(sheet, *line, plan) for line, plan in zip(by_column, plans, strict=True)], batch_size=500
    )
    return sheet


@transaction.atomic
def confirm_sheet(*, sheet: SheetImport, by: Actor) -> None:
    """Have what was found applied; rows that were refused stay so."""
    move(sheet, Status.CONFIRMED, by=by)
    sheet.rows.filter(verdict=REFUSED).update(outcome=REFUSED)
    announce(SheetConfirmed(sheet.pk))


@transaction.atomic
def withdraw_sheet(*, sheet: SheetImport, by: Actor) -> None:
    """Let a checked sheet be; nothing of it was applied."""
    move(sheet, Status.WITHDRAWN, by=by)


def apply_rows(*, sheet_id: int, most: int = ROWS_A_TASK) -> bool:
    """Apply the next rows of a confirmed sheet; whether there may be more.

    Each row is one transaction under the sheet's lock: a worker that is killed leaves no row half done, and
    whoever goes on finds the first that is not.
    """
    return all(_apply_next(sheet_id) for _turn in range(most))


@transaction.atomic(durable=True)
def _apply_next(sheet_id):
    sheet = SheetImport.objects.select_for_update().get(pk=sheet_id)
    if sheet.status != Status.CONFIRMED:
        return False
    user = User.objects.get(pk=sheet.actor_id)
    row = sheet.rows.filter(outcome="").order_by("number").first()
    if row is None:
        move(sheet, Status.DONE, by=staff(user))
        return False
    row.sheet = sheet
    try:
        with transaction.atomic():
            row.outcome, problems = _apply(row, user)
    except Refused as problem:
        row.outcome = REFUSED
        problems = [Problem(c.SKU, "operation", str(problem.shopper_message))]
    row.problems = [_kept(problem) for problem in problems]
    row.save(update_fields=["outcome", "problems"])
    return True


def _apply(row, user):
    """Plan the row anew, with the product locked; refuse what a colleague changed since it was checked."""
    cells, by = row.texts, staff(user)
    list(Product.objects.filter(variants__sku__iexact=row.sku).select_for_update(no_key=True, of=("self",)))
    if not user.has_perm("commerce.change_product"):
        return REFUSED, [Problem(c.SKU, "right")]
    plan = Planner(world_of([row.sku], [cells.get(c.PRODUCT, "")], rights_of(user))).plan(cells)
    if plan.verdict == REFUSED:
        return REFUSED, plan.problems
    if plan.verdict == UNCHANGED:
        return UNCHANGED, []
    if moved := _moved(row, plan):
        return REFUSED, moved
    if plan.verdict == NEW:
        waiting = add_row(sku=plan.sku, facts=plan.facts, by=by)
    else:
        waiting = change_row(variant=plan.variant, facts=plan.facts, by=by)
    plan.let_wait(waiting)
    return plan.verdict, plan.problems


def _moved(row, plan: Plan):
    if row.verdict == NEW and plan.verdict == CHANGED:
        return [Problem(c.SKU, "meanwhile", plan.variant.product.title)]
    return [
        Problem(column, "moved", f"{row.seen.get(column, '') or '–'} → {now or '–'}")
        for column, now in plan.before.items()
        if row.seen.get(column, "") != now
    ]


def _by_column(head, cells):
    return {name: text for name, text in zip(head, cells, strict=False) if text}


def _row(sheet, number, cells, plan):
    before = [told(plan.variant, name) if plan.variant else "" for name in sheet.columns]
    return SheetRow(
        sheet=sheet,
        number=number,
        sku=plan.sku,
        cells=[cells.get(name, "") for name in sheet.columns],
        before=before,
        after=[plan.after.get(name, "") for name in sheet.columns]
        if plan.verdict in (CHANGED, WAITS)
        else [],
        verdict=plan.verdict,
        problems=[_kept(problem) for problem in plan.problems],
    )


def _kept(problem):
    return f"{problem.column}|{problem.code}|{problem.detail}"[:LONGEST_PROBLEM]
