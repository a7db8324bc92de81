"""`python -m kinsite.sandbox`: start, say so, and stop on a signal."""

import fcntl
import logging
import signal
import sys
import threading

from kinsite.sandbox.arguments import Arguments, read_arguments
from kinsite.sandbox.mailbox.smtp import PostOffice
from kinsite.sandbox.server import HOST, SandboxServer
from kinsite.sandbox.world import Shop, World


def main(argv: list[str]) -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    return serve(read_arguments(argv))


def serve(arguments: Arguments) -> int:
    """Run until a signal; the folder is locked, so that two sandboxes never share it."""
    arguments.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(arguments.data / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return refuse(f"another sandbox uses {arguments.data}")
        try:
            server = SandboxServer(arguments.port)
        except OSError as problem:
            return refuse(f"port {arguments.port}: {problem.strerror}")
        world = World(
            data=arguments.data, url=server.url, shop=Shop(arguments.shop, arguments.webhook_secret)
        )
        return run(server, world, arguments.smtp_port)


def run(server: SandboxServer, world: World, smtp_port: int | None) -> int:
    post_office = PostOffice(world.mailbox, host=HOST, port=smtp_port) if smtp_port else None
    if post_office:
        try:
            post_office.start()
        except OSError as problem:
            return refuse(f"SMTP port {smtp_port}: {problem.strerror}")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    server.world = world
    world.start()
    threading.Thread(target=server.serve_forever, name="http", daemon=True).start()
    print(f"sandbox at {server.url}/ for the shop at {world.shop.url}", flush=True)
    stop.wait()
    server.stop()
    if post_office:
        post_office.stop()
    world.stop()
    return 0


def refuse(reason: str) -> int:
    print(f"sandbox: {reason}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
