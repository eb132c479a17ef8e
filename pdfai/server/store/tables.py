"""The tables.

Every listed object has the same four columns: `position` orders lists (two objects may share a second),
`id` is what the API shows, `body` holds the properties nothing is searched by. Columns beside them exist
because a query, a constraint or a lease needs them.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

metadata = MetaData()


def _object(name: str, *columns: Column[object] | UniqueConstraint | Index) -> Table:
    return Table(
        name,
        metadata,
        Column("position", Integer, primary_key=True),
        Column("id", String, nullable=False, unique=True),
        Column("created_at", Integer, nullable=False),
        Column("body", JSON, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _parent(name: str, target: str) -> Column[object]:
    return Column(name, String, ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True)


ACTIVE_RUN_STATUSES = ("queued", "in_progress", "requires_action", "cancelling")
"""While a run is in one of these, its thread is locked."""

assistants = _object("assistants")

threads = _object("threads")

messages = _object(
    "messages",
    _parent("thread_id", "threads.id"),
    Column("run_id", String, index=True),
)

runs = _object(
    "runs",
    _parent("thread_id", "threads.id"),
    Column("assistant_id", String, nullable=False),
    Column("status", String, nullable=False),
    # The model endpoint of the server that accepted it, "" for none: no other may see the documents.
    Column("answered_by", String, nullable=False),
    Column("lease_expires_at", Integer, nullable=False),
    # Grows each time somebody begins to work at it: whoever lost the lease holds an older number.
    Column("fence", Integer, nullable=False, default=0, server_default="0"),
    Column("is_streamed", Boolean, nullable=False, default=False, server_default=false()),
)
# The database holds the lock, so that two servers on one data directory cannot both start a run on a thread.
Index(
    "one_active_run_per_thread",
    runs.c.thread_id,
    unique=True,
    # Another dialect's `_where` goes beside it; naming one here imports that dialect at every start.
    sqlite_where=runs.c.status.in_(ACTIVE_RUN_STATUSES),
)

run_events = Table(
    "run_events",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("run_id", String, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", Integer, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("data", JSON, nullable=False),
    Index("ix_run_events_run_id_number", "run_id", "number"),
    sqlite_autoincrement=True,
)

run_steps = _object(
    "run_steps",
    _parent("run_id", "runs.id"),
    Column("thread_id", String, nullable=False),
    Column("assistant_id", String, nullable=False),
    Column("status", String, nullable=False),
)

files = _object(
    "files",
    Column("sha256", String, nullable=False, index=True),
    Column("bytes", Integer, nullable=False),
    Column("filename", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("expires_at", Integer, index=True),
)

uploads = _object(
    "uploads",
    Column("status", String, nullable=False),
    Column("expires_at", Integer, nullable=False),
)

upload_parts = _object(
    "upload_parts",
    _parent("upload_id", "uploads.id"),
    Column("sha256", String, nullable=False, index=True),
    Column("bytes", Integer, nullable=False),
)

vector_stores = _object(
    "vector_stores",
    Column("last_active_at", Integer, nullable=False),
)

vector_store_file_batches = _object(
    "vector_store_file_batches",
    _parent("vector_store_id", "vector_stores.id"),
)

# `id` is unique to the row; the API shows the file's id in its place.
vector_store_files = _object(
    "vector_store_files",
    _parent("vector_store_id", "vector_stores.id"),
    _parent("file_id", "files.id"),
    Column("batch_id", String, index=True),
    Column("status", String, nullable=False),
    Column("usage_bytes", Integer, nullable=False),
    Column("max_tokens", Integer, nullable=False),
    Column("overlap_tokens", Integer, nullable=False),
    Column("lease_expires_at", Integer, nullable=False),
    UniqueConstraint("vector_store_id", "file_id"),
)

# Requests that may be sent again, and how they were answered. `id` is another with each attempt to carry one
# out, and never used twice: whoever lost his lease writes to a row that is no more.
idempotent_requests = Table(
    "idempotent_requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_sha256", String, nullable=False, unique=True),
    Column("request", String, nullable=False),
    Column("created_at", Integer, nullable=False, index=True),
    Column("lease_expires_at", Integer, nullable=False),
    # None until it is answered.
    Column("status", Integer),
    Column("content_type", String),
    # None where the body was not read, and made no difference.
    Column("body_sha256", String),
    # None where it cannot be given again.
    Column("answer", LargeBinary),
    sqlite_autoincrement=True,
)

# What these requests made, and what they were about.
idempotent_objects = Table(
    "idempotent_objects",
    metadata,
    Column(
        "request_id",
        Integer,
        ForeignKey("idempotent_requests.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("object_id", String, nullable=False, index=True),
    Column("is_created", Boolean, nullable=False),
)
