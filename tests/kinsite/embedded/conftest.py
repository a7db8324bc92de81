"""Programs started by tests of the servers, ended whatever the test does."""

import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass

import pytest

from kinsite.embedded.postgres import run_as

KEEP_SERVERS = pathlib.Path(__file__).with_name("keep_servers.py")
# An ordinary user for tests that root runs; PostgreSQL's own stand-in for root is "nobody".
DAEMON = 1


@dataclass
class Kept:
    """A running keep_servers.py: where its sockets are, and the processes it started."""

    process: subprocess.Popen
    sockets: pathlib.Path
    pids: list[int]

    def left(self):
        """Those of its servers that still run."""
        return [pid for pid in self.pids if is_running(pid)]


def is_running(pid):
    """True for a living process; one that only waits to be reaped has ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def python_for(uid):
    """Our own Python where that user can run it, else the system's: the servers need no package."""
    if uid is None or run_as(uid, sys.executable, "-c", "").returncode == 0:
        return sys.executable
    return "/usr/bin/python3"


def eventually(question, *, within=10):
    end = time.monotonic() + within
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def keep_servers():
    """Start servers under a directory, by a process of their own."""
    started = []

    def start(home, *arguments, uid=None, umask=0o022):
        identity = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
        process = subprocess.Popen(
            [python_for(uid), str(KEEP_SERVERS), str(home), *arguments],
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")},
            umask=umask,
            **identity,
        )
        started.append(process)
        line = process.stdout.readline()
        assert line.startswith("up "), line + process.stdout.read()
        _, sockets, *pids = line.split()
        started.append(pathlib.Path(sockets))
        return Kept(process, pathlib.Path(sockets), [int(pid) for pid in pids])

    yield start
    for item in started:
        if isinstance(item, pathlib.Path):
            shutil.rmtree(item, ignore_errors=True)
        elif item.poll() is None:
            item.terminate()
            item.wait(20)


@pytest.fixture
def reachable():
    """A directory that other users may enter, as a checkout outside /root is; pytest's own may not."""
    with tempfile.TemporaryDirectory(prefix="kin-test-") as name:
        os.chmod(name, 0o711)
        yield pathlib.Path(name)
