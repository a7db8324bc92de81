"""Compare the provider's books with ours now, and print what the admin shows."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from commerce.reconciliation.models import Difference, Payout
from commerce.reconciliation.operations import WINDOW, ask_run, compare_books
from commerce.reconciliation.queries import with_figures
from kinsite.foundation.actors import SYSTEM

LOCALE = "en_US"


class Command(BaseCommand):
    help = "Compare the provider's books with ours and print what differs, and the figures by payout."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=WINDOW.days, help="how far back, in days")

    def handle(self, *, days, **options):
        run = ask_run(by=SYSTEM, window=timedelta(days=days))
        compare_books(run=run)
        run.refresh_from_db()
        if run.is_at_work:
            raise CommandError("Another comparison is at work; try again when it has ended.")
        if run.problem:
            raise CommandError(f"The books were not compared: {run.problem}")
        self._differences()
        self._payouts(run.since)

    def _differences(self):
        found = list(Difference.objects.filter(settled_at=None).order_by("first_seen_at"))
        for difference in found:
            there, here = (
                amount.written(LOCALE) if amount is not None else "-"
                for amount in (difference.theirs, difference.ours)
            )
            self.stdout.write(
                f"{difference.get_kind_display()}  {difference.provider_id}  there {there}  here {here}"
            )
        self.stdout.write(f"{len(found)} open differences")

    def _payouts(self, since):
        for payout in with_figures(Payout.objects.filter(made_at__gte=since).order_by("made_at")):
            made_of = payout.figures
            parts = {
                "gross": made_of.gross,
                "refunds": made_of.refunds,
                "disputes": made_of.disputes,
                "other": made_of.other,
                "fees": -made_of.fees,
                "expected": made_of.net,
                "found": payout.amount,
            }
            figures = "  ".join(f"{name} {amount.written(LOCALE)}" for name, amount in parts.items())
            self.stdout.write(f"{payout.made_at:%Y-%m-%d}  {payout.provider_id}  {figures}")
