"""Dump a database as plain statements that any client can send."""

import os
import subprocess

from django.db import connection

from kinsite.embedded import postgres

# psql's own commands, and a setting that servers before version 17 do not know.
NOT_FOR_EVERY_SERVER = ("\\restrict", "\\unrestrict", "SET transaction_timeout")


def dump(*options, database=None):
    """The connected database, or another of its server, as SQL: the same bytes for the same content."""
    program = postgres.package_directory() / "pginstall" / "bin" / "pg_dump"
    done = subprocess.run(
        [str(program), "--no-owner", "--no-privileges", "--restrict-key=x", *options],
        env={**os.environ, **address(), **({"PGDATABASE": database} if database else {})},
        check=True,
        capture_output=True,
        text=True,
    )
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(NOT_FOR_EVERY_SERVER))


def address():
    """Where Django's connection leads, in the variables of PostgreSQL's own clients."""
    parameters = connection.get_connection_params()
    names = {
        "PGDATABASE": "dbname",
        "PGUSER": "user",
        "PGPASSWORD": "password",
        "PGHOST": "host",
        "PGPORT": "port",
    }
    return {name: str(parameters[key]) for name, key in names.items() if parameters.get(key)}
