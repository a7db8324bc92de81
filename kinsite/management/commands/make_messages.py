"""Gathers the texts that people read, and joins them with their German; the results are committed.

Django's own makemessages needs the programs of GNU gettext; this needs Babel only, which the shop has anyway.
"""

import io
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

LANGUAGE = "de"
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / "django.po"
WIDTH = 110
# How texts are marked, and at which places their context, singular and plural stand.
MARKS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What only staff read, in the admin: it stays English (docs/decisions.md).
FOR_STAFF = [
    "*/backoffice/*",
    "*/blocks/*.py",
    "*/pages/*.py",
    "*/panels.py",
    "*/panels/*",
    "*/permissions.py",
    "*/reports.py",
    "*/viewsets.py",
    "*/wagtail_hooks.py",
    "commerce/catalogue/facets.py",
    "commerce/catalogue/models.py",
    "commerce/catalogue/prices.py",
    "commerce/discounts/models.py",
    "commerce/errors/books.py",
    "commerce/markets/models.py",
    "commerce/pricing/models.py",
    "commerce/reconciliation/models.py",
    "commerce/shipping/models.py",
    "commerce/stock/models.py",
    "content/addresses.py",
    "content/errors.py",
    "content/guard.py",
    "emails/models.py",
    "kinsite/foundation/crypto.py",
    "kinsite/media/models.py",
    "search/models.py",
    "templates/emails/publishing_refused.*",
    "templates/emails/refund_failed.*",
]
FOLDERS = ["commerce", "content", "emails", "kinsite", "search", "templates"]
ELSEWHERE = ["*/migrations/*", "kinsite/sandbox/*", "kinsite/demo/*"]


def gathered() -> Catalog:
    """All texts that shoppers read, with the files they stand in."""
    found = Catalog()
    for path in _sources():
        for _line, text, _comments, context in _texts(path):
            found.add(text, locations=[(str(path), 1)], context=context)
    return found


def joined(found: Catalog, known: Catalog) -> Catalog:
    """The texts with the German that is known of them; what is no longer said is left out."""
    known.update(found, no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    return known


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The catalogue as people edit it and as the shop reads it."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def known_german() -> Catalog:
    return read_po(CATALOGUE.open("rb"), locale=LANGUAGE)


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for file in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            name = file.relative_to(settings.BASE_DIR).as_posix()
            is_text = file.suffix == ".py" or (folder == "templates" and file.suffix in {".html", ".txt"})
            if is_text and not any(fnmatch(name, pattern) for pattern in [*FOR_STAFF, *ELSEWHERE]):
                yield Path(name)


def _texts(path):
    source = (settings.BASE_DIR / path).read_text()
    if path.suffix != ".py":
        # The brackets make one expression of it, in which Python minds no indentation.
        source = f"({templatize(source, origin=str(path))}\n)"
    return extract("python", io.BytesIO(source.encode()), MARKS, options={"encoding": "utf-8"})


class Command(BaseCommand):
    help = "Gathers texts into kinsite/locale/de/LC_MESSAGES/django.po and compiles it."

    def handle(self, *args, **options):
        catalogue = joined(gathered(), known_german())
        try:
            po, mo = written(catalogue)
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        CATALOGUE.write_bytes(po)
        CATALOGUE.with_suffix(".mo").write_bytes(mo)
        silent = [message.id for message in catalogue if message.id and not translated(message)]
        for text in silent:
            self.stdout.write(f"no German yet: {text!r}")
        self.stdout.write(f"{len(catalogue)} texts, {len(silent)} without German")


def translated(message) -> bool:
    """Whether each form of a text has its German."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy
