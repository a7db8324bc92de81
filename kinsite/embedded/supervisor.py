"""Processes started in order behind readiness gates, stopped in reverse, with none left behind."""

import os
import pathlib
import signal
import subprocess
import sys
import time

from .refusal import Refused

TETHER = pathlib.Path(__file__).with_name("tether.py")


class Process:
    """One program under supervision: how it starts, when it is ready, how it is asked to stop.

    `signal_at_death` is what it gets when the supervisor is killed: SIGKILL, unless it has children of
    its own to end first. `keep` lists file descriptors it inherits, such as a lock. With `aloud` its
    standard output goes to ours, and only its errors to the log.
    """

    def __init__(
        self, name, argv, *, log, env=None, ready=None, patience=60.0, stop_signal=signal.SIGTERM,
        signal_at_death=signal.SIGKILL, grace=15.0, uid=None, cwd=None, keep=(), aloud=False,
    ):  # fmt: skip
        self.name = name
        self.argv = [str(part) for part in argv]
        self.log = log
        self.env = env
        self.ready = ready
        self.patience = patience
        self.stop_signal = stop_signal
        self.signal_at_death = signal_at_death
        self.grace = grace
        self.uid = uid
        self.cwd = cwd
        self.keep = tuple(keep)
        self.aloud = aloud
        self._popen = None

    def launch(self):
        """Start the program without waiting. Only from the main thread: that is what it is tethered to."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".old"))
        uid = "-" if self.uid is None else self.uid
        tether = [sys.executable, "-I", "-S", TETHER, os.getpid(), int(self.signal_at_death), uid]
        with self.log.open("wb") as log:
            self._popen = subprocess.Popen(
                [*map(str, tether), *self.argv],
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=None if self.aloud else log,
                stderr=log,
                start_new_session=True,
                pass_fds=self.keep,
            )
        return self

    def wait_until_ready(self, *, interrupted=lambda: False):
        """Wait for the readiness gate; say why when the program ends instead, or takes too long."""
        end = time.monotonic() + self.patience
        while True:
            if self.returncode is not None:
                raise Refused(f"{self.name} ended with {self.returncode} while starting:\n{self.tail()}")
            if self.ready is None or self.ready() or interrupted():
                return self
            if time.monotonic() > end:
                raise Refused(f"{self.name} was not ready after {self.patience:.0f} s:\n{self.tail()}")
            time.sleep(0.03)

    def start(self):
        return self.launch().wait_until_ready()

    @property
    def pid(self):
        return self._popen.pid if self._popen else None

    @property
    def returncode(self):
        """None while it runs."""
        return self._popen.poll() if self._popen else None

    def stop(self):
        """Ask the leader to stop, it tells its own children; what is left of its group is killed."""
        if self._popen is None:
            return
        if self._popen.poll() is None:
            self._popen.send_signal(self.stop_signal)
            try:
                self._popen.wait(self.grace)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self._popen.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # macOS answers so for a group of zombies
            pass
        self._popen.wait()

    def tail(self, lines=20):
        try:
            text = self.log.read_text(errors="replace")
        except OSError:
            return ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


class Supervisor:
    """Runs processes until one ends, a signal arrives, or the parent that wanted them is gone."""

    def __init__(self, *, say=print, end_with_parent=False):
        self.say = say
        self.running = []
        self.told_to_stop = False
        self._parent = os.getppid() if end_with_parent else None

    def __enter__(self):
        self._previous = {
            number: signal.signal(number, self._note_signal)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        return self

    def __exit__(self, *_):
        self.stop()
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    def _note_signal(self, number, frame):
        self.told_to_stop = True

    @property
    def should_stop(self):
        """True once a signal came or our parent went: a killed `make` cannot pass a signal on."""
        if self._parent is not None and os.getppid() != self._parent:
            self.told_to_stop = True
        return self.told_to_stop

    def start(self, *processes):
        """Launch the processes together, then wait for each of their gates. False when told to stop."""
        for process in processes:
            if self.should_stop:
                return False
            self.running.append(process)
            process.launch()
        for process in processes:
            process.wait_until_ready(interrupted=lambda: self.should_stop)
        return not self.should_stop

    def adopt(self, *processes):
        """Watch and stop processes that are started already."""
        self.running.extend(processes)

    def finish(self, process):
        """Run one process to its end; its return code, or None when told to stop meanwhile."""
        self.running.append(process)
        process.launch()
        while process.returncode is None and not self.should_stop:
            time.sleep(0.03)
        code = process.returncode
        if code is not None:
            self.running.remove(process)
        return code

    def watch(self):
        """Wait until told to stop. Refuses when a process ends by itself."""
        while not self.should_stop:
            for process in self.running:
                if process.returncode is not None:
                    raise Refused(f"{process.name} ended by itself ({process.returncode}):\n{process.tail()}")
            time.sleep(0.2)

    def stop(self):
        """Stop in reverse order; a second signal changes nothing, each grace period is bounded."""
        while self.running:
            process = self.running.pop()
            began = time.monotonic()
            process.stop()
            self.say(f"stopped {process.name} in {time.monotonic() - began:.1f} s")
