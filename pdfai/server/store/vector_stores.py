"""Vector stores: which files they hold, how far their indexing is, and what a search may see."""

from collections.abc import Mapping, Sequence
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
    return {**kinds.vector_store_file_batches.show(row), "status": status, "file_counts": counts}


def file_counts(connection: Connection, **scope: str) -> JsonObject:
    """How many files of a store or a batch are in which state."""
    files = tables.vector_store_files
    within = [files.c[name] == value for name, value in scope.items()]
    query = select(files.c.status, func.count().label("files")).where(*within).group_by(files.c.status)
    found = {row.status: row.files for row in connection.execute(query)}
    counts = {status: found.get(status, 0) for status in ("in_progress", "completed", "failed", "cancelled")}
    return {**counts, "total": sum(counts.values())}


def require_vector_stores(connection: Connection, request: Mapping[str, Any]) -> None:
    """Raise the API's 404 for a vector store that a request's tool resources name and that does not exist."""
    resources = (request.get("tool_resources") or {}).get("file_search") or {}
    for id in resources.get("vector_store_ids") or ():
        kinds.vector_stores.row(connection, id)


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
