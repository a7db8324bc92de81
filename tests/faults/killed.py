"""A process that is killed at a point of the code: nothing after it runs, nothing is cleaned up.

    died(Kill("commerce.refunds.operations:_step", "after", 2), send_refund, refund.pk)

A fork of the test's process opens connections of its own, replaces the named function by one that ends the
process with SIGKILL before or after its n-th call, and runs the work. Nothing of the shop is changed for it.
"""

import os
import signal
import traceback
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter

from django.db import connections


@dataclass(frozen=True)
class Kill:
    """Where: "module:name" as the caller sees it; when; at which call."""

    point: str
    when: str = "before"
    call: int = 1

    def __str__(self):
        return f"{self.when} {self.point.partition(':')[2]}{f' {self.call}' if self.call > 1 else ''}"

    def set(self):
        module, _, path = self.point.partition(":")
        owner_path, _, name = path.rpartition(".")
        owner = import_module(module)
        owner = attrgetter(owner_path)(owner) if owner_path else owner
        work, calls = getattr(owner, name), []

        def deadly(*arguments, **named):
            calls.append(None)
            if self.when == "before" and len(calls) == self.call:
                os.kill(os.getpid(), signal.SIGKILL)
            result = work(*arguments, **named)
            if self.when == "after" and len(calls) == self.call:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, deadly)


def forget_connections():
    """Connections of this process's own, not those it was born with.

    Django keeps some for a thread with a loop and some for one without. Where Playwright keeps a loop the
    parent closed the former; a fork has no loop, and the latter may lead to a database that is gone.
    """
    for alias in connections:
        connections[alias]
        del connections[alias]


def died(kill, work, *arguments):
    """Whether the work died at that point; it must not go round it, nor fail otherwise."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            forget_connections()
            kill.set()
            work(*arguments)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
            os._exit(2)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
