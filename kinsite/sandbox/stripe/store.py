"""Stripe's records, kept as the JSON in which they are answered."""

import json

from kinsite.sandbox.database import Database
from kinsite.sandbox.stripe.errors import NoSuchRecord
from kinsite.sandbox.stripe.ids import kind_of

# Before a field that Stripe knows of and never shows.
HIDDEN = "hidden."
RANGES = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


class Store:
    """Records by id. `hidden` holds what Stripe knows of a record and never shows."""

    def __init__(self, database: Database):
        self.database = database

    def add(self, record: dict, **hidden) -> dict:
        self.database.write(
            "INSERT INTO records (id, kind, created, body, hidden) VALUES (?, ?, ?, ?, ?)",
            record["id"],
            record["object"],
            record["created"],
            json.dumps(record),
            json.dumps(hidden),
        )
        return record

    def save(self, record: dict) -> dict:
        self.database.write("UPDATE records SET body = ? WHERE id = ?", json.dumps(record), record["id"])
        return record

    def find(self, record_id: str) -> dict | None:
        row = self.database.first("SELECT body FROM records WHERE id = ?", record_id)
        return json.loads(row["body"]) if row else None

    def get(self, kind: str, record_id: str, *, param: str | None = None) -> dict:
        """The record, or Stripe's 404; a deleted one counts as gone."""
        record = self.find(record_id)
        if record is None or record["object"] != kind or record.get("deleted"):
            raise NoSuchRecord(kind, record_id, param)
        return record

    def hidden(self, record_id: str) -> dict:
        row = self.database.first("SELECT hidden FROM records WHERE id = ?", record_id)
        return json.loads(row["hidden"]) if row else {}

    def hide(self, record_id: str, **facts) -> None:
        kept = {**self.hidden(record_id), **facts}
        self.database.write("UPDATE records SET hidden = ? WHERE id = ?", json.dumps(kept), record_id)

    def every(self, kind: str, **where) -> list[dict]:
        """All records of a kind whose fields have these values, newest first."""
        clause, values = _matching(kind, where, {})
        found = self.database.rows(f"SELECT body FROM records {clause} {NEWEST}", *values)
        return [json.loads(row["body"]) for row in found]

    def page(self, kind: str, *, where: dict, created: dict, after=None, before=None, limit=10):
        """One page of a list as Stripe cuts it: (records, has_more)."""
        clause, values = _matching(kind, where, created)
        order = NEWEST
        cursor = after or before
        if cursor:
            if kind_of(cursor) != kind or not self.find(cursor):
                raise NoSuchRecord(kind, cursor, "starting_after" if after else "ending_before")
            clause += f" AND (created, position) {'<' if after else '>'} {PLACE_OF}"
            values.append(cursor)
            order = NEWEST if after else OLDEST
        found = self.database.rows(f"SELECT body FROM records {clause} {order} LIMIT ?", *values, limit + 1)
        records = [json.loads(row["body"]) for row in found[:limit]]
        return (records if order == NEWEST else records[::-1]), len(found) > limit


NEWEST = "ORDER BY created DESC, position DESC"
OLDEST = "ORDER BY created, position"
PLACE_OF = "(SELECT created, position FROM records WHERE id = ?)"


def _matching(kind: str, where: dict, created: dict) -> tuple[str, list]:
    clause, values = "WHERE kind = ? AND json_extract(body, '$.deleted') IS NULL", [kind]
    for field, value in where.items():
        choices = value if isinstance(value, list) else [value]
        column, name = ("hidden", field[len(HIDDEN) :]) if field.startswith(HIDDEN) else ("body", field)
        clause += f" AND json_extract({column}, ?) IN ({', '.join('?' * len(choices))})"
        values += [f"$.{name}", *choices]
    for name, moment in created.items():
        clause += f" AND created {RANGES[name]} ?"
        values.append(moment)
    return clause, values
