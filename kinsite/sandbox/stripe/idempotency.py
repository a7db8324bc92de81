"""The same key brings the same answer, the first error included."""

import hashlib
import json
import time

from kinsite.sandbox.database import Database
from kinsite.sandbox.stripe.errors import InvalidRequest, KeyReused

KEPT_FOR = 30 * 86400
LONGEST = 255


def fingerprint(method: str, path: str, body: str) -> str:
    return hashlib.sha256(f"{method} {path}\n{body}".encode()).hexdigest()


def recall(database: Database, key: str, print_: str) -> tuple[int, dict] | None:
    """What was answered to this key before; another request under the same key is refused."""
    if len(key) > LONGEST:
        raise InvalidRequest(f"Idempotency keys can have up to {LONGEST} characters.")
    row = database.first("SELECT * FROM idempotency_keys WHERE key = ?", key)
    if row is None:
        return None
    if row["fingerprint"] != print_:
        raise KeyReused(key)
    return row["status"], json.loads(row["body"])


def remember(database: Database, key: str, print_: str, status: int, body: dict) -> None:
    database.write("DELETE FROM idempotency_keys WHERE stored_at < ?", time.time() - KEPT_FOR)
    database.write(
        "INSERT OR REPLACE INTO idempotency_keys (key, fingerprint, status, body, stored_at)"
        " VALUES (?, ?, ?, ?, ?)",
        key,
        print_,
        status,
        json.dumps(body),
        time.time(),
    )
