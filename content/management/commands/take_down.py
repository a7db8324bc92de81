from django.core.management.base import BaseCommand, CommandError

from content.errors import NotLive
from content.takedown import take_down


class Command(BaseCommand):
    help = "Takes a live page down at once; its history and its editors are told why."

    def add_arguments(self, parser):
        parser.add_argument("page", type=int, help="the number in the address of its editor")
        parser.add_argument("--reason", required=True)

    def handle(self, *args, page, reason, **options):
        try:
            take_down(page_id=page, reason=reason)
        except NotLive as refusal:
            raise CommandError(str(refusal.title)) from refusal
        self.stdout.write("It is down.")
