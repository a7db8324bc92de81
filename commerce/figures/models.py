"""Figures of days that are over. They are written once: what a report said yesterday it says tomorrow."""

from django.db import models


class DayFigures(models.Model):
    """A day of the shop's time zone (TIME_ZONE), in one currency. Amounts are in minor units.

    Sales are the totals of orders whose money was secured on that day, whatever paid them. Refunds are what
    was given back on that day, whenever it was sold; what was only reserved and is let go counts as that, and
    what came back of a refund as sold once more.
    """

    day = models.DateField()
    currency = models.CharField(max_length=3)
    orders = models.PositiveIntegerField()
    sold_minor = models.PositiveBigIntegerField()
    refunds = models.PositiveIntegerField()
    refunded_minor = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["day", "currency"]
        constraints = [models.UniqueConstraint(fields=["day", "currency"], name="figures_of_a_day_once")]

    def __str__(self):
        return f"{self.day} in {self.currency}"
