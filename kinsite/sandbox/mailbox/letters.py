"""Received mails, as they came over the wire."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from kinsite.sandbox.database import Database


@dataclass
class Post:
    """How the post behaves: `accept`, `refuse` (with `code`) or `drop` (accept, then lose)."""

    mode: str = "accept"
    code: int = 451
    delay_s: float = 0
    times: int | None = None

    def __post_init__(self):
        if self.mode not in ("accept", "refuse", "drop"):
            raise ValueError("the post accepts, refuses or drops")


@dataclass(frozen=True)
class Mail:
    id: int
    at: float
    sender: str
    recipients: list[str]
    subject: str
    raw: bytes

    @property
    def time(self) -> str:
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%d %H:%M:%S")

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    def body(self, kind: str) -> str | None:
        """The text (`plain`) or the page (`html`) of the mail."""
        part = self.message.get_body((kind,))
        return None if part is None else part.get_content()

    def as_json(self) -> dict:
        message = self.message
        return {
            "id": self.id,
            "at": self.at,
            "from": self.sender,
            "to": self.recipients,
            "subject": self.subject,
            "text": self.body("plain"),
            "html": self.body("html"),
            "headers": [[name, str(value)] for name, value in message.items()],
            "attachments": [part.get_filename() or "unnamed" for part in message.iter_attachments()],
        }


class Mailbox:
    def __init__(self, database: Database):
        self.database = database
        self.post = Post()

    def turn(self, **changes) -> Post:
        """Change how the post behaves; without changes it behaves well again."""
        self.post = Post(**changes)
        return self.post

    def misbehaviour(self) -> Post:
        """How this mail is treated; a fault for so many times ends after them."""
        post = self.post
        if post.times is not None:
            post.times -= 1
            if post.times <= 0:
                self.post = Post()
        return post

    def keep(self, *, sender: str, recipients: list[str], raw: bytes) -> int:
        subject = str(message_from_bytes(raw, policy=policy.default).get("Subject", ""))
        return self.database.write(
            "INSERT INTO mails (at, sender, recipients, subject, raw) VALUES (?, ?, ?, ?, ?)",
            time.time(),
            sender,
            json.dumps(recipients),
            subject,
            raw,
        )

    def mail(self, mail_id: int) -> Mail | None:
        row = self.database.first("SELECT * FROM mails WHERE id = ?", mail_id)
        return _mail(row) if row else None

    def mails(self, *, to: str = "", limit: int = 200) -> list[Mail]:
        """Newest first. A whole address finds exactly its mails, anything else finds by part."""
        wanted = to.strip().lower()
        if "." in wanted.partition("@")[2]:
            wanted = f'"{wanted}"'  # as it stands in the list of recipients
        found = self.database.rows(
            "SELECT * FROM mails WHERE instr(lower(recipients), ?) ORDER BY id DESC LIMIT ?", wanted, limit
        )
        return [_mail(row) for row in found]


def _mail(row) -> Mail:
    return Mail(**{**dict(row), "recipients": json.loads(row["recipients"])})
