"""Files, the bytes they share, and the indexes made of those bytes."""

from typing import BinaryIO

from sqlalchemy import Connection, select

from pdfai.server.retrieval.index import delete_indexes
from pdfai.server.store import kinds, tables
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.records import JsonObject


def add_file(
    database: Database, blobs: Blobs, source: BinaryIO, *, filename: str, purpose: str
) -> JsonObject:
    """Store an upload. Bytes already kept for another file are kept once."""
    with blobs.receive(source) as incoming:
        try:
            with database.write() as connection:
                blobs.keep(incoming)
                return kinds.files.add(
                    connection,
                    {"status": "processed"},
                    sha256=incoming.sha256,
                    bytes=incoming.size,
                    filename=filename,
                    purpose=purpose,
                )
        except BaseException:
            # The row could not be written (a full disk, say).
            _discard_unused(database, blobs, incoming.sha256)
            raise


def remove_file(database: Database, blobs: Blobs, file_id: str) -> JsonObject:
    """Delete a file everywhere; its bytes and their indexes go when no other file has the same."""
    with database.write() as connection:
        sha256 = kinds.files.row(connection, file_id).sha256
        answer = kinds.files.remove(connection, file_id)
        if not _in_use(connection, sha256):
            delete_indexes(connection, sha256=sha256)
    # The bytes go last and in a transaction of their own: were they gone before the row, a crash between
    # would leave a file without bytes; and an upload of the same bytes waits for its turn to write.
    _discard_unused(database, blobs, sha256)
    return {**answer, "object": "file"}


def discard_unnamed(database: Database, blobs: Blobs) -> None:
    """Forget the bytes that no file has: a server died between keeping them and writing the file's row."""
    # No upload is between the two as long as this transaction lasts.
    with database.write() as connection:
        named = set(connection.execute(select(tables.files.c.sha256)).scalars())
        for sha256 in set(blobs.kept()) - named:
            blobs.discard(sha256)


def _discard_unused(database: Database, blobs: Blobs, sha256: str) -> None:
    with database.write() as connection:
        if not _in_use(connection, sha256):
            blobs.discard(sha256)


def _in_use(connection: Connection, sha256: str) -> bool:
    query = select(tables.files.c.id).where(tables.files.c.sha256 == sha256).limit(1)
    return connection.execute(query).first() is not None
