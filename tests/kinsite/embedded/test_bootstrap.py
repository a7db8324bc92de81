"""The environment is made with a Python the machine has, from the pinned file; made again when broken."""

import sys

import pytest

from kinsite.embedded import bootstrap, index, interpreter, places
from kinsite.embedded.refusal import Refused

COMPILED = """\
typing-extensions==4.16.0 \\
    --hash=sha256:aa
    # via everything
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via -r dev.in
uvicorn==1.0 \\
    --hash=sha256:dd
"""


def pretend(directory, name, *, version, has_venv=True):
    """An executable that answers as a Python of that version would; None for a shim that fails."""
    program = directory / name
    lacking = "" if has_venv else 'case "$3" in *ensurepip*) exit 1;; esac;'
    words = version and f'case "$3" in *:3*) echo {version};; *) echo {version.rpartition(" ")[0]};; esac'
    program.write_text("#!/bin/sh\n" + (f"{lacking} {words}" if version else "exit 127") + "\n")
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def only(tmp_path, monkeypatch):
    """A machine whose interpreters are the given ones, in that order."""

    def set_up(*pythons):
        paths = [pretend(tmp_path, f"python-{number}", **python) for number, python in enumerate(pythons)]
        monkeypatch.setattr(interpreter, "candidates", lambda: paths)
        return paths

    return set_up


def test_the_first_python_that_works_and_fits_is_taken(only):
    paths = only({"version": None}, {"version": "3 10 13"}, {"version": "3 14 0"}, {"version": "3 12 1"})
    assert interpreter.find_python() == (paths[3], "3.12.1")


def test_no_fitting_python_is_refused_in_one_line(only):
    only({"version": None}, {"version": "3 10 13"})
    with pytest.raises(Refused, match=r"^Python 3\.11, 3\.12 or 3\.13 is needed .*$"):
        interpreter.find_python()


def test_a_python_without_venv_is_named_with_the_package_to_install(only):
    only({"version": "3 11 2", "has_venv": False})
    with pytest.raises(Refused, match="apt install python3-venv"):
        interpreter.find_python()


def test_our_own_python_fits():
    assert interpreter.OLDEST <= interpreter.version_of(sys.executable)[:2] <= interpreter.NEWEST


def test_the_installer_is_pinned_by_the_same_file_as_the_rest():
    assert bootstrap.requirement_of("uv", COMPILED) == (
        "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    )
    real = (places.PROJECT / "requirements" / "dev.txt").read_text()
    assert bootstrap.requirement_of("uv", real).count("--hash") > 1


def test_a_mirror_set_up_for_pip_counts_for_uv():
    listing = (
        ":env:.find-links='/opt/wheels'\n"
        "global.extra-index-url='https://one.example/simple\\nhttps://two.example/simple'\n"
        "global.cert='/etc/ssl/cert.pem'\n"
    )
    assert index.options_for_uv(listing) == [
        *("--find-links", "/opt/wheels"),
        *("--index", "https://one.example/simple", "--index", "https://two.example/simple"),
        *("--index-strategy", "unsafe-best-match"),
    ]
    assert index.options_for_uv("") == []


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A bootstrap of an empty checkout; what it would run is written down instead."""
    steps = []
    for name, value in {
        "VENV": tmp_path / ".venv",
        "REQUIREMENTS": tmp_path,
        "UNFINISHED": tmp_path / ".venv" / "unfinished",
    }.items():
        monkeypatch.setattr(bootstrap, name, value)
    monkeypatch.setattr(bootstrap.places, "DATA", tmp_path / ".data")
    monkeypatch.setattr(bootstrap, "venv_works", lambda: (tmp_path / ".venv").exists())
    (tmp_path / "demo.txt").write_text(COMPILED)

    class Recorded(bootstrap.Bootstrap):
        uv_works = True

        def make_venv(self):
            steps.append("venv")
            bootstrap.VENV.mkdir(exist_ok=True)

        def install_uv(self):
            return True

        def install_with_uv(self):
            steps.append("uv")
            return self.uv_works

    monkeypatch.setattr(bootstrap, "pip", lambda arguments: steps.append("pip"))
    return Recorded("demo"), steps


def test_an_installation_happens_once_per_requirements_file(made, tmp_path):
    own, steps = made
    own.run()
    own.run()
    assert steps == ["venv", "uv"]
    (tmp_path / "demo.txt").write_text(COMPILED + "# changed\n")
    own.run()
    assert steps == ["venv", "uv", "uv"]


def test_an_interrupted_installation_begins_with_a_new_environment(made, monkeypatch):
    own, steps = made

    def interrupted():
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(own, "install_with_uv", interrupted)
        own.run()
    own.run()
    assert steps == ["venv", "venv", "uv"]


def test_where_uv_fails_pip_installs_into_a_new_environment(made):
    own, steps = made
    own.uv_works = False
    own.run()
    assert steps == ["venv", "uv", "venv", "pip"]
