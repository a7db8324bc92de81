"""manage.py seed_orders: orders by the million, to measure the desk with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinsite.demo.many.seed import NoShop, seed_orders


class Command(BaseCommand):
    help = (
        "Add so many orders of the last 24 months by COPY, for measuring. Their payments are at no provider."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=1_000_000)

    def handle(self, *args, count, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("Made-up orders are for the demo or development: nothing was added.")
        if count < 1:
            raise CommandError("--count says how many orders: 1 or more.")
        try:
            seed_orders(count, say=self.stdout.write)
        except NoShop:
            raise CommandError(
                "No market sells to US, CA or DE: lay in the demo first (seed_demo)."
            ) from None
