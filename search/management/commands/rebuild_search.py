"""manage.py rebuild_search: write anew what pages are found by."""

from django.core.management.base import BaseCommand

from search.operations import rebuild_rows


class Command(BaseCommand):
    help = "Write every page's search row anew; safe at any time. Products are found in the listing itself."

    def handle(self, *args, **options):
        self.stdout.write(f"{rebuild_rows()} pages can be found")
