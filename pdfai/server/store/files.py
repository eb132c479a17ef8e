"""Files, the bytes they share, and the indexes made of those bytes."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from sqlalchemy import Connection, select, union

from pdfai.server.problems import NotFoundProblem
from pdfai.server.retrieval.index import delete_indexes
from pdfai.server.store import kinds, tables
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.records import JsonObject, now


def add_file(
    database: Database,
    blobs: Blobs,
    source: BinaryIO,
    *,
    filename: str,
    purpose: str,
    expires_after: Mapping[str, Any] | None = None,
) -> JsonObject:
    """Store an upload. Bytes already kept for another file are kept once."""
    with blobs.receive(source) as incoming:
        try:
            with database.write() as connection:
                blobs.keep(incoming)
                return kinds.files.add(
                    connection,
                    {"status": "processed", "status_details": None},
                    sha256=incoming.sha256,
                    bytes=incoming.size,
                    filename=filename,
                    purpose=purpose,
                    expires_at=now() + expires_after["seconds"] if expires_after else None,
                )
        except BaseException:
            # The row could not be written (a full disk, say).
            discard_unused(database, blobs, incoming.sha256)
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
    discard_unused(database, blobs, sha256)
    return {**answer, "object": "file"}


def remove_expired(database: Database, blobs: Blobs) -> None:
    """Delete the files whose time is over."""
    with database.read() as connection:
        query = select(tables.files.c.id).where(tables.files.c.expires_at <= now())
        expired = connection.execute(query).scalars().all()
    for file_id in expired:
        with suppress(NotFoundProblem):  # somebody else was quicker
            remove_file(database, blobs, file_id)


def discard_unnamed(database: Database, blobs: Blobs) -> None:
    """Forget the bytes that nothing names: a server died between keeping them and writing their row."""
    # No upload is between the two as long as this transaction lasts.
    with database.write() as connection:
        naming = union(select(tables.files.c.sha256), select(tables.upload_parts.c.sha256))
        named = set(connection.execute(naming).scalars())
        for sha256 in set(blobs.kept()) - named:
            blobs.discard(sha256)


def discard_unused(database: Database, blobs: Blobs, sha256: str) -> None:
    """Forget bytes that neither a file nor a part of one has any more."""
    with database.write() as connection:
        part = select(tables.upload_parts.c.id).where(tables.upload_parts.c.sha256 == sha256).limit(1)
        if not _in_use(connection, sha256) and connection.execute(part).first() is None:
            blobs.discard(sha256)


def _in_use(connection: Connection, sha256: str) -> bool:
    query = select(tables.files.c.id).where(tables.files.c.sha256 == sha256).limit(1)
    return connection.execute(query).first() is not None
