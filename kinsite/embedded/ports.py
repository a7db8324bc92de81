"""Ports of this machine: which are free, who answers."""

import http.client
import socket

from .refusal import Refused

HOST = "127.0.0.1"


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def port_from(text):
    """The demo's port out of the environment; the sandbox takes the next one."""
    if not text.isdecimal() or not 1024 <= int(text) <= 65534:
        raise Refused(f"PORT must be a number from 1024 to 65534, not {text!r}: make demo PORT=8010")
    return int(text)


def demand_free(port):
    """Refuse when the demo's port or the sandbox's is taken, and name a pair that is free."""
    for wanted in (port, port + 1):
        if not is_free(wanted):
            other = next((n for n in range(8010, 9000, 10) if is_free(n) and is_free(n + 1)), 8010)
            raise Refused(f"Port {wanted} is taken. Choose another pair: make demo PORT={other}")


def any_free():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port, path, *, timeout=2.0):
    """True when a GET of the path is answered with 200."""
    return status_of(port, path, timeout=timeout) == 200


def status_of(port, path, *, timeout):
    """The status a GET is answered with; None when nobody answers in time."""
    connection = http.client.HTTPConnection(HOST, port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
