"""Prove that nothing in the admin trail was changed, lost or slipped in."""

from django.core.management.base import BaseCommand, CommandError

from commerce.trail.models import TrailEntry
from commerce.trail.queries import breaks


class Command(BaseCommand):
    help = "Verify the chains of the admin trail; names the first broken row of each object and exits with 1."

    def add_arguments(self, parser):
        parser.add_argument("--subject", default="", help="only this object, e.g. price/12")

    def handle(self, *, subject, **options):
        found = list(breaks(subject))
        for broken in found:
            self.stderr.write(str(broken))
        if found:
            raise CommandError(f"{len(found)} chains of the trail are broken.")
        self.stdout.write(f"The trail is whole: {TrailEntry.objects.count()} rows.")
