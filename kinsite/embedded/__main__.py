"""The servers and the demo from the command line.

python -m kinsite.embedded demo                the whole shop on this machine, in the foreground
python -m kinsite.embedded run COMMAND…        a command with the demo's servers, database and keys
python -m kinsite.embedded scratch COMMAND…    a command with servers of its own and an empty database
python -m kinsite.embedded reset-demo          forget the demo's data
"""

import os
import subprocess
import sys

from . import places, ports, slots, tidy
from .demo import Demo, take_demo_lock
from .environment import demo_environment
from .postgres import FORGETFUL
from .refusal import Refused
from .servers import Servers
from .supervisor import Supervisor

# Only the demo has a mailbox; a letter that another command wants to send waits for the demo's worker.
NO_MAILBOX = 9


def demo(arguments):
    Demo(port=chosen_port()).run(end_with_parent="--end-with-parent" in arguments)
    return 0


def run(command):
    """Beside a running demo its servers are used; otherwise they are started for the command."""
    lock = take_demo_lock(places.DATA, port=chosen_port(), beside=True)
    servers = Servers(places.DATA, lock=lock, environ=os.environ)
    with Supervisor(say=silent) as supervisor:
        if lock:
            supervisor.start(*servers.prepare().processes())
            servers.make_database()
        variables = demo_environment(
            port=chosen_port(), home=places.DATA, addresses=servers.addresses(), smtp_port=NO_MAILBOX
        )
        code = subprocess.run(command, env=variables, check=False).returncode
    if lock:
        servers.close()
    return code


def scratch(command):
    """Everything is forgotten afterwards but the cluster itself, which the next test run uses."""
    lock = slots.take_slot()
    environ = {name: os.environ.get(name, "") for name in ("REDIS_URL", "BROKER_URL")}
    servers = Servers(lock.path.parent, lock=lock, environ=environ, settings=FORGETFUL).prepare()
    name = f"scratch_{os.getpid()}"
    with Supervisor(say=silent) as supervisor:
        supervisor.start(*servers.processes())
        servers.make_database(name)
        variables = {"DJANGO_SETTINGS_MODULE": "kinsite.settings.dev", **os.environ}
        code = subprocess.run(
            command, env=variables | servers.addresses(database=name), check=False
        ).returncode
        servers.cluster.run("dropdb", "--force", "-h", servers.cluster.sockets, "-U", "postgres", name)
    servers.close()
    return code


def reset_demo(arguments):
    tidy.reset_demo()
    print("The demo's data is gone; the next `make demo` makes it afresh.")
    return 0


def chosen_port():
    return ports.port_from(os.environ.get("PORT") or "8000")


def silent(line):
    pass


COMMANDS = {"demo": demo, "run": run, "scratch": scratch, "reset-demo": reset_demo}


def main(argv):
    name, arguments = (argv[0], argv[1:]) if argv else ("", [])
    if name not in COMMANDS or (name in {"run", "scratch"} and not arguments):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](arguments)
    except Refused as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before anything was started
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
