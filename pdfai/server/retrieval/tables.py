"""Where the pieces of documents are kept. The full-text table beside them is `sqlite.py`'s."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()

indexes = Table(
    "indexes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("max_tokens", Integer, nullable=False),
    Column("overlap_tokens", Integer, nullable=False),
    UniqueConstraint("sha256", "max_tokens", "overlap_tokens"),
)
"""One row per content and way of cutting it; files with equal bytes share it."""

chunks = Table(
    "chunks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("index_id", ForeignKey(indexes.c.id), nullable=False, index=True),
    Column("page", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    # Last, so that SQLite need not read past it for the columns that are joined.
    Column("text", Text, nullable=False),
)
"""Pieces in reading order."""
