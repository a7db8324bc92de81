"""The demo: every process of the shop on this machine, in order, with none left behind."""

import os
import pathlib
import signal
import sys
import time

from . import places, ports, welcome
from .environment import demo_environment, sandbox_secret
from .locks import Lock
from .postgres import command_of
from .refusal import Refused
from .servers import Servers
from .supervisor import Process, Supervisor

WARMED = ("/", "/shop/")


class Demo:
    """One run of the demo on `port` and the port after it, with its data under `home`."""

    def __init__(self, *, port, home=places.DATA, given=os.environ):
        self.port = port
        self.home = home
        self.given = given
        self.began = time.monotonic()

    def run(self, *, end_with_parent=False):
        """Start all, say so, and stay until told to stop."""
        self.lock = take_demo_lock(self.home, port=self.port)
        ports.demand_free(self.port)
        self.servers = Servers(self.home, lock=self.lock, environ=self.given)
        try:
            with Supervisor(say=self.say, end_with_parent=end_with_parent) as supervisor:
                if self._start(supervisor):
                    print(welcome.block(port=self.port, environment=self.environment), flush=True)
                    supervisor.watch()
        finally:
            self.servers.close()
            self.lock.release()

    def _start(self, supervisor):
        if not supervisor.start(*self.servers.prepare().processes()):
            return False
        self.servers.make_database()
        self.say("PostgreSQL and Valkey are up")
        smtp_port = ports.any_free()
        self.environment = demo_environment(
            port=self.port,
            home=self.home,
            addresses=self.servers.addresses(),
            smtp_port=smtp_port,
            given=self.given,
        )
        if not supervisor.start(self.sandbox(smtp_port)):
            return False
        self.say("the sandbox is up: Stripe and a mailbox")
        return (
            self._prepare(supervisor)
            and supervisor.start(self.web(), self.worker())
            and self._note("web and worker are up")
            and supervisor.start(self.beat())
            and self._warm_up(supervisor)
        )

    def _prepare(self, supervisor):
        process = self.python("prepare", "-m", "kinsite.embedded.prepare", aloud=True)
        code = supervisor.finish(process)
        if code:
            raise Refused(f"The database could not be prepared:\n{process.tail(40)}")
        return code == 0 and self._note("the database is migrated and seeded")

    def _warm_up(self, supervisor):
        """Render the first pages now, pictures included, so that the first visitor does not wait for them."""
        for path in WARMED:
            if supervisor.should_stop:
                return False
            status = ports.status_of(self.port, path, timeout=60)
            if status != 200:
                self.say(f"{path} answers {status}: see {self.home / 'logs' / 'web.log'}")
        return self._note("home and listing are rendered")

    def _note(self, line):
        self.say(line)
        return True

    def say(self, line):
        print(f"{time.monotonic() - self.began:6.1f} s  {line}", flush=True)

    def sandbox(self, smtp_port):
        return self.python(
            "sandbox",
            *("-m", "kinsite.sandbox", "--port", self.port + 1, "--data", self.home / "sandbox"),
            *("--shop", self.environment["SITE_URL"], "--smtp-port", smtp_port),
            *("--webhook-secret", sandbox_secret(self.environment, port=self.port, home=self.home)),
            ready=lambda: ports.answers(self.port + 1, "/livez"),
        )

    def web(self):
        shared_memory = pathlib.Path("/dev/shm")
        beats = ["--worker-tmp-dir", shared_memory] if shared_memory.is_dir() else []
        return self.python(
            "web",
            *("-m", "gunicorn", "kinsite.wsgi", "--bind", f"{ports.HOST}:{self.port}", "--preload"),
            *("--workers", 2, "--threads", 4, "--graceful-timeout", 8, "--no-control-socket", *beats),
            ready=lambda: ports.answers(self.port, "/livez"),
            signal_at_death=signal.SIGTERM,
        )

    def worker(self):
        valkey = self.servers.valkey
        return self.python(
            "worker",
            *("-m", "celery", "-A", "kinsite", "worker", "--pool", "threads", "-c", 2, "--loglevel", "INFO"),
            *("--without-gossip", "--without-mingle", "-Q", "default,mail,webhooks,pictures"),
            ready=valkey.has_worker if valkey and not self.given.get("BROKER_URL") else None,
        )

    def beat(self):
        schedule = self.home / "beat" / "schedule"
        schedule.parent.mkdir(parents=True, exist_ok=True)
        return self.python(
            "beat",
            "-m",
            "celery",
            "-A",
            "kinsite",
            "beat",
            "-s",
            schedule,
            "--pidfile=",
            "--loglevel",
            "INFO",
        )

    def python(self, name, *arguments, **options):
        """A Python process of the project with the demo's environment."""
        return Process(
            name,
            [sys.executable, *arguments],
            log=self.home / "logs" / f"{name}.log",
            env=self.environment,
            cwd=places.PROJECT,
            keep=[self.lock.fd],
            **options,
        )


def take_demo_lock(home, *, port, beside=False):
    """Lock the demo's data; wait for what a killed run left to end.

    Beside a living demo refuse or, for a command that only wants its servers, return None.
    """
    lock = Lock(home / "demo.lock")
    if not lock.try_to_take():
        owner, _, address = lock.path.read_text().partition(" ")
        if owner.isdecimal() and "kinsite.embedded" in command_of(int(owner)):
            if beside:
                return None
            raise Refused(f"The demo of this checkout runs already: {address.strip()}")
        print("Waiting for the processes of the last run to end.", flush=True)
        lock.take(wait=30, held="Processes of the last run still hold {path}: end them, then start again.")
    lock.path.write_text(f"{os.getpid()} http://{ports.HOST}:{port}/\n")
    return lock
