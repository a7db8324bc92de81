"""Processes start in order, stop in reverse, and none is left, however the supervisor ends."""

import os
import pathlib
import signal
import subprocess
import sys

import pytest

from kinsite.embedded.refusal import Refused
from kinsite.embedded.supervisor import Process, Supervisor

from .conftest import eventually, is_running

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
SUPERVISE = pathlib.Path(__file__).with_name("supervise.py")


def family(pid):
    """A process and all below it."""
    found = [pid]
    for member in found:
        for children in pathlib.Path(f"/proc/{member}/task").glob("*/children"):
            found.extend(map(int, children.read_text().split()))
    return found


@pytest.fixture(params=["kernel", "watch"])
def supervised(request, tmp_path):
    """gunicorn with two workers and a Celery worker under a supervisor of their own."""
    process = subprocess.Popen(
        [sys.executable, str(SUPERVISE), str(tmp_path), request.param], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().startswith("up ")
    yield process
    process.kill()
    process.wait()


def test_no_process_outlives_a_killed_supervisor(supervised):
    below = family(supervised.pid)[1:]
    assert len(below) >= 4  # gunicorn, its two workers, Celery
    supervised.kill()
    assert eventually(lambda: not any(is_running(pid) for pid in below))


def test_a_signal_stops_everything_and_counts_as_success(supervised):
    below = family(supervised.pid)[1:]
    supervised.send_signal(signal.SIGTERM)
    assert supervised.wait(20) == 0
    assert not any(is_running(pid) for pid in below)


@pytest.fixture
def sleeper(tmp_path):
    def make(name, script="import time; time.sleep(60)", **options):
        return Process(name, [sys.executable, "-c", script], log=tmp_path / f"{name}.log", **options)

    return make


def test_processes_start_behind_gates_and_stop_in_reverse(sleeper):
    told = []
    gates = iter([False, False, True])
    first = sleeper("first", ready=lambda: next(gates))
    second = sleeper("second", ready=lambda: first.returncode is None)
    with Supervisor(say=told.append) as supervisor:
        assert supervisor.start(first)
        assert next(gates, "asked until ready") == "asked until ready"
        assert supervisor.start(second)
    assert [line.split()[1] for line in told] == ["second", "first"]
    assert first.returncode is not None


def test_a_process_that_ends_while_starting_is_named_with_its_last_words(sleeper):
    hasty = sleeper("hasty", "raise SystemExit('no such colour')", ready=lambda: False)
    with (
        pytest.raises(Refused, match=r"(?s)hasty ended with 1 while starting.*no such colour"),
        Supervisor() as it,
    ):
        it.start(hasty)


def test_a_process_that_never_gets_ready_is_refused_and_stopped(sleeper):
    slow = sleeper("slow", ready=lambda: False, patience=0.2)
    with pytest.raises(Refused, match="slow was not ready"), Supervisor(say=str) as supervisor:
        supervisor.start(slow)
    assert slow.returncode is not None


def test_a_process_that_ends_by_itself_ends_the_run(sleeper):
    steady, brief = sleeper("steady"), sleeper("brief", "raise SystemExit(3)")
    with pytest.raises(Refused, match=r"brief ended by itself \(3\)"), Supervisor(say=str) as supervisor:
        supervisor.start(steady, brief)
        supervisor.watch()
    assert steady.returncode is not None


def test_a_process_deaf_to_the_signal_is_killed_after_its_grace(sleeper, tmp_path):
    deaf = sleeper(
        "deaf",
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
        ready=lambda: "deaf" in (tmp_path / "deaf.log").read_text(),
        grace=0.2,
    )
    with Supervisor(say=str) as supervisor:
        supervisor.start(deaf)
    assert deaf.returncode == -signal.SIGKILL


def test_a_signal_while_a_process_starts_is_heeded(sleeper):
    slow = sleeper("slow", ready=lambda: os.kill(os.getpid(), signal.SIGTERM), patience=30)
    with Supervisor(say=str) as supervisor:
        assert supervisor.start(slow) is False
    assert slow.returncode is not None


def test_the_log_of_the_last_run_is_kept_once(sleeper, tmp_path):
    for word in ("first", "second"):
        process = sleeper("talker", f"print({word!r})").launch()
        assert eventually(lambda process=process: process.returncode is not None)
    assert (tmp_path / "talker.log").read_text() == "second\n"
    assert (tmp_path / "talker.old").read_text() == "first\n"
