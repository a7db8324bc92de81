"""How the sandbox is started, and what it refuses to be started with."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

THIS_MACHINE = {"127.0.0.1", "localhost"}
WEBHOOK_SECRET = re.compile(r"whsec_\w{8,}")


@dataclass(frozen=True)
class Arguments:
    port: int
    data: Path
    shop: str
    webhook_secret: str
    smtp_port: int | None


def read_arguments(argv: list[str]) -> Arguments:
    """The arguments, or an exit with a sentence. The host is no argument: it is always the loopback."""
    parser = argparse.ArgumentParser(
        prog="python -m kinsite.sandbox", description="The outside world on 127.0.0.1."
    )
    parser.add_argument("--port", type=int, required=True, help="for Stripe, the mailbox and their pages")
    parser.add_argument("--data", type=Path, required=True, help="folder for what must survive a restart")
    parser.add_argument("--shop", required=True, help="where the shop answers, e.g. http://127.0.0.1:8000")
    parser.add_argument("--webhook-secret", required=True, help="signs the webhooks: whsec_...")
    parser.add_argument(
        "--smtp-port", type=int, help="receive mail here; without it there is no mailbox server"
    )
    given = parser.parse_args(argv)
    shop = urlsplit(given.shop)
    if shop.scheme != "http" or shop.hostname not in THIS_MACHINE:
        parser.error(f"--shop {given.shop}: the sandbox serves a shop on this machine over http only")
    if shop.path not in ("", "/") or shop.query:
        parser.error(f"--shop {given.shop}: give the address without a path")
    if "_live_" in given.webhook_secret or not WEBHOOK_SECRET.fullmatch(given.webhook_secret):
        parser.error(
            "--webhook-secret: a test secret, whsec_ and at least 8 letters; never one of a live account"
        )
    return Arguments(given.port, given.data, given.shop.rstrip("/"), given.webhook_secret, given.smtp_port)
