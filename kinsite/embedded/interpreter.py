"""Find a Python that the shop runs on. Any python3 may run this, so nothing newer than 3.8 is used here."""

import glob
import os
import subprocess
import sys

from .refusal import Refused

OLDEST, NEWEST = (3, 11), (3, 13)
# What a usable Python answers: its version, and that it can make environments with pip inside.
QUESTION = "import sys, venv, ensurepip; print(*sys.version_info[:3])"


def find_python():
    """The path of the first interpreter that is new enough, not too new, and works when run."""
    without_venv = ""
    for candidate in candidates():
        version = version_of(candidate)
        if version is not None and OLDEST <= version[:2] <= NEWEST:
            return candidate, ".".join(map(str, version))
        if version is None and in_range(candidate):
            without_venv = candidate
    if without_venv:
        raise Refused(
            f"{without_venv} lacks venv: install it (Debian, Ubuntu: apt install python3-venv) and try again."
        )
    raise Refused(
        "Python 3.11, 3.12 or 3.13 is needed and none was found: install one, or name it "
        "with make PYTHON=/path/to/python."
    )


def candidates():
    """PYTHON if given; then what runs this, the usual names, and the places version managers use."""
    if os.environ.get("PYTHON"):
        return [os.environ["PYTHON"]]
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    places = ["~/.pyenv/versions/3.*/bin/python3", "~/.local/share/uv/python/cpython-3.*/bin/python3"]
    found = [path for place in places for path in sorted(glob.glob(os.path.expanduser(place)), reverse=True)]
    fixed = [
        os.path.join(folder, name)
        for folder in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
        for name in names
    ]
    return [sys.executable, "python3", *names, *found, *fixed]


def version_of(python, question=QUESTION):
    """(3, 12, 1), or None where it cannot be run or lacks a module of the question."""
    words = ask(python, question).split()
    return tuple(map(int, words)) if len(words) == 3 else None


def in_range(python):
    """True when only the modules for environments are missing, as Debian has it."""
    words = ask(python, "import sys; print(*sys.version_info[:2])").split()
    return len(words) == 2 and OLDEST <= tuple(map(int, words)) <= NEWEST


def ask(python, question):
    """What the interpreter prints; empty where it fails. A pyenv shim may exist and yet not run."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", question], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
