"""A data directory seen from outside."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class DataFolder:
    """What the commands and servers of a test keep."""

    path: Path

    def rows(self) -> dict[str, int]:
        """How many rows each table has; empty ones are left out, and the keys of requests, kept for a day."""
        database = self.path / "pdfai.sqlite"
        if not database.exists():
            return {}
        connection = sqlite3.connect(database)
        try:
            tables = [
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            # What full text search keeps for itself, and the counters of ids, are never empty.
            others = ("chunk_terms_", "chunk_often_", "sqlite_", "idempotent_", "alembic_")
            ours = [name for name in tables if not name.startswith(others)]
            counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ours}  # noqa: S608
        finally:
            connection.close()
        return {name: count for name, count in counts.items() if count}

    def files(self) -> list[Path]:
        """What lies there beside the database and the ledger."""
        found = (path for path in self.path.rglob("*") if path.is_file())
        return [path for path in found if not path.name.startswith(("pdfai.sqlite", "usage.sqlite"))]

    def kept_answers(self) -> int:
        """How many requests would be answered again as they were."""
        connection = sqlite3.connect(self.path / "pdfai.sqlite")
        try:
            kept = connection.execute("SELECT count(*) FROM idempotent_requests WHERE answer IS NOT NULL")
            count: int = kept.fetchone()[0]
        finally:
            connection.close()
        return count

    def is_clean(self) -> bool:
        """Whether nothing was left: no row, no answer, no bytes, no temporary file."""
        is_there = (self.path / "pdfai.sqlite").exists()
        return not self.rows() and not self.files() and not (is_there and self.kept_answers())
