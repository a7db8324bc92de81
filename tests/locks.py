"""What tests of two at once ask the database."""

import time

from django.db import connection


def until_somebody_waits_for_a_lock():
    """Return as soon as a transaction of this test waits for another one; fails after ten seconds."""
    # Of this database: other tests run on the same server. A wait for a row shows as one for its transaction.
    waiting = """
        select 1 from pg_locks waits join pg_locks known using (pid)
        join pg_database base on base.oid = known.database
        where not waits.granted and base.datname = current_database()
    """
    end = time.monotonic() + 10
    with connection.cursor() as cursor:
        while True:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
            assert time.monotonic() < end, "nobody waits"
            time.sleep(0.02)
