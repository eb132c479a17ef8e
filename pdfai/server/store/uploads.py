"""Files that come in parts. The parts' bytes are kept like those of files, until they are one."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from sqlalchemy import Connection, Row, delete, select, update

from pdfai.server.problems import Problem
from pdfai.server.store import kinds, tables
from pdfai.server.store.blobs import Blobs
from pdfai.server.store.database import Database
from pdfai.server.store.files import add_file, discard_unused
from pdfai.server.store.records import JsonObject, now

UPLOAD_SECONDS = 3600
"""An upload not complete this long after its creation has expired."""
MOST_PART_BYTES = 64 << 20


def create_upload(connection: Connection, request: Mapping[str, Any]) -> JsonObject:
    """A pending upload."""
    upload = kinds.uploads.add(connection, request, status="pending", expires_at=now() + UPLOAD_SECONDS)
    return show_upload(connection, kinds.uploads.row(connection, upload["id"]))


def show_upload(connection: Connection, row: Row[Any]) -> JsonObject:
    """An upload as the API shows it, with the file it became."""
    names = ("filename", "purpose", "bytes")
    files = tables.files
    file = connection.execute(select(files).where(files.c.id == row.body.get("file_id"))).one_or_none()
    return {
        "id": row.id,
        "object": "upload",
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "status": _status(row),
        **{name: row.body[name] for name in names},
        "file": None if file is None else kinds.files.show(file),
    }


def add_part(database: Database, blobs: Blobs, upload_id: str, data: BinaryIO) -> JsonObject:
    """Keep a part's bytes."""
    with blobs.receive(data) as incoming:
        if incoming.size > MOST_PART_BYTES:
            raise Problem(f"A part has at most {MOST_PART_BYTES} bytes: send more parts.", param="data")
        try:
            with database.write() as connection:
                _pending(connection, upload_id)
                blobs.keep(incoming)
                named = {"upload_id": upload_id, "sha256": incoming.sha256, "bytes": incoming.size}
                return kinds.upload_parts.add(connection, {}, **named)
        except BaseException:
            discard_unused(database, blobs, incoming.sha256)
            raise


def complete_upload(
    database: Database, blobs: Blobs, upload_id: str, request: Mapping[str, Any]
) -> JsonObject:
    """Make the parts a file, which is kept before they go."""
    with database.read() as connection:
        upload = _pending(connection, upload_id)
        parts = [_part(connection, upload_id, id) for id in request["part_ids"]]
    if (size := sum(part.bytes for part in parts)) != upload.body["bytes"]:
        raise Problem(
            f"The parts come to {size} bytes, and {upload.body['bytes']} were announced.", param="part_ids"
        )
    with _Joined(blobs, parts) as whole:
        if request.get("md5") and whole.md5() != request["md5"].lower():
            raise Problem("The parts do not have this MD5: send them again.", param="md5")
        file = add_file(
            database,
            blobs,
            whole,
            filename=upload.body["filename"],
            purpose=upload.body["purpose"],
            expires_after=upload.body.get("expires_after"),
        )
    return _close(database, blobs, upload_id, "completed", file_id=file["id"])


def cancel_upload(database: Database, blobs: Blobs, upload_id: str) -> JsonObject:
    """Give an upload up."""
    return _close(database, blobs, upload_id, "cancelled")


def drop_overdue(database: Database, blobs: Blobs) -> None:
    """Delete the parts of uploads that were not completed in time."""
    uploads, parts = tables.uploads, tables.upload_parts
    overdue = select(uploads.c.id).where(uploads.c.status == "pending", uploads.c.expires_at <= now())
    with database.read() as connection:
        has_any = connection.execute(overdue.limit(1)).first() is not None
    if has_any:
        with database.write() as connection:
            gone = delete(parts).where(parts.c.upload_id.in_(overdue)).returning(parts.c.sha256)
            dropped = set(connection.execute(gone).scalars())
            connection.execute(update(uploads).where(uploads.c.id.in_(overdue)).values(status="expired"))
        for sha256 in dropped:
            discard_unused(database, blobs, sha256)


def _close(database: Database, blobs: Blobs, upload_id: str, status: str, **result: str) -> JsonObject:
    parts = tables.upload_parts
    with database.write() as connection:
        row = _pending(connection, upload_id)
        gone = delete(parts).where(parts.c.upload_id == upload_id).returning(parts.c.sha256)
        dropped = set(connection.execute(gone).scalars())
        kinds.uploads.change(connection, row, result, status=status)
        answer = show_upload(connection, kinds.uploads.row(connection, upload_id))
    for sha256 in dropped:
        discard_unused(database, blobs, sha256)
    return answer


def _pending(connection: Connection, upload_id: str) -> Row[Any]:
    row = kinds.uploads.row(connection, upload_id)
    if (status := _status(row)) != "pending":
        raise Problem(f"Upload {upload_id} is {status}: create another.")
    return row


def _status(row: Row[Any]) -> str:
    return "expired" if row.status == "pending" and row.expires_at <= now() else str(row.status)


def _part(connection: Connection, upload_id: str, part_id: str) -> Row[Any]:
    return kinds.upload_parts.row(connection, part_id, upload_id=upload_id)


class _Joined:
    """Parts, one after the other, as one file to read."""

    def __init__(self, blobs: Blobs, parts: Sequence[Row[Any]]) -> None:
        self._paths = [blobs.path(part.sha256) for part in parts]
        self._left = iter(self._paths)
        self._file: BinaryIO | None = None

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        while True:
            if self._file is None:
                path = next(self._left, None)
                if path is None:
                    return b""
                self._file = path.open("rb")
            if piece := self._file.read(size):
                return piece
            self._file.close()
            self._file = None

    def md5(self) -> str:
        """The hash that the caller may have announced."""
        digest = hashlib.md5(usedforsecurity=False)
        for path in self._paths:
            with path.open("rb") as part:
                while piece := part.read(1 << 20):
                    digest.update(piece)
        return digest.hexdigest()
