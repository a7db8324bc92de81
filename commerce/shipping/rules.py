"""When a parcel arrives."""

from datetime import timedelta

SATURDAY = 5


def working_days_after(day, count):
    """The day `count` working days (Monday to Friday) after `day`."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
