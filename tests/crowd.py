"""Many at once: a function called by threads over several processes, against the database of the test.

`crowd("tests.x.y:buy", [[1], [2], …])` calls `buy(1)`, `buy(2)`, … each in a thread of its own, all begun
at the same moment, and returns their outcomes: what a call returned, or the name of what it raised. The
test needs `django_db(transaction=True)`, since others only see what is committed.

A host that has the shop loaded forks the processes: a crowd comes in a blink, and knows nothing of the crowd
before it.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from importlib import import_module
from multiprocessing import get_context

# Any number will do, as long as all runs on a server agree: crowds come one after the other, since each
# brings as many connections as it has threads.
LOCK = 471_101
PATIENCE = 120
OF_ONE_TEST = "PYTEST_CURRENT_TEST"


def crowd(task: str, calls: list[list], processes: int = 4) -> Counter:
    """The outcomes and how often each came."""
    from django.db import connection

    from tests import databases

    environ = {**os.environ, "DATABASE_URL": databases.address_of(connection.settings_dict["NAME"])}
    environ.pop(OF_ONE_TEST, None)
    shares = [share for share in (calls[number::processes] for number in range(processes)) if share]
    with databases.server() as admin:
        admin.execute("select pg_advisory_lock(%s)", [LOCK])
        return Counter(HOST.gather(task, shares, environ))


class Host:
    """The process that forks the crowds, as long as the environment of the tests stays the same."""

    def __init__(self):
        self.environ, self.process = None, None

    def gather(self, task, shares, environ):
        """The outcomes of all. RuntimeError where someone did not come to an end."""
        if environ != self.environ:
            self.leave()
            self.environ = environ
        if not self.process:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.crowd"],
                env=environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        print(json.dumps([task, shares]), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            self.leave()
            raise RuntimeError("Of the crowd someone failed, or did not come to an end.")
        return json.loads(answer)

    def leave(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
        self.process = None


HOST = Host()
atexit.register(HOST.leave)


def main():
    """Answer each task that is heard with the outcomes of a crowd."""
    import django

    django.setup()
    from django.urls import get_resolver

    # Loaded once here, not once a fork.
    assert get_resolver().url_patterns
    while line := sys.stdin.readline():
        task, shares = json.loads(line)
        module, _, name = task.partition(":")
        outcomes = outcomes_of(getattr(import_module(module), name), shares)
        sys.stdout.write(f"{json.dumps(outcomes)}\n")
        sys.stdout.flush()


def outcomes_of(function, shares):
    """What a fork for each share comes back with."""
    fork = get_context("fork")
    ends, members = [], []
    for share in shares:
        mine, theirs = fork.Pipe()
        member = fork.Process(target=act_together, args=(function, share, theirs), daemon=True)
        member.start()
        # Whoever fails is heard as an end.
        theirs.close()
        ends.append(mine)
        members.append(member)
    for word in ("ready", "outcomes"):
        said = [_hear(end, word) for end in ends]
        for end in ends:
            end.send("go")
    for member in members:
        member.join(PATIENCE)
    return [outcome for outcomes in said for outcome in outcomes]


def _hear(end, word):
    if not end.poll(PATIENCE):
        raise TimeoutError(f"A member of the crowd says nothing: {word} is waited for.")
    return end.recv()


def act_together(function, calls, end):
    from django.db import connection

    outcomes = []
    gate = threading.Event()

    def act(arguments):
        connection.ensure_connection()
        present.wait()
        gate.wait()
        try:
            outcome = function(*arguments)
        except Exception as problem:
            outcome = type(problem).__name__
        finally:
            connection.close()
        outcomes.append(outcome)

    present = threading.Barrier(len(calls) + 1)
    threads = [threading.Thread(target=act, args=[arguments]) for arguments in calls]
    for thread in threads:
        thread.start()
    present.wait(timeout=PATIENCE)
    end.send("ready")
    end.recv()
    gate.set()
    for thread in threads:
        thread.join()
    end.send(outcomes)
    end.recv()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinsite.settings.test")
    main()
