from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from content.mirrors import mirror_branch
from content.models import HomePage


class Command(BaseCommand):
    help = "Shows pages in a language that has none of its own of them; safe at any time."

    def add_arguments(self, parser):
        parser.add_argument("language", help="a code of LANGUAGES, as de")

    def handle(self, *args, language, **options):
        locale = Locale.objects.get_or_create(language_code=language)[0]
        home = HomePage.objects.filter(locale=Locale.get_default(), alias_of=None).first()
        if home is None or locale == home.locale:
            raise CommandError("There is no home page of the first language, or it is this one.")
        self.stdout.write(f"{mirror_branch(page=home, locale=locale)} pages are shown in {language!r} now")
