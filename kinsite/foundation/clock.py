"""The one place that knows what time it is, so that tests and the demo can travel."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

# What every time zone, a day more or less and the database can count with.
YEARS = range(1900, 3000)
_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())


def now() -> datetime:
    """The moment, aware and in UTC."""
    return datetime.now(UTC) + _shift.get()


def today(tz: tzinfo | None = None) -> date:
    """The calendar day in the given time zone, or in the active one."""
    return timezone.localdate(now(), tz)


def refuse_far(when: date | datetime):
    """A validator of days and moments that people type: years that nobody means are refused."""
    if when.year not in YEARS:
        raise ValidationError(_("The year has to be between 1900 and 2999."), code="far")


@contextmanager
def travel(to: datetime):
    """Let this thread live at another moment; time keeps running from there."""
    if timezone.is_naive(to):
        raise ValueError("Travel to an aware moment: a naive one is a different moment on every machine.")
    token = _shift.set(to - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
