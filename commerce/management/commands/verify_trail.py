"""Prove that nothing in the admin trail and in the timelines of orders was changed, lost or slipped in."""

from itertools import chain

from django.core.management.base import BaseCommand, CommandError

from commerce.orders.models import Order
from commerce.orders.proof import broken_timeline, broken_timelines
from commerce.trail.models import TrailEntry
from commerce.trail.queries import breaks

ORDER = "order/"


class Command(BaseCommand):
    help = (
        "Verify the chains of the admin trail and the timelines of orders; names the first broken row of "
        "each object and exits with 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("--subject", default="", help="only this object, e.g. price/12 or order/34")

    def handle(self, *, subject, **options):
        count = 0
        for broken in _breaks(subject):
            self.stderr.write(str(broken))
            count += 1
        if count:
            raise CommandError(f"{count} chains are broken.")
        self.stdout.write(f"The trail is whole: {TrailEntry.objects.count()} rows.")
        self.stdout.write(f"So are the timelines of {Order.objects.count()} orders.")


def _breaks(subject):
    if not subject:
        return chain(breaks(), broken_timelines())
    pk = subject.removeprefix(ORDER)
    if not subject.startswith(ORDER):
        return breaks(subject)
    if not pk.isdecimal():
        raise CommandError("Name an order by its id, e.g. order/34.")
    return broken_timeline(int(pk))
