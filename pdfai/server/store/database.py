"""The database under a data directory."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Transaction, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError

from pdfai.errors import DataDirectoryError
from pdfai.server.problems import is_disk_full
from pdfai.server.store.schema import SchemaError, bring_up_to_date

# How long a writer waits for another process's transaction before it gives up.
_BUSY_SECONDS = 30
_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)


class Database:
    """Connections to the server's tables, which the first server to open them makes or upgrades."""

    def __init__(self, path: Path) -> None:
        """Open the file or make it, for its user alone; raises `DataDirectoryError`."""
        self._engine = _sqlite_engine(path)
        # SQLite lets writers of other processes wait, but by sleeping longer and longer, and in no order.
        self._turn_to_write = threading.Lock()
        try:
            _make_file(path)
            with _without_foreign_keys(self._engine) as connection:
                bring_up_to_date(connection)
        except (DatabaseError, OSError, SchemaError) as error:
            self.close()
            raise DataDirectoryError(str(path.parent), _reason(error)) from error

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
            self._engine.connect() as connection,
            _transaction(connection),
        ):
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _reason(error: Exception) -> str:
    match error:
        case DatabaseError() if is_disk_full(error):
            return "the disk is full"
        case DatabaseError():
            return str(error.orig)
        case OSError(strerror=str(reason)):
            return reason
        case _:
            return str(error)


def _make_file(path: Path) -> None:
    # SQLite would let everybody read it; the files it puts beside it have the permissions of this one. One
    # that is there is not opened: closing it again would take the locks of this process's connections away.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, in which a table can be dropped without what hangs on its rows."""
    with engine.connect() as connection:
        # Within a transaction SQLite would not listen.
        _driver(connection).execute("PRAGMA foreign_keys=OFF")
        try:
            with _transaction(connection):
                yield connection
        finally:
            _driver(connection).execute("PRAGMA foreign_keys=ON")


def _transaction(connection: Connection) -> Transaction:
    return connection.execution_options(pdfai_begin="IMMEDIATE").begin()


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _sqlite_engine(path: Path) -> Engine:
    # pysqlite's own idea of when a transaction begins is switched off: it would start one too late to see
    # one state, and a deferred one cannot become a writer while another writes.
    engine = create_engine(
        f"sqlite+pysqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        # What was deleted is gone, and not only out of sight.
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("pdfai_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _write_ahead(connection: Any) -> None:
    """Switch to WAL, for which SQLite does not wait when another process is switching at this moment."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # Of an extended code the low byte is the plain one.
            if error.sqlite_errorcode & 0xFF not in _PASSING or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
