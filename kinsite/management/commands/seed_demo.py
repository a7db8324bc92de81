"""manage.py seed_demo: what the demo shop sells, says and remembers."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinsite.demo.seed import seed


class Command(BaseCommand):
    help = "Lay in the demo shop: catalogue, pictures, pages, people, sixty orders. Safe to run twice."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This is not the demo (kinsite.settings.demo): nothing was laid in.")
        seed(say=self.stdout.write)
