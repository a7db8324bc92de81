"""Many at once: a function called by threads over several processes, against the database of the test.

`crowd("tests.x.y:buy", [[1], [2], …])` calls `buy(1)`, `buy(2)`, … each in a thread of its own, all begun
at the same moment, and returns their outcomes: what a call returned, or the name of what it raised. The
test needs `django_db(transaction=True)`, since others only see what is committed.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from importlib import import_module

# Any number will do, as long as all runs on a server agree: crowds come one after the other, since each
# brings as many connections as it has threads.
LOCK = 471_101
PATIENCE = 120


def crowd(task: str, calls: list[list], processes: int = 4) -> Counter:
    """The outcomes and how often each came."""
    from django.db import connection

    from tests import databases

    environ = {**os.environ, "DATABASE_URL": databases.address_of(connection.settings_dict["NAME"])}
    shares = [calls[number::processes] for number in range(processes)]
    outcomes = Counter()
    with databases.server() as admin:
        admin.execute("select pg_advisory_lock(%s)", [LOCK])
        with _started(task, [share for share in shares if share], environ) as members:
            for member in members:
                _hear(member, "ready")
            for member in members:
                print("go", file=member.stdin, flush=True)
            for member in members:
                answer, _ = member.communicate(timeout=PATIENCE)
                outcomes.update(json.loads(answer))
    return outcomes


@contextmanager
def _started(task, shares, environ):
    members = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.crowd", task, json.dumps(share)],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    try:
        yield members
    finally:
        for member in members:
            member.kill()
            member.wait()


def _hear(member, word):
    heard = member.stdout.readline().strip()
    if heard != word:
        raise RuntimeError(f"A member of the crowd said {heard!r} instead of {word!r}.")


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(task, calls):
    import django

    django.setup()
    from django.db import connection

    module, _, name = task.partition(":")
    function = getattr(import_module(module), name)
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
    _say("ready")
    sys.stdin.readline()
    gate.set()
    for thread in threads:
        thread.join()
    _say(json.dumps(outcomes))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinsite.settings.test")
    main(sys.argv[1], json.loads(sys.argv[2]))
