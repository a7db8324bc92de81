"""Stop asking a server that does not answer, for a while."""

import threading
import time


class Breaker:
    """Opens after failures in a row; while open, callers do without instead of waiting in line.

    When the cool-down is over one caller may try, and its outcome decides for the others.
    """

    def __init__(self, *, cool_down: float, failures: int = 1):
        self.cool_down = cool_down
        self.tolerated = failures
        self._failed = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether to try now."""
        with self._lock:
            if self._failed < self.tolerated:
                return True
            if time.monotonic() < self._open_until:
                return False
            self._open_until = time.monotonic() + self.cool_down
            return True

    def failed(self) -> bool:
        """Count a failure; true when this one opened the breaker."""
        with self._lock:
            self._failed += 1
            self._open_until = time.monotonic() + self.cool_down
            return self._failed == self.tolerated

    def succeeded(self) -> None:
        self._failed = 0
