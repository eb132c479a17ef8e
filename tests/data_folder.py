"""A data directory seen from outside."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class DataFolder:
    """What the commands and servers of a test keep."""

    path: Path

    def rows(self) -> dict[str, int]:
        """How many rows each table has; empty ones are left out."""
        database = self.path / "pdfai.sqlite"
        if not database.exists():
            return {}
        connection = sqlite3.connect(database)
        try:
            tables = [
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            # What full text search keeps for itself, and the counters of ids, are never empty.
            ours = [name for name in tables if not name.startswith(("chunk_terms_", "sqlite_"))]
            counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ours}  # noqa: S608
        finally:
            connection.close()
        return {name: count for name, count in counts.items() if count}

    def files(self) -> list[Path]:
        """What lies there beside the database."""
        found = (path for path in self.path.rglob("*") if path.is_file())
        return [path for path in found if not path.name.startswith("pdfai.sqlite")]

    def is_clean(self) -> bool:
        """Whether nothing was left: no row, no bytes, no temporary file."""
        return not self.rows() and not self.files()
