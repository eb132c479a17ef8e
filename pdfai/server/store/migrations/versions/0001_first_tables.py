"""The tables as they were when their changes began to be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ACTIVE = sa.text("status IN ('queued', 'in_progress', 'requires_action', 'cancelling')")

_INDEXED = {
    "messages": ["run_id", "thread_id"],
    "runs": ["thread_id"],
    "run_steps": ["run_id"],
    "files": ["expires_at", "sha256"],
    "upload_parts": ["sha256", "upload_id"],
    "vector_store_file_batches": ["vector_store_id"],
    "vector_store_files": ["batch_id", "file_id", "vector_store_id"],
    "idempotent_requests": ["created_at"],
    "idempotent_objects": ["object_id", "request_id"],
    "chunks": ["index_id"],
}


def upgrade() -> None:
    """Make all tables."""
    _make_conversations()
    _make_files()
    _make_idempotency()
    _make_retrieval()
    for table, columns in _INDEXED.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index(
        "one_active_run_per_thread",
        "runs",
        ["thread_id"],
        unique=True,
        sqlite_where=_ACTIVE,
        postgresql_where=_ACTIVE,
    )


def _make_conversations() -> None:
    _make("assistants")
    _make("threads")
    _make("messages", _parent("thread_id", "threads.id"), sa.Column("run_id", sa.String))
    _make(
        "runs",
        _parent("thread_id", "threads.id"),
        *_strings("assistant_id", "status", "answered_by"),
        *_integers("lease_expires_at"),
    )
    _make("run_steps", _parent("run_id", "runs.id"), *_strings("thread_id", "assistant_id", "status"))


def _make_files() -> None:
    _make(
        "files",
        *_strings("sha256"),
        *_integers("bytes"),
        *_strings("filename", "purpose"),
        sa.Column("expires_at", sa.Integer),
    )
    _make("uploads", *_strings("status"), *_integers("expires_at"))
    _make("upload_parts", _parent("upload_id", "uploads.id"), *_strings("sha256"), *_integers("bytes"))
    _make("vector_stores", *_integers("last_active_at"))
    _make("vector_store_file_batches", _parent("vector_store_id", "vector_stores.id"))
    _make(
        "vector_store_files",
        _parent("vector_store_id", "vector_stores.id"),
        _parent("file_id", "files.id"),
        sa.Column("batch_id", sa.String),
        *_strings("status"),
        *_integers("usage_bytes", "max_tokens", "overlap_tokens", "lease_expires_at"),
        sa.UniqueConstraint("vector_store_id", "file_id"),
    )


def _make_idempotency() -> None:
    op.create_table(
        "idempotent_requests",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key_sha256", sa.String, nullable=False, unique=True),
        *_strings("request"),
        *_integers("created_at", "lease_expires_at"),
        sa.Column("status", sa.Integer),
        sa.Column("content_type", sa.String),
        sa.Column("body_sha256", sa.String),
        sa.Column("answer", sa.LargeBinary),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "idempotent_objects",
        sa.Column(
            "request_id",
            sa.Integer,
            sa.ForeignKey("idempotent_requests.id", ondelete="CASCADE"),
            nullable=False,
        ),
        *_strings("object_id"),
        sa.Column("is_created", sa.Boolean, nullable=False),
    )


def _make_retrieval() -> None:
    op.create_table(
        "indexes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        *_integers("max_tokens", "overlap_tokens"),
        sa.UniqueConstraint("sha256", "max_tokens", "overlap_tokens"),
    )
    op.create_table(
        "chunks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("index_id", sa.Integer, sa.ForeignKey("indexes.id"), nullable=False),
        *_integers("page", "ordinal"),
        sa.Column("text", sa.Text, nullable=False),
    )
    if op.get_context().dialect.name == "sqlite":
        # Another database's full-text search has other tables.
        options = "terms, tokenize = 'unicode61 remove_diacritics 0'"
        op.execute(f"CREATE VIRTUAL TABLE chunk_terms USING fts5({options})")


def _make(name: str, *columns: sa.Column[object] | sa.UniqueConstraint) -> None:
    op.create_table(
        name,
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        *columns,
        sqlite_autoincrement=True,
    )


def _parent(name: str, target: str) -> sa.Column[object]:
    return sa.Column(name, sa.String, sa.ForeignKey(target, ondelete="CASCADE"), nullable=False)


def _strings(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]
