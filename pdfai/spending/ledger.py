"""The ledger: what was spent, by day and model, in a file that many processes write."""

import datetime
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pdfai.errors import ConfigurationError
from pdfai.token_count import TokenCount

LEDGER_NAME = "usage.sqlite"
"""What it is called in a data directory."""

# A call does not wait longer for others that write.
_SECONDS_TO_WAIT = 2.0
_TABLE = """
CREATE TABLE IF NOT EXISTS spent (
    day TEXT NOT NULL, model TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, cost REAL,
    PRIMARY KEY (day, model)
) WITHOUT ROWID
"""
# Beside a cost that is not known, the sum is not known: NULL.
_ADD = """
INSERT INTO spent VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, model) DO UPDATE SET
    prompt_tokens = prompt_tokens + excluded.prompt_tokens,
    completion_tokens = completion_tokens + excluded.completion_tokens,
    cost = cost + excluded.cost
"""
_ROWS = """
SELECT day, model, prompt_tokens, completion_tokens, cost FROM spent WHERE day >= ? ORDER BY day, model
"""
_log = logging.getLogger("pdfai.ledger")


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerRow:
    """What one model was paid on one day."""

    day: datetime.date
    """By UTC."""
    model: str
    tokens: TokenCount
    cost: float | None = None
    """None unless the cost of each of its answers was known."""


class Ledger:
    """Adds up what was spent in an SQLite file, which is made with the first note. Threads may share this."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Keep where it is."""
        self._path = Path(path)
        self._has_complained = False
        self._complaining = threading.Lock()

    def note(self, model: str, tokens: TokenCount, cost: Decimal | float | None = None) -> None:
        """Add to today's. What cannot be written is logged once, and never raises: the answer is there."""
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        # Databases hold no halves of characters.
        name = model.encode(errors="replace").decode()
        row = (
            today,
            name,
            tokens.prompt_tokens,
            tokens.completion_tokens,
            None if cost is None else float(cost),
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._opened(str(self._path)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                # Only a power failure could harm it then, and to wait for the disk takes five times as long.
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute(_TABLE)
                connection.execute(_ADD, row)
        except (sqlite3.Error, OSError, OverflowError) as error:
            self._complain(error)

    def rows(self, since: datetime.date | None = None) -> list[LedgerRow]:
        """What was spent, by day and model, from a day on; raises `ConfigurationError` for no ledger."""
        if not self._path.exists():
            return []
        first = "" if since is None else since.isoformat()
        try:
            with self._opened(f"{self._path.absolute().as_uri()}?mode=ro") as connection:
                found = connection.execute(_ROWS, (first,)).fetchall()
        except sqlite3.Error as error:
            if str(error).startswith("no such table"):
                return []  # the first note is on its way
            raise ConfigurationError(f"Cannot read {self._path} ({error}): move it away") from error
        return [
            LedgerRow(
                day=datetime.date.fromisoformat(day),
                model=model,
                tokens=TokenCount(prompt_tokens=read, completion_tokens=written),
                cost=cost,
            )
            for day, model, read, written, cost in found
        ]

    @contextmanager
    def _opened(self, path: str) -> Iterator[sqlite3.Connection]:
        # Opened for each note: a connection belongs to one thread, and a fork must not take it along.
        is_uri = path.startswith("file:")
        with closing(sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, uri=is_uri)) as connection, connection:
            yield connection

    def _complain(self, error: Exception) -> None:
        with self._complaining:
            has_complained, self._has_complained = self._has_complained, True
        if not has_complained:
            _log.warning("What is spent is not noted in %s: %s", self._path, error)

    def __repr__(self) -> str:
        return f"Ledger({str(self._path)!r})"
