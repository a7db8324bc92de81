"""The servers a command needs and was not given: real PostgreSQL, real Valkey."""

from . import places, postgres
from .postgres import Cluster
from .valkey import Valkey

DATABASE = "kin"


class Servers:
    """PostgreSQL and Valkey under one locked `home`, each only where `environ` names none.

    `url` values join the environment of whatever uses the servers.
    """

    def __init__(self, home, *, lock, environ, settings=postgres.DURABLE):
        self.cluster = self.valkey = None
        self.home = home
        if not environ.get("DATABASE_URL"):
            self.cluster = Cluster(home, lock=lock, settings=settings)
        if not (environ.get("REDIS_URL") and environ.get("BROKER_URL")):
            self.valkey = Valkey(home, lock=lock)
        self._environ = environ

    def prepare(self):
        for server in (self.cluster, self.valkey):
            if server is not None:
                server.prepare()
        return self

    def processes(self):
        return [server.process() for server in (self.cluster, self.valkey) if server is not None]

    def addresses(self, *, database=DATABASE):
        """DATABASE_URL, REDIS_URL and BROKER_URL, those that were given first."""
        found = {}
        if self.cluster is not None:
            found["DATABASE_URL"] = self.cluster.url(database)
        if self.valkey is not None:
            found |= {"REDIS_URL": self.valkey.cache_url(), "BROKER_URL": self.valkey.broker_url()}
        given = {name: self._environ[name] for name in ADDRESSES if self._environ.get(name)}
        return found | given

    def make_database(self, name=DATABASE):
        """Make the database unless it exists; one that was given is taken as it is."""
        if self.cluster is not None and not self.cluster.has_database(name):
            self.cluster.create_database(name)

    def close(self):
        """Leave nothing in /tmp. The servers have stopped, and the lock is still ours."""
        places.remove_if_empty(places.socket_directory(self.home))


ADDRESSES = ("DATABASE_URL", "REDIS_URL", "BROKER_URL")
