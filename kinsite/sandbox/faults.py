"""What goes wrong on request: the next calls to an address are refused, slow, or answered wrongly."""

import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal


@dataclass
class Fault:
    """`before` or `after` says whether the work is still to be done or was done already.

    `status` answers that status instead, `close` drops the connection without an answer, `hang`
    waits and then goes on; each waits `seconds` first. So a gateway that charges and never says so
    is Fault("/v1/…/confirm", do="close", when="after").
    """

    path: str
    do: Literal["status", "hang", "close"] = "status"
    status: int = 500
    seconds: float = 0
    when: Literal["before", "after"] = "before"
    method: str = "*"
    times: int = 1

    def __post_init__(self):
        if self.do not in ("status", "hang", "close") or self.when not in ("before", "after"):
            raise ValueError("a fault is status, hang or close, before or after")


class Faults:
    def __init__(self):
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[Fault]:
        with self._lock:
            return list(self._waiting)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that is due for this call, once fewer from now on."""
        with self._lock:
            for fault in self._waiting:
                if fnmatchcase(path, fault.path) and fault.method in ("*", method):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
        return None
