"""A pytest plugin: real PostgreSQL and Valkey for the run, started before Django reads its settings.

Loaded with `-p tests.servers` (see pyproject.toml). With DATABASE_URL, REDIS_URL or BROKER_URL given, that
server is used instead. Only the controller starts servers; xdist's workers inherit their addresses. Each run
takes the first free slot under .data/test, so several runs in one checkout do not meet, and what a killed
run left ends with it (kinsite/embedded/tether.py).
"""

import os
import re

import pytest

from kinsite.embedded.postgres import FORGETFUL
from kinsite.embedded.refusal import Refused
from kinsite.embedded.servers import Servers
from kinsite.embedded.slots import take_slot

# Each xdist worker has a cache and a queue of its own, by number, on the one Valkey.
DATABASES_PER_WORKER = 2


class RunServers:
    """The servers of one pytest run, and the slot they live in."""

    def __init__(self):
        self.lock = take_slot()
        home = self.lock.path.parent
        self.servers = Servers(home, lock=self.lock, environ=os.environ, settings=FORGETFUL)
        self.processes = []

    def start(self):
        self.servers.prepare()
        self.processes = self.servers.processes()
        for process in self.processes:
            process.launch()
        for process in self.processes:
            process.wait_until_ready()
        os.environ.update(self.servers.addresses(database="postgres"))

    def stop(self):
        while self.processes:
            self.processes.pop().stop()
        self.servers.close()
        self.lock.release()


def own_databases_of(worker, environ):
    """REDIS_URL and BROKER_URL with database numbers of the worker's own ("gw0", "gw1", …)."""
    first = (int(worker.removeprefix("gw")) + 1) * DATABASES_PER_WORKER
    cache, broker = environ.get("REDIS_URL", ""), environ.get("BROKER_URL", "")
    return {
        "REDIS_URL": re.sub(r"\bdb=\d+", f"db={first}", cache),
        "BROKER_URL": re.sub(r"\bvirtual_host=\d+", f"virtual_host={first + 1}", broker),
    }


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config, args):
    """A wrapper runs before pytest-django's own hook, which imports the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ.update(own_databases_of(worker, os.environ))
    elif not {"--help", "-h", "--version", "-V"} & set(args):
        run = RunServers()
        early_config.add_cleanup(run.stop)
        try:
            run.start()
        except Refused as problem:
            raise pytest.UsageError(str(problem)) from problem
    return (yield)
