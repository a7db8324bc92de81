"""Stripe as one thing: its records, its clock, its webhooks. And one call to it."""

from dataclasses import dataclass, field

from kinsite.sandbox.clock import Clock
from kinsite.sandbox.stripe import API_VERSION, objects
from kinsite.sandbox.stripe.deliveries import Deliveries
from kinsite.sandbox.stripe.store import Store


@dataclass
class Tampering:
    """What the next settled payment is to claim instead of the truth; empty is honest."""

    fields: dict = field(default_factory=dict)

    def take(self) -> dict:
        taken, self.fields = self.fields, {}
        return taken


@dataclass
class Platform:
    store: Store
    clock: Clock
    deliveries: Deliveries
    url: str
    tampering: Tampering = field(default_factory=Tampering)


@dataclass
class Call:
    """One call as the operations see it: who asks for what, and where the records are.

    A hook or a bank page makes one too, without a request id.
    """

    platform: Platform
    params: dict = field(default_factory=dict)
    target: str | None = None
    path: str = ""
    publishable: bool = False
    request: str | None = None
    key: str | None = None

    @property
    def store(self) -> Store:
        return self.platform.store

    @property
    def now(self) -> int:
        return self.platform.clock.now()

    def announce(self, type: str, record: dict, previous: dict | None = None) -> None:
        """Write down that something happened, and owe it to every endpoint that listens."""
        event = objects.event(
            now=self.now, type=type, record=record, previous=previous, request=self.request, key=self.key
        )
        listeners = [
            endpoint["id"]
            for endpoint in self.store.every("webhook_endpoint", status="enabled")
            if {"*", type} & set(endpoint["enabled_events"])
        ]
        event |= {"api_version": API_VERSION, "pending_webhooks": len(listeners)}
        self.store.add(event)
        for endpoint in listeners:
            self.platform.deliveries.owe(event["id"], endpoint)
