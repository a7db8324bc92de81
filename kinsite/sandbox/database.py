"""The sandbox's memory: one SQLite file, shared by its threads, one writer at a time."""

import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql").read_text()


class Database:
    """Rows that survive a kill of the process: what was committed is there at the next start.

    All threads share one connection behind one lock. That is slower than it could be and always
    right, which is what a stand-in is for.
    """

    def __init__(self, path: Path):
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, *values) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def first(self, statement: str, *values) -> sqlite3.Row | None:
        with self._lock:
            return self._connection.execute(statement, values).fetchone()

    def write(self, statement: str, *values) -> int:
        """Run a statement and return the id of the row it inserted."""
        with self._lock:
            return self._connection.execute(statement, values).lastrowid

    @contextmanager
    def transaction(self):
        """All or nothing; a transaction inside another is a savepoint of it."""
        with self._lock:
            point = f"depth_{self._depth}"
            self._connection.execute("BEGIN IMMEDIATE" if self._depth == 0 else f"SAVEPOINT {point}")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                else:
                    self._connection.execute(f"ROLLBACK TO {point}")
                    self._connection.execute(f"RELEASE {point}")
                raise
            self._depth -= 1
            self._connection.execute("COMMIT" if self._depth == 0 else f"RELEASE {point}")
