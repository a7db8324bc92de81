"""Make .venv and install the pinned requirements: `python3 -m kinsite.embedded.bootstrap demo` (or `dev`).

Any python3 may run this, so nothing newer than 3.8 is used here. What is there and fits is left alone; what
an interrupted run left half done is made again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

from . import index, interpreter, places, ports
from .locks import Lock
from .refusal import Refused

VENV = places.PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = places.PROJECT / "requirements"
# Lies in .venv while packages are written: found later, it tells that this was interrupted.
UNFINISHED = VENV / "unfinished"


class Bootstrap:
    """Brings .venv to the state that one compiled requirements file describes."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.file = REQUIREMENTS / f"{wanted}.txt"
        self.stamp = VENV / f"installed-{wanted}"
        self.began = time.monotonic()

    def run(self):
        if self.is_done():
            return
        with Lock(places.DATA / "bootstrap.lock") as lock:
            lock.take(wait=1800, held="Another installation in this checkout does not end.")
            if self.is_done():
                return
            if not venv_works() or UNFINISHED.exists():
                self.make_venv()
            self.install()
            self.stamp.write_text(self.digest())
            self.say("packages are installed")

    def is_done(self):
        return self.stamp.exists() and self.stamp.read_text() == self.digest() and venv_works()

    def digest(self):
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    def make_venv(self):
        python, version = interpreter.find_python()
        self.say(f"making .venv with Python {version}")
        shutil.rmtree(str(VENV), ignore_errors=True)
        run([python, "-m", "venv", str(VENV)], "could not make .venv")

    def install(self):
        """With uv, which is pinned like the rest and ten times as quick; with pip where uv cannot."""
        UNFINISHED.touch()
        count = sum(1 for line in self.file.read_text().splitlines() if "==" in line and line[0].isalnum())
        self.say(f"installing {count} packages, each checked against its hash")
        if not (self.install_uv() and self.install_with_uv()):
            self.say("uv cannot install here; pip does it afresh, which takes a minute or two")
            self.make_venv()  # what uv left half written would count as installed
            pip(["install", "--require-hashes", "-r", str(self.file)])
        UNFINISHED.unlink()

    def install_uv(self):
        pinned = VENV / "uv.txt"
        pinned.write_text(requirement_of("uv", (REQUIREMENTS / "dev.txt").read_text()))
        return pip(["install", "--require-hashes", "-r", str(pinned)], must=False)

    def install_with_uv(self):
        """Compiled at once: otherwise each process that may not write would compile for itself."""
        argv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON)]
        argv += [
            "--require-hashes",
            "--compile-bytecode",
            "--no-config",
            *index.options_for_uv(pip_settings()),
        ]
        argv += [] if sys.stderr.isatty() else ["--quiet"]
        argv += [] if cache_is_writable() else ["--no-cache"]
        return subprocess.run([*argv, "-r", str(self.file)], env=environment(), check=False).returncode == 0

    def say(self, line):
        print(f"{time.monotonic() - self.began:6.1f} s  {line}", flush=True)


def venv_works():
    """True when .venv runs here, on a Python we support: a checkout may have been moved or copied."""
    if not PYTHON.exists():
        return False
    version = interpreter.version_of(str(PYTHON), "import sys, pip; print(*sys.version_info[:3])")
    return version is not None and interpreter.OLDEST <= version[:2] <= interpreter.NEWEST


def requirement_of(name, text):
    """One requirement with its hashes out of a compiled file."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(name + "=="))
    end = start
    while lines[end].endswith("\\"):
        end += 1
    return "\n".join(lines[start : end + 1]) + "\n"


def pip(arguments, *, must=True):
    argv = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments, "--quiet"]
    done = subprocess.run(argv, env=environment(), check=False)
    if must and done.returncode != 0:
        raise Refused("The packages could not be installed; pip's message stands above.")
    return done.returncode == 0


def pip_settings():
    done = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    return done.stdout


def environment():
    """Ours without the switch that keeps compiled code from being written."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cache_is_writable():
    if os.environ.get("UV_CACHE_DIR"):
        return True
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    while not os.path.exists(cache):
        cache = os.path.dirname(cache)
    return os.access(cache, os.W_OK)


def run(argv, problem):
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"{problem}:\n{(done.stderr or done.stdout).strip()}")


def main(argv):
    try:
        bootstrap = Bootstrap(argv[0])
        if argv[0] == "demo" and not bootstrap.is_done():
            ports.demand_free(ports.port_from(os.environ.get("PORT") or "8000"))
        bootstrap.run()
    except Refused as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
