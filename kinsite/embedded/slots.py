"""Places for servers that nobody keeps: test runs and commands that need an empty database."""

from . import places
from .locks import Lock
from .refusal import Refused

SLOTS = 8


def take_slot():
    """The lock of the first slot that no other run in this checkout uses; its directory is the home."""
    for number in range(SLOTS):
        lock = Lock(places.DATA / "test" / str(number) / "lock")
        if lock.try_to_take():
            return lock
        lock.release()
    raise Refused(f"{SLOTS} test runs use this checkout already.")
