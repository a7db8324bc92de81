"""What a request writes: the tables of its INSERT, UPDATE and DELETE statements."""

import re
from contextlib import contextmanager

from django.db import connection

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)


@contextmanager
def written():
    """Gather the tables that are written to meanwhile."""
    tables = set()

    def note(execute, sql, params, many, context):
        found = _WRITES.match(sql)
        if found:
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
