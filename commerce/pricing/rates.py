"""The writers of the tax table. Orders keep the taxes that they were placed with."""

from django.db import IntegrityError, transaction

from commerce.errors import TaxRateTaken
from commerce.pricing.models import TaxRate
from commerce.trail.settings import note_difference
from commerce.trail.versions import refuse_changed

TOLD = ("country", "region", "category", "tax", "name", "rate", "taxes_delivery")


@transaction.atomic
def save_tax_rate(*, row=None, by, seen=None, **facts) -> TaxRate:
    """Set a row of the table; without `row` a new one. It counts from the next quote on.

    Raises TaxRateTaken where another row is for the same place, goods and tax, ChangedMeanwhile where it is
    another than was seen.
    """
    if row is not None:
        row = TaxRate.objects.select_for_update().get(pk=row.pk)
        refuse_changed(f"setting/tax/{row.pk}", seen)
    before = _told(row) if row else {}
    row = row or TaxRate()
    for name, value in facts.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise TaxRateTaken from problem
    note_difference(key=f"tax/{row.pk}", name=str(row), was=before, now=_told(row), by=by)
    return row


@transaction.atomic
def drop_tax_rate(*, row, by):
    """Take a row out of the table: from the next quote on the next wider one counts, or none."""
    row = TaxRate.objects.select_for_update().filter(pk=row.pk).first()
    if row is None:
        return
    key, name, before = f"tax/{row.pk}", str(row), _told(row)
    row.delete()
    note_difference(key=key, name=name, was=before, now={}, by=by)


def _told(row):
    """A row in words, by what the trail calls it."""
    return {name: str(getattr(row, name) or "") for name in TOLD} | {
        "rate": f"{row.rate.normalize():f}",
        "taxes_delivery": "yes" if row.taxes_delivery else "no",
    }
