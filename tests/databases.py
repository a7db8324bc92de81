"""Quick databases for tests: one template per state of the migrations, and copies of it in 0.2 seconds.

Copies carry what migrations put there (Wagtail's root page, site and locales, reference rows), so a test
that commits gets a fresh copy afterwards, where Django would empty every table.
"""

import hashlib
import os
import platform
import re
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlsplit

import psycopg
from django.db import connection, connections
from psycopg import sql

from kinsite.baseline.database import prepare_database
from kinsite.baseline.manifest import fingerprint
from kinsite.embedded import places

# Any number will do, as long as all runs on a server agree: who holds it builds or removes databases.
LOCK = 471_100
KEPT_TEMPLATES = 3


def checkout():
    """Eight hex digits for this checkout on this machine: a given server may serve several."""
    return hashlib.sha256(f"{platform.node()}:{places.PROJECT}".encode()).hexdigest()[:8]


class Copy:
    """A database of one worker, or of the processes a test starts, made from the template."""

    def __init__(self, label):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.name = f"test_{checkout()}_{controller_pid()}_{worker}_{label}"

    @property
    def url(self):
        return address_of(self.name)

    def make(self):
        with server() as admin:
            statement = "create database {} template {}"
            admin.execute(sql.SQL(statement).format(*map(sql.Identifier, (self.name, template()))))
        return self

    def drop(self):
        with server() as admin:
            drop(admin, self.name)

    def renew(self):
        """Forget everything since the copy was made, and end whoever is still connected."""
        connections.close_all()
        self.drop()
        self.make()


@contextmanager
def server():
    """A connection to the server itself, without the shop's limits on waiting."""
    parameters = connection.get_connection_params() | {"dbname": "postgres", "options": ""}
    with psycopg.connect(**parameters, autocommit=True) as admin:
        yield admin


@contextmanager
def alone(admin):
    admin.execute("select pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        admin.execute("select pg_advisory_unlock(%s)", [LOCK])


@cache
def template():
    """The template's name, settled once a run: someone may be writing a migration meanwhile."""
    return f"tpl_{checkout()}_{fingerprint()}"


def build_template():
    """Make the template unless it is there; the first worker builds, the others wait for it."""
    name = template()
    with server() as admin, alone(admin):
        remove_stale(admin)
        finished = "select 1 from pg_database where datname = %s and datistemplate"
        if admin.execute(finished, [name]).fetchone():
            return
        drop(admin, name)
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        connect_to(name)
        prepare_database(say=print)
        connections.close_all()
        admin.execute(sql.SQL("alter database {} is_template true").format(sql.Identifier(name)))


def connect_to(name):
    """Point Django's connection at another database of the same server."""
    connections.close_all()
    connection.settings_dict["NAME"] = name


def remove_stale(admin):
    """Drop what killed runs of this checkout left, and templates of long ago."""
    names = admin.execute("select datname from pg_database order by oid desc").fetchall()
    templates = [name for (name,) in names if name.startswith(f"tpl_{checkout()}_")]
    for name in templates[KEPT_TEMPLATES:]:
        admin.execute(sql.SQL("alter database {} is_template false").format(sql.Identifier(name)))
        drop(admin, name)
    for (name,) in names:
        run = re.fullmatch(rf"test_{checkout()}_(\d+)_.*", name)
        if run and not is_alive(int(run[1])):
            drop(admin, name)


def drop(admin, name):
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def controller_pid():
    """The process id of the run: xdist's workers are children of its controller."""
    return os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()


def address_of(name):
    """The DATABASE_URL of another database on the run's server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
