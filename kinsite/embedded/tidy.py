"""Forget what the demo made."""

import shutil

from . import places
from .locks import Lock
from .postgres import private_copy_of

# Everything the demo writes. Benchmarks and test runs keep their own directories.
MADE_BY_THE_DEMO = ("pg", "pg.new", "valkey", "sandbox", "beat", "media", "logs", "demo.env")


def reset_demo(home=places.DATA):
    """Remove the demo's data, so that the next start makes it afresh; refuse beside a running demo."""
    lock = Lock(home / "demo.lock").take(wait=5, held="The demo is running: stop it first.")
    for parent in (home, private_copy_of(home)):
        for name in MADE_BY_THE_DEMO:
            remove(parent / name)
    lock.release()


def remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
