"""Webhooks: what is owed to whom, and the threads that bring it, in parallel and out of order.

A delivery is a row first, so what a kill interrupts is brought after the next start.
"""

import hashlib
import hmac
import http.client
import json
import logging
import random
import sqlite3
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from kinsite.sandbox.stripe.store import Store

logger = logging.getLogger(__name__)

DELIVERERS = 6
PATIENCE = 10.0
BACK_OFF = (0.5, 1, 2, 4, 8, 15, 30, 60, 60, 60, 60, 60, 60, 60, 60)
SPREAD = 1.5


@dataclass
class Switches:
    """How webhooks misbehave: `on`, `off` (kept until on again) or `drop` (never sent)."""

    deliveries: str = "on"
    duplicate: int = 0
    delay_ms: int = 0
    shuffle: bool = False

    def __post_init__(self):
        if self.deliveries not in ("on", "off", "drop"):
            raise ValueError("deliveries is on, off or drop")


def signature(payload: bytes, secret: str, at: int) -> str:
    """Stripe's header: a time and an HMAC over time and body."""
    digest = hmac.new(secret.encode(), b"%d." % at + payload, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


class Deliveries:
    """The queue of what is owed, in SQLite, and its deliverers."""

    def __init__(self, store: Store):
        self.store = store
        self.switches = Switches()
        self._rows = store.database
        self._news = threading.Condition()
        self._turns = 0
        self._stopping = False
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        self._rows.write("UPDATE deliveries SET state = 'waiting' WHERE state = 'sending'")
        for number in range(DELIVERERS):
            thread = threading.Thread(target=self._deliver_for_ever, name=f"deliverer-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._stopping = True
        self.wake()
        for thread in self._threads:
            thread.join(PATIENCE / 2)

    def turn(self, **switches) -> Switches:
        """Set the switches; what isn't named is as at the start."""
        self.switches = Switches(**switches)
        self.wake()
        return self.switches

    def wake(self) -> None:
        """Look again: something is owed, or a switch was turned."""
        with self._news:
            self._turns += 1
            self._news.notify_all()

    def owe(self, event: str, endpoint: str) -> None:
        """Queue an event for an endpoint, as often and as late as the switches say."""
        state = "dropped" if self.switches.deliveries == "drop" else "waiting"
        for copy in range(1 + self.switches.duplicate):
            due = time.time() + self.switches.delay_ms / 1000 + 0.2 * copy
            due += random.uniform(0, SPREAD) if self.switches.shuffle else 0
            self._rows.write(
                "INSERT INTO deliveries (event, endpoint, state, due) VALUES (?, ?, ?, ?)",
                event,
                endpoint,
                state,
                due,
            )

    def repeat(self, *, event: str | None = None, delivery: int | None = None) -> int:
        """Bring an event, or one delivery, again; says how many are due now."""
        if delivery is not None:
            found = self._rows.rows("SELECT event, endpoint FROM deliveries WHERE id = ?", delivery)
        else:
            endpoints = self.store.every("webhook_endpoint", status="enabled")
            found = [{"event": event, "endpoint": endpoint["id"]} for endpoint in endpoints]
        for row in found:
            self._rows.write(
                "INSERT INTO deliveries (event, endpoint, state, due) VALUES (?, ?, 'waiting', ?)",
                row["event"],
                row["endpoint"],
                time.time(),
            )
        self.wake()
        return len(found)

    def log(self, *, event: str | None = None, about: set[str] | None = None, limit: int = 200) -> list[dict]:
        """Deliveries, newest first, with the type of their event and the record that it is about."""
        clause, values = "", []
        if event:
            clause, values = "WHERE event = ?", [event]
        elif about:
            clause, values = f"WHERE record IN ({', '.join('?' * len(about))})", list(about)
        found = self._rows.rows(
            "SELECT deliveries.*, json_extract(records.body, '$.type') AS type,"
            " json_extract(records.body, '$.data.object.id') AS record"
            " FROM deliveries LEFT JOIN records ON records.id = deliveries.event"
            f" {clause} ORDER BY deliveries.id DESC LIMIT ?",
            *values,
            limit,
        )
        return [dict(row) for row in found]

    def _deliver_for_ever(self) -> None:
        try:
            self._deliver_until_stopped()
        except sqlite3.ProgrammingError:
            if not self._stopping:  # else the file was closed over a slow shop; it is told at the next start
                raise

    def _deliver_until_stopped(self) -> None:
        while not self._stopping:
            seen = self._turns
            delivery = self._claim()
            if delivery:
                self._settle(delivery, self._bring(delivery))
                continue
            patience = self._until_next()
            with self._news:
                if self._turns == seen:  # nothing came between looking and waiting
                    self._news.wait(patience)

    def _claim(self) -> dict | None:
        if self.switches.deliveries == "off":
            return None
        row = self._rows.first(
            "UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE id = ("
            "SELECT id FROM deliveries WHERE state = 'waiting' AND due <= ? ORDER BY due, id LIMIT 1"
            ") RETURNING *",
            time.time(),
        )
        return dict(row) if row else None

    def _until_next(self) -> float:
        row = self._rows.first("SELECT min(due) AS due FROM deliveries WHERE state = 'waiting'")
        if self.switches.deliveries == "off" or row["due"] is None:
            return 1.0
        return min(max(row["due"] - time.time(), 0.01), 1.0)

    def _bring(self, delivery: dict) -> str:
        """POST the event, signed now; the answer is a status or what went wrong."""
        endpoint, event = self.store.find(delivery["endpoint"]), self.store.find(delivery["event"])
        secret = self.store.hidden(delivery["endpoint"]).get("secret")
        if endpoint is None or event is None or secret is None or endpoint.get("deleted"):
            return "endpoint is gone"  # by hand, or forgotten with everything else between two of these reads
        payload = json.dumps(event, indent=2).encode()
        target = urlsplit(endpoint["url"])
        connection = http.client.HTTPConnection(target.hostname, target.port or 80, timeout=PATIENCE)
        try:
            connection.request(
                "POST",
                target.path or "/",
                body=payload,
                headers={
                    "Content-Type": "application/json; charset=utf-8",
                    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                    "Stripe-Signature": signature(payload, secret, int(time.time())),
                },
            )
            return str(connection.getresponse().status)
        except (OSError, http.client.HTTPException) as problem:
            return type(problem).__name__
        finally:
            connection.close()

    def _settle(self, delivery: dict, answer: str) -> None:
        attempt = delivery["attempts"]
        if answer.startswith("2"):
            state, due = "delivered", delivery["due"]
        elif attempt > len(BACK_OFF) or answer == "endpoint is gone":
            state, due = "failed", delivery["due"]
        else:
            state, due = "waiting", time.time() + BACK_OFF[attempt - 1]
        self._rows.write(
            "UPDATE deliveries SET state = ?, due = ?, answer = ?, answered_at = ? WHERE id = ?",
            state,
            due,
            answer,
            time.time(),
            delivery["id"],
        )
        logger.info("webhook %s attempt %s: %s", delivery["event"], attempt, answer)
