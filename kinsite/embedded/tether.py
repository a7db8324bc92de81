"""Start a program that cannot outlive whoever started it, not even after SIGKILL.

    python -I -S tether.py <parent's pid> <signal at the parent's death> <user id or -> <program> [arguments]

On Linux the kernel sends the signal (PR_SET_PDEATHSIG) and this process becomes the program. A change of
user clears that wish, so the user changes first. Elsewhere this process stays, passes signals on and watches
its parent. A program of its own, because code between fork and exec of a threaded process is not safe.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)


def become(uid):
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)


def ask_kernel(parent, death_signal):
    """True when the kernel promised to signal us at our parent's death."""
    if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal) != 0:
        return False
    if os.getppid() != parent:  # it died before the promise
        raise SystemExit(1)
    return True


def watch(parent, death_signal, argv):
    """Run the program as a child and end it when our parent is gone."""
    program = subprocess.Popen(argv)
    for number in PASSED_ON:
        signal.signal(number, lambda number, _: program.send_signal(number))
    while program.poll() is None:
        if os.getppid() != parent:
            program.send_signal(death_signal)
            parent = os.getppid()
        time.sleep(0.1)
    code = program.returncode
    return code if code >= 0 else 128 - code


def main():
    parent, death_signal, uid, *argv = sys.argv[1:]
    parent, death_signal = int(parent), int(death_signal)
    if uid != "-":
        become(int(uid))
    if ask_kernel(parent, death_signal):
        os.execvp(argv[0], argv)
    return watch(parent, death_signal, argv)


if __name__ == "__main__":
    sys.exit(main())
