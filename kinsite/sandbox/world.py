"""The outside world of one shop on one machine: Stripe and a mailbox, and where the shop is."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kinsite.sandbox.clock import Clock
from kinsite.sandbox.database import Database
from kinsite.sandbox.faults import Faults
from kinsite.sandbox.mailbox.letters import Mailbox
from kinsite.sandbox.stripe.deliveries import Deliveries
from kinsite.sandbox.stripe.endpoints import tell_shop
from kinsite.sandbox.stripe.platform import Call, Platform
from kinsite.sandbox.stripe.store import Store

TWINS = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}
WEBHOOK = "/stripe/webhook/"


@dataclass
class Shop:
    """Where the shop answers. It may be opened by name or by number: both are it."""

    url: str
    webhook_secret: str

    @property
    def origins(self) -> tuple[str, ...]:
        place = urlsplit(self.url)
        hosts = (place.hostname, TWINS.get(place.hostname))
        port = f":{place.port}" if place.port else ""
        return tuple(f"{place.scheme}://{host}{port}" for host in hosts if host)


class World:
    """Everything that the handlers need, built once at the start."""

    def __init__(self, *, data: Path, url: str, shop: Shop):
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.url = url
        self.clock = Clock()
        self.faults = Faults()
        self.database = Database(data / "sandbox.sqlite3")
        self.mailbox = Mailbox(self.database)
        store = Store(self.database)
        self.deliveries = Deliveries(store)
        self.platform = Platform(store, self.clock, self.deliveries, url)
        self.move_shop(shop)

    def move_shop(self, shop: Shop) -> None:
        """Tell Stripe where the shop listens from now on."""
        self.shop = shop
        with self.database.transaction():
            tell_shop(self.call(), url=shop.url.rstrip("/") + WEBHOOK, secret=shop.webhook_secret)

    def call(self, **params) -> Call:
        """A call to Stripe from inside the world: a bank's page, a hook."""
        return Call(self.platform, params)

    def forget(self) -> None:
        """Start afresh: no payments, no mails, no faults; the shop stays known."""
        with self.database.transaction():
            for name in ("records", "idempotency_keys", "requests", "deliveries", "mails"):
                self.database.write(f"DELETE FROM {name}")
        self.faults.clear()
        self.clock.travel(None)
        self.platform.tampering.take()
        self.deliveries.turn()
        self.mailbox.turn()
        self.move_shop(self.shop)

    def start(self) -> None:
        self.deliveries.start()

    def stop(self) -> None:
        self.deliveries.stop()
        self.database.close()
