"""Vector stores: which files they hold, how far their indexing is, and what a search may see."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select, update

from pdfai.server.retrieval.tables import indexes
from pdfai.server.store import kinds, tables
from pdfai.server.store.records import JsonObject, now

_DAY = 86_400


def show_vector_store(connection: Connection, row: Row[Any]) -> JsonObject:
    """A vector store as the API shows it, with its files counted."""
    shown = kinds.vector_stores.show(row)
    counts = file_counts(connection, vector_store_id=row.id)
    expires_at = _expires_at(row)
    status = "in_progress" if counts["in_progress"] else "completed"
    if expires_at is not None and expires_at <= now():
        status = "expired"
    files = tables.vector_store_files
    size = select(func.coalesce(func.sum(files.c.usage_bytes), 0)).where(files.c.vector_store_id == row.id)
    return {
        **shown,
        "usage_bytes": connection.execute(size).scalar_one(),
        "file_counts": counts,
        "status": status,
        "expires_at": expires_at,
    }


def show_batch(connection: Connection, row: Row[Any]) -> JsonObject:
    """A file batch as the API shows it."""
    counts = file_counts(connection, batch_id=row.id)
    status = "in_progress" if counts["in_progress"] else "completed"
    if row.body.get("is_cancelled"):
        status = "cancelled"
    shown = kinds.vector_store_file_batches.show(row)
    shown.pop("is_cancelled", None)
    return {**shown, "status": status, "file_counts": counts}


def file_counts(connection: Connection, **scope: str) -> JsonObject:
    """How many files of a store or a batch are in which state."""
    files = tables.vector_store_files
    within = [files.c[name] == value for name, value in scope.items()]
    query = select(files.c.status, func.count().label("files")).where(*within).group_by(files.c.status)
    found = {row.status: row.files for row in connection.execute(query)}
    counts = {status: found.get(status, 0) for status in ("in_progress", "completed", "failed", "cancelled")}
    return {**counts, "total": sum(counts.values())}


def cancel_batch(connection: Connection, row: Row[Any]) -> None:
    """Let the files of a batch that are not indexed yet be; one that is through stays as it is."""
    placed = tables.vector_store_files
    waiting = (placed.c.batch_id == row.id, placed.c.status == "in_progress")
    if connection.execute(update(placed).where(*waiting).values(status="cancelled")).rowcount:
        kinds.vector_store_file_batches.change(connection, row, {"is_cancelled": True})


def attributes_in(connection: Connection, vector_store_ids: Sequence[str]) -> dict[str, JsonObject]:
    """The attributes of each file in stores that can be searched, by the file's id."""
    placed = tables.vector_store_files
    query = select(placed.c.file_id, placed.c.body).where(
        placed.c.vector_store_id.in_(vector_store_ids), placed.c.status == "completed"
    )
    return {row.file_id: row.body["attributes"] or {} for row in connection.execute(query)}


def touch(connection: Connection, vector_store_ids: Sequence[str]) -> None:
    """Note that stores were used: their expiry counts from now."""
    stores = tables.vector_stores
    connection.execute(update(stores).where(stores.c.id.in_(vector_store_ids)).values(last_active_at=now()))


def searchable(vector_store_ids: Sequence[str]) -> Select[Any]:
    """A query for the indexes a search over these stores covers, with the files they were made from."""
    placed, files = tables.vector_store_files, tables.files
    made_from = and_(
        indexes.c.sha256 == files.c.sha256,
        indexes.c.max_tokens == placed.c.max_tokens,
        indexes.c.overlap_tokens == placed.c.overlap_tokens,
    )
    return (
        select(
            indexes.c.id.label("index_id"), files.c.id.label("file_id"), files.c.filename.label("file_name")
        )
        .select_from(placed.join(files, files.c.id == placed.c.file_id).join(indexes, made_from))
        .where(placed.c.vector_store_id.in_(vector_store_ids), placed.c.status == "completed")
    )


def _expires_at(row: Row[Any]) -> int | None:
    expires_after = row.body.get("expires_after")
    return None if expires_after is None else int(row.last_active_at + expires_after["days"] * _DAY)
