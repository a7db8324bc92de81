"""Forget what the demo made."""

import shutil

from . import places
from .locks import Lock
from .postgres import private_copy_of

# Everything the demo writes. Benchmarks and test runs keep their own directories.
MADE_BY_THE_DEMO = ("pg", "pg.new", "valkey", "sandbox", "beat", "media", "logs", "demo.env")


def reset_demo(home=places.DATA, *, wait=5):
    """Remove the demo's data, so that the next start makes it afresh; refuse beside a running demo."""
    with Lock(home / "demo.lock") as lock:
        lock.take(wait=wait, held="The demo is running: stop it first.")
        for parent in (home, private_copy_of(home)):
            for name in MADE_BY_THE_DEMO:
                remove(parent / name)


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
