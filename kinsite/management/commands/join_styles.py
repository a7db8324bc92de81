"""Joins the style sheet's parts into the one file that pages load; the result is committed."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

FOLDER = Path(settings.BASE_DIR) / "kinsite" / "static" / "css"


def joined() -> str:
    """All parts in the order of their numbers, each on one line, without comments and idle space."""
    return "".join(f"{squeezed(part.read_text())}\n" for part in sorted((FOLDER / "parts").glob("*.css")))


def squeezed(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return re.sub(r"(?<=[\w-]): ", ":", css).replace(";}", "}").strip()


class Command(BaseCommand):
    help = "Joins kinsite/static/css/parts/*.css into site.css."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether site.css is fresh")

    def handle(self, *args, check, **options):
        target, css = FOLDER / "site.css", joined()
        if not check:
            target.write_text(css)
            self.stdout.write(f"{target.name}: {len(css)} bytes")
        elif not target.exists() or target.read_text() != css:
            raise CommandError("site.css is stale: run make styles")
