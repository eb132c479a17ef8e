"""The database under a data directory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError

from pdfai.errors import DataDirectoryError
from pdfai.server.retrieval.index import create_index_tables
from pdfai.server.store.tables import metadata

# How long a writer waits for another process's transaction before it gives up.
_BUSY_SECONDS = 30


class Database:
    """Connections to the server's tables; opening it creates what is missing."""

    def __init__(self, path: Path) -> None:
        self._engine = _sqlite_engine(path)
        # SQLite lets writers of other processes wait, but by sleeping longer and longer, and in no order.
        self._turn_to_write = threading.Lock()
        try:
            with self.write() as connection:
                metadata.create_all(connection)
                create_index_tables(connection)
        except DatabaseError as error:
            self.close()
            raise DataDirectoryError(str(path.parent), str(error.orig)) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and changes nothing."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or, when the block raises, nothing. Writers take turns."""
        with (
            self._turn_to_write,
            self._engine.connect().execution_options(pdfai_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _sqlite_engine(path: Path) -> Engine:
    # pysqlite's own idea of when a transaction begins is switched off: it would start one too late to see
    # one state, and a deferred one cannot become a writer while another writes.
    engine = create_engine(
        f"sqlite+pysqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("pdfai_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
