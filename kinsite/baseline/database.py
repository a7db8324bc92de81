"""Bring a database up to date: from the dump where that is right, then by the migrations."""

import gc
import gzip

from django.core.management import call_command
from django.db import connection, transaction

from . import manifest


def prepare_database(*, say=lambda line: None):
    """Make the connected database current, however old or empty it is."""
    if is_empty():
        if manifest.is_valid():
            restore()
        else:
            say("The schema dump does not fit the migrations: they run one by one, for a minute or two.")
    migrate()


def is_empty():
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def restore():
    """Run the dump in one transaction: a killed restore leaves an empty database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(gzip.decompress(manifest.DUMP.read_bytes()).decode())
    connection.close()  # the dump empties the session's search_path


def migrate():
    """Run the migrations with the garbage collector at rest.

    dj-stripe's history renders 54,000 model classes, and collecting among them takes as long as the work.
    """
    threshold = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
