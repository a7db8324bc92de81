"""Rows by COPY: text as PostgreSQL reads it, tables without indexes meanwhile."""

from contextlib import contextmanager

from django.db.models import Max
from psycopg import sql

NOTHING = r"\N"


class Rows:
    """Lines for one table. `changing` names the fields given row by row; others are `fixed` or their default.

    Values may hold neither tabs nor line ends nor backslashes: nothing is escaped.
    """

    def __init__(self, model, changing, **fixed):
        changing = changing.split()
        fields = {field.attname: field for field in model._meta.concrete_fields}
        # Ids that nobody names are PostgreSQL's to give.
        rest = [name for name in fields if name not in changing and not fields[name].primary_key]
        given = [fixed[name] if name in fixed else fields[name].get_default() for name in rest]
        values = [fields[name].get_prep_value(value) for name, value in zip(rest, given, strict=True)]
        self.model = model
        self.columns = [fields[name].column for name in changing + rest]
        self.tail = "".join(f"\t{_text(value)}" for value in values) + "\n"
        self.lines = []

    def add(self, *values):
        self.lines.append("\t".join([_text(value) for value in values]) + self.tail)

    def take(self):
        """The lines so far, which are forgotten here."""
        lines, self.lines = self.lines, []
        return lines

    def copy(self, cursor, lines):
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, self.columns))
        )
        with cursor.copy(statement) as copy:
            copy.write("".join(lines))


def _text(value):
    return NOTHING if value is None else str(value)


@contextmanager
def unindexed(cursor, models):
    """Without indexes and unique constraints (but for primary keys) and without checks of foreign keys.

    All within the transaction: where it fails, everything stands as before. Needs a superuser, as
    `session_replication_role` does.
    """
    cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
    cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    cursor.execute("SET LOCAL session_replication_role = replica")
    again = [made for model in dict.fromkeys(models) for made in _taken_down(cursor, model._meta.db_table)]
    yield
    for statement in again:
        cursor.execute(statement)


def _taken_down(cursor, table):
    """What makes them anew."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass"
        " AND contype IN ('u', 'x')",
        [table],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        yield f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}'
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = %s::regclass AND NOT indisprimary",
        [table],
    )
    for name, definition in cursor.fetchall():
        cursor.execute(f"DROP INDEX {name}")
        yield definition


def next_id(model):
    """The first id that is free."""
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def set_sequence(cursor, model):
    """Rows that come after get ids of their own."""
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, next_id(model) - 1]
    )
