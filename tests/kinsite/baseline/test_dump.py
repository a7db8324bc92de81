"""A database from the schema dump equals one that the migrations made, so the dump can only save time."""

import os
import re
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from kinsite.baseline import dump, manifest
from kinsite.embedded import places
from tests import databases

MIGRATE = "import django; django.setup(); from kinsite.baseline import database; database.migrate()"
# PostgreSQL writes a list of words in a condition with more casts and brackets once it was dumped and read.
SAME_ANYWAY = re.compile(r"::(character varying|text)(\[\])?|[()]")
# What migrations and their signals lay in, told without the numbers and times that differ by nature.
ROWS = {
    "migrations": "select app, name from django_migrations",
    "content types": "select app_label, model from django_content_type",
    "permissions": """select app_label, model, codename, name from auth_permission
        join django_content_type on django_content_type.id = content_type_id""",
    "groups": """select auth_group.name, codename from auth_group
        left join auth_group_permissions on group_id = auth_group.id
        left join auth_permission on auth_permission.id = permission_id""",
    "locales": "select language_code from wagtailcore_locale",
    "pages": """select path, slug, title, model from wagtailcore_page
        join django_content_type on django_content_type.id = content_type_id""",
    "sites": """select hostname, port, is_default_site, slug from wagtailcore_site
        join wagtailcore_page on root_page_id = wagtailcore_page.id""",
    "collections": "select path, name from wagtailcore_collection",
    "workflows": "select name, active from wagtailcore_workflow",
}


def test_no_migration_has_changed_since_the_dump_was_recorded():
    then, now = manifest.recorded(), manifest.migrations_on_disk()
    changed = sorted(name for name, digest in then.items() if now.get(name) != digest)
    assert changed == [], "fresh databases are slow: record the dump anew with `make baseline`"
    assert manifest.is_valid()


def test_a_changed_or_vanished_migration_makes_the_dump_invalid(monkeypatch):
    name, digest = next(iter(manifest.recorded().items()))
    for other in ({name: "changed"}, {}):
        on_disk = {key: value for key, value in manifest.recorded().items() if key != name} | other
        monkeypatch.setattr(manifest, "migrations_on_disk", lambda on_disk=on_disk: on_disk)
        assert not manifest.is_valid()
    newer = {**manifest.recorded(), "commerce.9999_newer": digest}
    monkeypatch.setattr(manifest, "migrations_on_disk", lambda: newer)
    assert manifest.is_valid()


@pytest.mark.slow(seconds=100)
@pytest.mark.django_db
def test_a_restored_database_equals_a_migrated_one(empty_database):
    """Runs every migration from the first: the one test that takes a minute, begun before all others."""
    subprocess.run(
        [sys.executable, "-c", MIGRATE],
        env={**os.environ, "DATABASE_URL": empty_database.url},
        cwd=places.PROJECT,
        check=True,
    )
    restored = connection.settings_dict["NAME"]  # a copy of the template, which the dump made
    assert schema(restored) == schema(empty_database.name)
    assert rows(restored) == rows(empty_database.name)


@pytest.fixture
def empty_database(django_db_setup):
    own = databases.Copy("migrated")
    with databases.server() as admin:
        databases.drop(admin, own.name)
        admin.execute(f'create database "{own.name}"')
    yield own
    own.drop()


def schema(name):
    """Every statement of the schema; a table as the set of its columns, whose order may differ."""
    statements = dump.dump("--schema-only", database=name).split(";\n")
    return {normalised(statement) for statement in statements if normalised(statement)}


def normalised(statement):
    lines = [SAME_ANYWAY.sub("", line) for line in statement.splitlines() if line[:2] not in ("", "--")]
    if lines and lines[0].startswith("CREATE TABLE"):
        return (lines[0], *sorted(line.rstrip(",") for line in lines[1:]))
    return tuple(lines)


def rows(name):
    """What was laid in, and how many rows each table holds."""
    parameters = connection.get_connection_params() | {"dbname": name}
    parameters.pop("cursor_factory")
    with psycopg.connect(**parameters) as own:
        found = {label: sorted(own.execute(query).fetchall()) for label, query in ROWS.items()}
        tables = own.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        for (table,) in tables:
            assert re.fullmatch(r"\w+", table)
            found[table] = own.execute(f"select count(*) from {table}").fetchone()
    return found
