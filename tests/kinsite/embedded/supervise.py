"""Run as a program: supervise gunicorn and a Celery worker that serve nothing, until told to stop.

    python supervise.py DIRECTORY kernel|watch

They are the processes of the demo that have children of their own. `watch` is the way of systems whose kernel
makes no promise about orphans.
"""

import os
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3]))

from kinsite.embedded import supervisor, tether
from kinsite.embedded.supervisor import Process, Supervisor

APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]
"""
QUEUE = """
import celery
app = celery.Celery("queue", broker="memory://")
"""


def main(directory, way):
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # or Celery would look for the shop
    directory = pathlib.Path(directory)
    (directory / "application.py").write_text(APPLICATION)
    (directory / "queue_app.py").write_text(QUEUE)
    if way == "watch":
        own = directory / "tether.py"
        promise = "if ask_kernel(parent, death_signal):"
        own.write_text(pathlib.Path(tether.__file__).read_text().replace(promise, "if False:"))
        supervisor.TETHER = own
    web = Process(
        "web",
        [
            *(sys.executable, "-m", "gunicorn", "application", "--workers", "2", "--preload"),
            *("--bind", f"unix:{directory / 'web.sock'}", "--no-control-socket"),
        ],
        log=directory / "web.log",
        cwd=directory,
        ready=lambda: (directory / "web.log").read_text().count("Booting worker") == 2,
        signal_at_death=signal.SIGTERM,
    )
    worker = Process(
        "worker",
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "queue_app",
            "worker",
            "--pool",
            "threads",
            "--loglevel",
            "INFO",
        ],
        log=directory / "worker.log",
        cwd=directory,
        ready=lambda: "ready." in (directory / "worker.log").read_text(),
    )
    with Supervisor(say=lambda line: None) as running:
        running.start(web, worker)
        sys.stdout.write(f"up {directory} {web.pid} {worker.pid}\n")
        sys.stdout.flush()
        running.watch()


if __name__ == "__main__":
    main(*sys.argv[1:])
