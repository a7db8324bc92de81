"""Which migrations the dump was made from, and whether they still read the same."""

import hashlib
import json
import pathlib

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

MANIFEST = pathlib.Path(__file__).with_name("manifest.json")
DUMP = pathlib.Path(__file__).with_name("schema.sql.gz")


def migrations_on_disk():
    """The digest of each migration's text, by "app.name"."""
    found = {}
    for config in apps.get_app_configs():
        directory = pathlib.Path(config.path) / "migrations"
        for path in sorted(directory.glob("[!_]*.py")) if directory.is_dir() else ():
            found[f"{config.label}.{path.stem}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def recorded():
    """The digests at the time of the dump; empty before the first one."""
    return json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}


def is_valid():
    """True while no migration the dump was made from has changed or gone."""
    then = recorded()
    return bool(then) and then.items() <= migrations_on_disk().items()


def fingerprint():
    """Twelve hex digits that change with any migration, with the dump and with Django."""
    text = json.dumps([django.get_version(), migrations_on_disk()], sort_keys=True)
    return hashlib.sha256(text.encode() + DUMP.read_bytes()).hexdigest()[:12]


def write():
    """Record the digests of the migrations that the connected database has run."""
    ran = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    digests = {key: digest for key, digest in migrations_on_disk().items() if key in ran}
    MANIFEST.write_text(json.dumps(digests, indent=1, sort_keys=True) + "\n")
