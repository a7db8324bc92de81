"""Run as a program: keep PostgreSQL and Valkey under `home` until told to stop, as the demo does.

python keep_servers.py HOME [--end-with-parent] [PROGRAM...]
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3]))

from kinsite.embedded.locks import Lock
from kinsite.embedded.postgres import FORGETFUL
from kinsite.embedded.refusal import Refused
from kinsite.embedded.servers import Servers
from kinsite.embedded.supervisor import Supervisor


def main():
    home = pathlib.Path(sys.argv[1])
    lock = Lock(home / "lock").take(wait=20)
    servers = Servers(home, lock=lock, environ={}, settings=FORGETFUL).prepare()
    with Supervisor(say=lambda line: None, end_with_parent="--end-with-parent" in sys.argv) as supervisor:
        supervisor.start(*servers.processes())
        servers.make_database()
        pids = " ".join(str(process.pid) for process in supervisor.running)
        sys.stdout.write(f"up {servers.cluster.sockets} {pids}\n")
        sys.stdout.flush()
        try:
            supervisor.watch()
        finally:
            supervisor.stop()
            servers.close()


if __name__ == "__main__":
    try:
        main()
    except Refused as problem:
        sys.stdout.write(f"refused: {problem}\n")
        sys.exit(1)
