"""Locks that end with the last process that holds them, however it ends."""

import fcntl
import os
import time

from .refusal import Refused


class Lock:
    """An exclusive lock on a file, held by this process and by every child that is given `fd`.

    The kernel keeps such a lock until the last holder has gone. Servers inherit it, so whoever gets
    the lock knows that no server of a killed run is left: no process ids to trust, no stale files.
    """

    def __init__(self, path):
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, wait=0.0, held="{path} is in use."):
        """Take the lock or, after `wait` seconds, refuse with the sentence `held`."""
        end = time.monotonic() + wait
        while not self.try_to_take():
            if time.monotonic() >= end:
                raise Refused(held.format(path=self.path))
            time.sleep(0.05)
        return self

    def try_to_take(self):
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.release()

    def release(self):
        """Let go of our own hold; a child that inherited the lock keeps it."""
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None
